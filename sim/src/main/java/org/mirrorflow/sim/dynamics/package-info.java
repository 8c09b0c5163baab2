/** How weights move: continuous flows with their integrators, and discrete optimizers. */
@NullMarked
package org.mirrorflow.sim.dynamics;

import org.jspecify.annotations.NullMarked;
