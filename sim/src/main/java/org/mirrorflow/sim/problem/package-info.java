/** Losses with their gradients and data: generated from a seed, read from the user's files, or shipped with the lab. */
@NullMarked
package org.mirrorflow.sim.problem;

import org.jspecify.annotations.NullMarked;
