package org.mirrorflow.sim.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Settings;

class ObservableTest {

    /** A trajectory that stands still at a given state. */
    private record Still(double[] state, double[] weights) implements Dynamics {

        @Override
        public double normalisedTime() {
            return 0;
        }

        @Override
        public double time() {
            return 0;
        }

        @Override
        public long steps() {
            return 0;
        }

        @Override
        public boolean continuous() {
            return true;
        }

        @Override
        public boolean movesFactors() {
            return true;
        }

        @Override
        public double loss() {
            return 0;
        }

        @Override
        public double[] gradient() {
            return new double[weights.length];
        }

        @Override
        public void advance(double until) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, double[]> save() {
            return Map.of();
        }

        @Override
        public void restore(Map<String, double[]> saved) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void adjust(double from, Settings settings) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Object[] THREE = {"problem.samples", 1, "problem.features", 3, "problem.sparsity", 1};

    private static double measure(String id, Experiment experiment, double[] weights, double loss) {
        Observable observable = Run.OBSERVABLES.get(id);
        Dynamics still = new Still(new double[0], weights);
        return observable.attach(experiment, still).applyAsDouble(new Moment(experiment, still, weights, loss));
    }

    static Stream<Observable> observables() {
        return Run.OBSERVABLES.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("observables")
    void everyObservableSaysWhatItIs(Observable observable) {
        assertTrue(observable.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), observable.id());
        for (String text :
                List.of(observable.name(), observable.formula(), observable.summary(), observable.source())) {
            assertFalse(text.isBlank(), observable.id());
        }
    }

    /** The experiments of the presets and of the claims cover every kind of problem, model and dynamics. */
    @Test
    void everyObservableIsMeasuredSomewhereTwiceAlikeAndChangesNothing() throws ProblemException {
        Set<String> unmeasured = new TreeSet<>(Run.OBSERVABLES.ids());
        List<Specification> shipped = new ArrayList<>();
        for (Preset preset : Presets.all()) {
            if (!preset.id().equals("your-data")) {
                shipped.add(preset.specification());
                preset.companions().forEach(companion -> shipped.add(companion.of(preset.specification())));
            }
        }
        for (Specification specification : shipped) {
            Experiment experiment = Experiment.of(specification, Path.of(""));
            Dynamics trajectory = experiment.newDynamics();
            Map<String, ToDoubleFunction<Moment>> meters = new LinkedHashMap<>();
            for (Observable observable : Run.OBSERVABLES.entries()) {
                if (observable.applies(experiment, trajectory)) {
                    meters.put(observable.id(), observable.attach(experiment, trajectory));
                }
            }
            unmeasured.removeAll(meters.keySet());
            for (int k = 0; k < 4; k++) {
                double[] weights = trajectory.weights().clone();
                Moment moment = new Moment(experiment, trajectory, weights, trajectory.loss());
                for (Map.Entry<String, ToDoubleFunction<Moment>> meter : meters.entrySet()) {
                    String where = meter.getKey() + " in " + specification.title();
                    double value = meter.getValue().applyAsDouble(moment);
                    assertEquals(value, meter.getValue().applyAsDouble(moment), "measured twice: " + where);
                    assertArrayEquals(trajectory.weights(), weights, "measuring changes nothing: " + where);
                }
                trajectory.advance(1e9);
            }
        }
        assertEquals(Set.of(), unmeasured, "observables that no preset records");
    }

    @Test
    void normsAndCountsOfAHandMadeVector() throws ProblemException {
        Experiment experiment = Specs.experiment(THREE);
        double[] w = {3, -4, 0};
        assertEquals(7, measure("l1-norm", experiment, w, 0));
        assertEquals(5, measure("l2-norm", experiment, w, 0));
        assertEquals(49.0 / 25, measure("effective-sparsity", experiment, w, 0), 1e-15);
        assertEquals(2, measure("active-weights", experiment, w, 0));
        assertEquals(0.125, measure("loss", experiment, w, 0.125));
    }

    @Test
    void spectraOfAHandMadeMatrix() throws ProblemException {
        Experiment experiment = Specs.experiment(
                "problem.kind", "matrix-sensing", "problem.rows", 3, "problem.columns", 3, "model.kind", "direct");
        double[] w = {3, 0, 0, 0, 0, -4, 0, 0, 0};
        assertEquals(7, measure("nuclear-norm", experiment, w, 0), 1e-14);
        assertEquals(1.4, measure("nuclear-ratio", experiment, w, 0), 1e-14);
        assertEquals(25.0 / 16, measure("stable-rank", experiment, w, 0), 1e-14);
        double entropy = -3.0 / 7 * Math.log(3.0 / 7) - 4.0 / 7 * Math.log(4.0 / 7);
        assertEquals(Math.exp(entropy), measure("effective-rank", experiment, w, 0), 1e-14);
        assertEquals(4, measure("singular-value-1", experiment, w, 0), 1e-14);
        assertEquals(3, measure("singular-value-2", experiment, w, 0), 1e-14);
        assertEquals(0, measure("singular-value-3", experiment, w, 0), 1e-14);
        assertFalse(Run.OBSERVABLES.get("nuclear-norm").applies(Specs.experiment(THREE), new Still(w, w)));
        // of fine-tuned weights it is the change that counts
        Experiment adapted = Specs.experiment(
                "problem.kind", "low-rank-adaptation", "problem.rows", 3, "problem.columns", 3, "model.kind", "direct");
        double[] moved = adapted.problem().startWeights().orElseThrow();
        moved[4] += 5;
        assertEquals(5, measure("nuclear-norm", adapted, moved, 0), 1e-14);
    }

    @Test
    void effectiveSparsityCountsEqualWeightsWhateverTheirSize() throws ProblemException {
        Experiment experiment = Specs.experiment(THREE);
        for (double size : new double[] {1e-200, 1, 1e200}) {
            assertEquals(1, measure("effective-sparsity", experiment, new double[] {0, -size, 0}, 0), 1e-14);
            assertEquals(3, measure("effective-sparsity", experiment, new double[] {size, -size, size}, 0), 1e-14);
        }
    }

    @Test
    void atZeroWeightsOnlyTheEffectiveSparsityIsUndefined() throws ProblemException {
        Experiment experiment = Specs.experiment(THREE);
        double[] zero = new double[3];
        assertEquals(0, measure("l1-norm", experiment, zero, 0));
        assertEquals(0, measure("l2-norm", experiment, zero, 0));
        assertEquals(0, measure("active-weights", experiment, zero, 0));
        assertEquals(1, measure("distance-to-limit", experiment, zero, 0), 1e-15);
        assertTrue(Double.isNaN(measure("effective-sparsity", experiment, zero, 0)));
    }

    @Test
    void aThousandthOfTheLargestIsNotActive() throws ProblemException {
        Experiment experiment = Specs.experiment(THREE);
        assertEquals(2, measure("active-weights", experiment, new double[] {-1, 1e-3, 1.001e-3}, 0));
    }

    @Test
    void distancesAreRelativeToTheirLimit() throws ProblemException {
        Experiment experiment = Specs.experiment(THREE);
        Map.of(
                        "distance-to-limit",
                        Prediction.LIMIT,
                        "distance-to-l1",
                        Prediction.MIN_L1,
                        "distance-to-l2",
                        Prediction.MIN_L2)
                .forEach((id, prediction) -> {
                    double[] limit =
                            experiment.prediction(prediction).orElseThrow().weights();
                    double[] twice = limit.clone();
                    for (int i = 0; i < twice.length; i++) {
                        twice[i] *= 3;
                    }
                    assertEquals(0, measure(id, experiment, limit, 0));
                    assertEquals(2, measure(id, experiment, twice, 0), 1e-14);
                });
    }

    @Test
    void aDistanceNeedsAPrediction() throws ProblemException {
        Experiment noisy = Specs.experiment("problem.samples", 20, "problem.noise", 1);
        assertFalse(noisy.unpredicted().isEmpty());
        for (String id : List.of("distance-to-limit", "distance-to-l1", "distance-to-l2")) {
            assertFalse(Run.OBSERVABLES.get(id).applies(noisy, noisy.newDynamics()));
        }
    }

    /** u₀ = v₀ = 0.1 conserves uv = 0.01 at depth 2, 1/u + 1/v = 20 at depth 3. */
    @Test
    void balanceDriftIsTheLargestRelativeChange() throws ProblemException {
        Observable drift = Run.OBSERVABLES.get("balance-drift");
        double[] state = {0.2, 0.1, 0.1, 0.1, 0.1, 0.05};
        double[][] expected = {{2, 1}, {3, 0.5}};
        for (double[] depth : expected) {
            Experiment experiment = Specs.experiment(
                    "problem.samples", 1, "problem.features", 3, "problem.sparsity", 1, "model.depth", (long) depth[0]);
            double[] shown = depth[0] == 2 ? state : new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.05};
            Dynamics still = new Still(shown, new double[3]);
            double value =
                    drift.attach(experiment, still).applyAsDouble(new Moment(experiment, still, new double[3], 0));
            assertEquals(depth[1], value, 1e-14, "depth " + depth[0]);
        }
    }

    @Test
    void balanceNeedsFactors() throws ProblemException {
        Observable drift = Run.OBSERVABLES.get("balance-drift");
        Experiment dual = Specs.experiment("dynamics.kind", "mirror-flow");
        assertFalse(drift.applies(dual, dual.newDynamics()));
        Experiment direct = Specs.experiment("model.kind", "direct");
        assertFalse(drift.applies(direct, direct.newDynamics()));
    }
}
