/** Claims about matrices: sensing, attention, adapters, sparse coding, and where a spectral potential holds. */
@NullMarked
package org.mirrorflow.sim.claim.matrix;

import org.jspecify.annotations.NullMarked;
