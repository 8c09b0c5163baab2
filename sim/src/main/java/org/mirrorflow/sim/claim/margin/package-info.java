/** The claims about margins: which direction a mirror flow takes on separable data, how fast, and with how many neurons. */
@NullMarked
package org.mirrorflow.sim.claim.margin;

import org.jspecify.annotations.NullMarked;
