/** Claims about steepest mirror flows. */
@NullMarked
package org.mirrorflow.sim.claim.steepest;

import org.jspecify.annotations.NullMarked;
