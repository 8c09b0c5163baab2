/** Claims about composed optimizers: hyperbolic and adaptive steps, their order, their bias and their stability. */
@NullMarked
package org.mirrorflow.sim.claim.optim;

import org.jspecify.annotations.NullMarked;
