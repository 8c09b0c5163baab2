/** Claims about mirror maps and their flows, whatever induces them. */
@NullMarked
package org.mirrorflow.sim.claim.map;

import org.jspecify.annotations.NullMarked;
