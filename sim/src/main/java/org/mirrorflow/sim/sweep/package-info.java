/** One experiment over a grid of settings and seeds: what is swept, running it on all cores, and keeping it in a folder. */
@NullMarked
package org.mirrorflow.sim.sweep;

import org.jspecify.annotations.NullMarked;
