/** Sweeps: one quantity over one or two parameters and several seeds, on all cores, stopped and resumed at will. */
@NullMarked
package org.mirrorflow.sim.sweep;

import org.jspecify.annotations.NullMarked;
