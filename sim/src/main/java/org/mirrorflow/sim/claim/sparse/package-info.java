/** Claims of SparseOpt, NanoAdam and Sign-In. */
@NullMarked
package org.mirrorflow.sim.claim.sparse;

import org.jspecify.annotations.NullMarked;
