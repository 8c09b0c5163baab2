/** Mirror maps: Legendre functions with their conjugates, and the catalogue of them. */
@NullMarked
package org.mirrorflow.theory.mirror;

import org.jspecify.annotations.NullMarked;
