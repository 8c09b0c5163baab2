/** The ledger: what the papers claim, each as an experiment with a verdict that is computed. */
@NullMarked
package org.mirrorflow.sim.claim;

import org.jspecify.annotations.NullMarked;
