/** Reparametrizations of the weights, what they conserve, and the mirror maps they induce. */
@NullMarked
package org.mirrorflow.theory.reparam;

import org.jspecify.annotations.NullMarked;
