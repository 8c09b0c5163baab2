package org.mirrorflow.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Moment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * What a sweep asks of each run, once it is over: an observable at the end, the steps, or the time that it took.
 *
 * @param id id of an observable, {@code steps} or {@code time}
 */
public record Quantity(String id) {

    private static final String STEPS = "steps";
    private static final String TIME = "time";

    /** @throws InvalidSettingException if there is no such quantity */
    public Quantity {
        if (!ids().contains(id)) {
            throw new InvalidSettingException("--quantity", "is \"" + id + "\"; " + Names.suggest(id, ids()));
        }
    }

    /** All ids. */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>(Run.OBSERVABLES.ids());
        ids.add(STEPS);
        ids.add(TIME);
        return ids;
    }

    /** In words. */
    public String name() {
        return switch (id) {
            case STEPS -> "Steps taken";
            case TIME -> "Flow time at the end";
            default -> Run.OBSERVABLES.get(id).name();
        };
    }

    /** As TeX. */
    public String formula() {
        return switch (id) {
            case STEPS -> "k";
            case TIME -> "t";
            default -> Run.OBSERVABLES.get(id).formula();
        };
    }

    /** The value at the end of a record; NaN where it was not observed. */
    double of(History history) {
        int last = history.size() - 1;
        return switch (id) {
            case STEPS -> history.step(last);
            case TIME -> history.time(last);
            default -> history.has(id) ? history.value(id, last) : Double.NaN;
        };
    }

    /**
     * The value at the limit that theory predicts; empty where it predicts none, or only a direction, or where the quantity is no
     * function of the weights alone.
     */
    Optional<Double> predicted(Experiment experiment) {
        Optional<Prediction> limit = experiment
                .prediction(Prediction.LIMIT)
                .filter(prediction -> prediction.kind() == Prediction.Kind.POINT);
        if (limit.isEmpty() || id.equals(STEPS) || id.equals(TIME)) {
            return Optional.empty();
        }
        Dynamics start = experiment.newDynamics();
        if (!Run.OBSERVABLES.get(id).applies(experiment, start)) {
            return Optional.empty();
        }
        double[] weights = limit.get().weights().clone();
        double loss = experiment.problem().lossAndGradient(weights, new double[weights.length]);
        try {
            double value = Run.OBSERVABLES
                    .get(id)
                    .attach(experiment, start)
                    .applyAsDouble(new Moment(experiment, NOWHERE, weights, loss));
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NeedsTrajectory e) {
            return Optional.empty();
        }
    }

    /** What is asked for is no property of the weights. */
    private static final class NeedsTrajectory extends RuntimeException {
        private static final long serialVersionUID = 1;

        NeedsTrajectory() {
            super("a limit has no trajectory", null, false, false);
        }
    }

    /** A limit stands on no trajectory: whoever asks for one has no value there. */
    private static final Dynamics NOWHERE = new Dynamics() {
        @Override
        public double time() {
            throw new NeedsTrajectory();
        }

        @Override
        public double normalisedTime() {
            throw new NeedsTrajectory();
        }

        @Override
        public long steps() {
            throw new NeedsTrajectory();
        }

        @Override
        public boolean continuous() {
            throw new NeedsTrajectory();
        }

        @Override
        public boolean movesFactors() {
            throw new NeedsTrajectory();
        }

        @Override
        public double[] state() {
            throw new NeedsTrajectory();
        }

        @Override
        public double[] weights() {
            throw new NeedsTrajectory();
        }

        @Override
        public double loss() {
            throw new NeedsTrajectory();
        }

        @Override
        public double[] gradient() {
            throw new NeedsTrajectory();
        }

        @Override
        public void advance(double until) {
            throw new NeedsTrajectory();
        }

        @Override
        public Map<String, double[]> save() {
            throw new NeedsTrajectory();
        }

        @Override
        public void restore(Map<String, double[]> saved) {
            throw new NeedsTrajectory();
        }

        @Override
        public void adjust(double from, Settings settings) {
            throw new NeedsTrajectory();
        }
    };
}
