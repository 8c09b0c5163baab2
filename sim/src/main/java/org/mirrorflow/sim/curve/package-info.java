/** Theorems about what happens along the way: each draws a predicted curve over a run. */
@NullMarked
package org.mirrorflow.sim.curve;

import org.jspecify.annotations.NullMarked;
