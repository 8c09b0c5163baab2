package org.mirrorflow.app.sweep;

import java.nio.file.Path;
import java.util.Optional;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.sim.sweep.SweepRunner;

/**
 * What the page knows at one moment.
 *
 * @param result what has been run; empty before the first sweep
 * @param base folder against which relative paths in the experiment are resolved
 * @param progress how far the sweep is that goes on now
 * @param folder where it is kept, if it was saved or opened
 * @param problem what went wrong last, in one sentence; empty when nothing did
 */
record SweepState(
        Optional<SweepResult> result,
        Path base,
        Optional<SweepRunner.Progress> progress,
        Optional<Path> folder,
        String problem) {

    /** Nothing was swept. */
    static final SweepState EMPTY =
            new SweepState(Optional.empty(), Path.of(""), Optional.empty(), Optional.empty(), "");

    boolean working() {
        return progress.isPresent();
    }

    /** Whether something is left to run of a sweep that stands still. */
    boolean resumable() {
        return !working() && result.filter(some -> !some.finished()).isPresent();
    }
}
