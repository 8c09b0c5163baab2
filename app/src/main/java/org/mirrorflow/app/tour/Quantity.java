package org.mirrorflow.app.tour;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Numbers;

/** A number that an expectation speaks of, read off at the moment at which one looks. */
sealed interface Quantity {

    /** The number; empty where there is none. */
    OptionalDouble of(List<RunView> runs);

    /** As it is written. */
    String text();

    /** A number as such. */
    record Constant(double value) implements Quantity {
        @Override
        public OptionalDouble of(List<RunView> runs) {
            return OptionalDouble.of(value);
        }

        @Override
        public String text() {
            return Numbers.readOff(value);
        }
    }

    /** A recorded observable of a run. */
    record Observed(char letter, String observable) implements Quantity {
        @Override
        public OptionalDouble of(List<RunView> runs) {
            return run(runs, letter)
                    .filter(run -> run.history().has(observable))
                    .map(run -> OptionalDouble.of(run.history().value(observable, run.cursor())))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text() {
            return letter + " " + observable;
        }
    }

    /** A weight of a run, counted from 1. */
    record Weight(char letter, int number) implements Quantity {
        @Override
        public OptionalDouble of(List<RunView> runs) {
            return run(runs, letter)
                    .map(run -> run.history().weights(run.cursor()))
                    .filter(weights -> weights.length >= number)
                    .map(weights -> OptionalDouble.of(weights[number - 1]))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text() {
            return letter + " weight " + number;
        }
    }

    /** Flow time of a run. */
    record Time(char letter) implements Quantity {
        @Override
        public OptionalDouble of(List<RunView> runs) {
            return run(runs, letter)
                    .map(run -> OptionalDouble.of(run.clocks().time()))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text() {
            return letter + " t";
        }
    }

    /** Another one times a number. */
    record Multiple(double factor, Quantity of) implements Quantity {
        @Override
        public OptionalDouble of(List<RunView> runs) {
            OptionalDouble one = of.of(runs);
            return one.isPresent() ? OptionalDouble.of(factor * one.getAsDouble()) : one;
        }

        @Override
        public String text() {
            return Numbers.readOff(factor) + " * " + of.text();
        }
    }

    /** The run with that letter. */
    static Optional<RunView> run(List<RunView> runs, char letter) {
        int index = letter - 'A';
        return index < runs.size() ? Optional.of(runs.get(index)) : Optional.empty();
    }
}
