/** The shape of the weights, where they start, and reproducible draws. */
@NullMarked
package org.mirrorflow.theory.weights;

import org.jspecify.annotations.NullMarked;
