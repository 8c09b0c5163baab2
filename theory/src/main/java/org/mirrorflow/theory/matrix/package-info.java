/** Small dense matrices, stored by rows: products, and decompositions that keep small singular values to full precision. */
@NullMarked
package org.mirrorflow.theory.matrix;

import org.jspecify.annotations.NullMarked;
