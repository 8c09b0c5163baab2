package org.mirrorflow.sim.run;

import java.util.Arrays;

/**
 * How a run ended, and what one might do about it.
 *
 * @param kind the outcome
 * @param sentence what happened, with its numbers
 * @param advice what to change if that is not what was wanted; empty after convergence
 */
public record Outcome(Kind kind, String sentence, String advice) {

    /** The ways in which a run can end. */
    public enum Kind {
        /** The loss is at or below its target. */
        CONVERGED("converged"),
        /** The gradient has vanished while the loss is above its target. */
        STATIONARY("stationary"),
        /** The flow time is over. */
        TIME_LIMIT("time-limit"),
        /** The steps are over. */
        STEP_LIMIT("step-limit"),
        /** A value left every bound; the last finite state is kept. */
        DIVERGED("diverged");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The kind with that id. */
        static Kind of(String id) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no outcome is called '" + id + "'"));
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }
}
