/** The experiment: its specification as a small JSON file, the presets, and what a specification is made into. */
@NullMarked
package org.mirrorflow.sim.experiment;

import org.jspecify.annotations.NullMarked;
