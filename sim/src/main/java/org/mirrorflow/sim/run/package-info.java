/** A run: advancing an experiment, recording it in bounded memory, its verdicts, and its folder on disk. */
@NullMarked
package org.mirrorflow.sim.run;

import org.jspecify.annotations.NullMarked;
