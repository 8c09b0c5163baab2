package org.mirrorflow.app.tour;

import java.util.OptionalDouble;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Verdict;

/** What a tour states, in a form that can be tested. */
public sealed interface Expectation {

    /** As it is written in the file. */
    String text();

    /** Whether it is so at that moment. */
    Finding of(TourMoment moment);

    /**
     * What was found.
     *
     * @param satisfied whether it is so
     * @param measured what was measured, in words
     */
    record Finding(boolean satisfied, String measured) {}

    /** A relation between two numbers. */
    enum Relation {
        /** Smaller. */
        LESS("<"),
        /** Smaller or equal. */
        AT_MOST("<="),
        /** Larger. */
        MORE(">"),
        /** Larger or equal. */
        AT_LEAST(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean holds(double left, double right) {
            return switch (this) {
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case MORE -> left > right;
                case AT_LEAST -> left >= right;
            };
        }
    }

    /** A comparison of two numbers; not satisfied where one of them does not exist. */
    record Comparison(String text, Quantity left, Relation relation, Quantity right) implements Expectation {
        @Override
        public Finding of(TourMoment moment) {
            OptionalDouble a = left.of(moment.runs());
            OptionalDouble b = right.of(moment.runs());
            if (a.isEmpty() || b.isEmpty()) {
                return new Finding(
                        false, "there is no " + (a.isEmpty() ? left : right).text() + " among the runs of this step");
            }
            return new Finding(
                    relation.holds(a.getAsDouble(), b.getAsDouble()),
                    right instanceof Quantity.Constant
                            ? Numbers.readOff(a.getAsDouble())
                            : Numbers.readOff(a.getAsDouble()) + " and " + Numbers.readOff(b.getAsDouble()));
        }
    }

    /** The verdict on a statement. */
    record Judged(String text, char letter, String statement, Verdict.Status status) implements Expectation {
        @Override
        public Finding of(TourMoment moment) {
            return moment.verdicts(letter).stream()
                    .filter(verdict -> verdict.id().equals(statement))
                    .findFirst()
                    .map(verdict -> new Finding(
                            verdict.status() == status,
                            verdict.status().id() + ", " + Numbers.readOff(verdict.value())))
                    .orElseGet(() -> new Finding(
                            false,
                            "no verdict on that; there are "
                                    + String.join(
                                            ", ",
                                            moment.verdicts(letter).stream()
                                                    .map(Verdict::id)
                                                    .toList())));
        }
    }

    /** How a run has ended. */
    record Ended(String text, char letter, Outcome.Kind kind) implements Expectation {
        @Override
        public Finding of(TourMoment moment) {
            return Quantity.run(moment.runs(), letter)
                    .map(run -> run.outcome()
                            .map(outcome -> new Finding(
                                    outcome.kind() == kind, outcome.kind().id()))
                            .orElseGet(() -> new Finding(false, "it goes on")))
                    .orElseGet(() -> new Finding(false, "there is no run " + letter));
        }
    }
}
