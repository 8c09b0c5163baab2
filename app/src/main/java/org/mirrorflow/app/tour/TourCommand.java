package org.mirrorflow.app.tour;

import java.util.List;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.sim.experiment.Preset;

/** Something a step does: one line that begins with {@code >}. */
public sealed interface TourCommand {

    /** Opens a preset at its start, with its companions. */
    record Open(Preset preset) implements TourCommand {}

    /** Changes one setting, as its control does: at once, or from the next rewind on. */
    record Set(String path, Object value) implements TourCommand {}

    /** Starts again with the settings as they are. */
    record Rewind() implements TourCommand {}

    /** Shows these charts and no others. */
    record Show(List<String> charts) implements TourCommand {
        /** Copies the ids. */
        public Show {
            charts = List.copyOf(charts);
        }
    }

    /** Runs all charts by this clock. */
    record Run(Clock clock) implements TourCommand {}

    /** So many samples a frame. */
    record Speed(int samples) implements TourCommand {}

    /**
     * Lets time run.
     *
     * @param target how far
     * @param paced at the pace of the screen, so that one sees it; otherwise as fast as the machine can
     */
    record Play(Target target, boolean paced) implements TourCommand {}

    /** Looks at a moment that has been recorded. */
    record Look(Target target) implements TourCommand {}

    /** Keeps a picture of the live run. */
    record Pin() implements TourCommand {}

    /** What must be so at this point; says nothing on the screen, is tested by {@code lab tour --check}. */
    record Expect(Expectation expectation) implements TourCommand {}

    /** A moment of the live run. */
    sealed interface Target {

        /** The first sample. */
        record Start() implements Target {}

        /** The end of every run. */
        record End() implements Target {}

        /** The last sample at or before that flow time; time that runs stops at the first one at or after it. */
        record Time(double time) implements Target {}

        /** The sample with that number, counted from 0. */
        record Sample(int number) implements Target {}
    }
}
