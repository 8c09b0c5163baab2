/** Claims about weight decay, its dose and the geometry that stores it: Mirror, Mirror of the Flow, and continuous sparsification. */
@NullMarked
package org.mirrorflow.sim.claim.dose;

import org.jspecify.annotations.NullMarked;
