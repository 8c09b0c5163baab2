package org.mirrorflow.sim.run;

import java.util.List;

/**
 * A statement of the theory held against a run.
 *
 * @param id stable id
 * @param name the statement in a few words
 * @param formula the number as TeX
 * @param value the measured number; NaN when there is none
 * @param tolerance what it may at most be
 * @param status the verdict
 * @param sentence what was compared, in one sentence
 * @param assumptions what the statement assumes, and whether this run meets it
 * @param source where the statement comes from
 */
public record Verdict(
        String id,
        String name,
        String formula,
        double value,
        double tolerance,
        Status status,
        String sentence,
        List<Assumption> assumptions,
        String source) {

    /** The verdict words. */
    public enum Status {
        /** Within the tolerance, all assumptions met. */
        HOLDS("holds"),
        /** Outside the tolerance, all assumptions met. */
        FAILS("fails"),
        /** The run has not gone far enough to say. */
        INCONCLUSIVE("inconclusive"),
        /** An assumption is not met; the number is shown all the same. */
        ASSUMPTION_BROKEN("assumption-broken");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /** One assumption in words, and whether it is met. */
    public record Assumption(String text, boolean met) {}

    public Verdict {
        assumptions = List.copyOf(assumptions);
    }

    /** The verdict that follows from number, tolerance and assumptions. */
    public static Status judge(double value, double tolerance, boolean conclusive, List<Assumption> assumptions) {
        if (!assumptions.stream().allMatch(Assumption::met)) {
            return Status.ASSUMPTION_BROKEN;
        }
        if (!conclusive || Double.isNaN(value)) {
            return Status.INCONCLUSIVE;
        }
        return value <= tolerance ? Status.HOLDS : Status.FAILS;
    }
}
