package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.reparam.ReparametrizationFamily;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/** Every dynamics in the catalogue, on every parametrization and mirror map. */
class DynamicsContractTest {

    private static final int DIMENSION = 7;

    private static LinearRegression problem() {
        DMatrixRMaj z = RandomMatrices_DDRM.rectangle(3, DIMENSION, -1, 1, new java.util.Random(5));
        return new LinearRegression(z, new double[] {0.5, -0.25, 0.75}, List.of(), null, "for the contract");
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (DynamicsFamily family : Components.DYNAMICS.entries()) {
            if (family.id().startsWith("normalised-")) {
                continue; // of margins, not of regressions: see NormalisedFlowTest
            }
            models().forEach((name, model) -> pairs.add(Arguments.of(family.id(), name, model)));
        }
        return pairs.stream();
    }

    private static Map<String, Model> models() {
        Map<String, Model> models = new LinkedHashMap<>();
        for (ReparametrizationFamily family : Components.PARAMETRIZATIONS.entries()) {
            if (MatrixDynamicsTest.MATRICES.contains(family.id())) {
                continue; // of matrices: a suite of their own
            }
            models.put(
                    family.id(),
                    new Model.Factored(family.create(Settings.defaults(family.parameters()), Start.of(DIMENSION))));
        }
        ReparametrizationFamily deep = Components.PARAMETRIZATIONS.get("diagonal-network");
        models.put(
                "diagonal-network of depth 3 from weight 0.1",
                new Model.Factored(deep.create(
                        Settings.of(deep.parameters(), Map.of("depth", 3, "initial-scale", 0.5, "initial-weight", 0.1)),
                        Start.of(DIMENSION))));
        for (MirrorMapFamily family : Components.MIRROR_MAPS.entries()) {
            if (MatrixDynamicsTest.MATRICES.contains(family.id())) {
                continue;
            }
            models.put(
                    family.id(),
                    new Model.Mirrored(
                            family.create(Settings.defaults(family.parameters()), Layout.vector(DIMENSION))));
        }
        return models;
    }

    /** The dynamics, or nothing where it refuses the model. */
    private static Dynamics create(String id, Model model) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        return family.create(Settings.defaults(family.parameters()), problem(), model, 3);
    }

    private static boolean moves(String id, Model model) {
        return switch (id) {
            case "mirror-flow" -> true;
            case "steepest-mirror-flow" ->
                model instanceof Model.Mirrored && model.potential().isPresent();
            // in the weights themselves: only where the metric at the start is a positive number
            case "riemannian-flow" ->
                model.potential().isPresent()
                        && IntStream.range(0, DIMENSION).allMatch(i -> {
                            double metric = model.potential()
                                    .orElseThrow()
                                    .potential(i)
                                    .secondDerivative(model.startWeights()[i]);
                            return metric > 0 && metric < Double.POSITIVE_INFINITY;
                        });
            default -> model instanceof Model.Factored;
        };
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void movesTheModelOrSaysWhatWould(String id, String name, Model model) {
        if (!moves(id, model)) {
            InvalidSettingException refusal = assertThrows(InvalidSettingException.class, () -> create(id, model));
            assertEquals("kind", refusal.setting());
            assertTrue(refusal.getMessage().contains(id), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("use \"mirror-flow\""), refusal.getMessage());
            return;
        }
        Dynamics dynamics = create(id, model);
        assertEquals(0, dynamics.time());
        assertEquals(0, dynamics.steps());
        assertArrayEquals(model.startWeights(), dynamics.weights(), 1e-15);
        double startLoss = dynamics.loss();
        double time = 0;
        for (int k = 1; k <= 60 && time < 1e9; k++) {
            dynamics.advance(1e9);
            assertTrue(dynamics.time() > time, "time stands still at " + time);
            time = dynamics.time();
            assertEquals(k, dynamics.steps());
            assertConsistent(dynamics, model);
        }
        assertTrue(dynamics.loss() < startLoss, "the loss went from " + startLoss + " to " + dynamics.loss());
    }

    private static void assertConsistent(Dynamics dynamics, Model model) {
        double[] weights = new double[DIMENSION];
        if (dynamics.movesFactors()) {
            ((Model.Factored) model).parametrization().apply(dynamics.state(), weights);
        } else {
            MirrorMap potential =
                    model.potential().isPresent() ? model.potential().orElseThrow() : ((Model.Mirrored) model).map();
            potential.conjugateGradient(dynamics.state(), weights);
        }
        assertArrayEquals(weights, dynamics.weights(), "weights of the state");
        double[] gradient = new double[DIMENSION];
        assertEquals(problem().lossAndGradient(weights, gradient), dynamics.loss());
        assertArrayEquals(gradient, dynamics.gradient());
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void aFlowLandsOnTheTimeGivenAndADescentIgnoresIt(String id, String name, Model model) {
        if (!moves(id, model)) {
            return;
        }
        Dynamics dynamics = create(id, model);
        double mark = 1e-3;
        for (int k = 0; k < 500 && dynamics.time() < mark; k++) {
            dynamics.advance(mark);
        }
        if (dynamics.continuous()) {
            assertEquals(mark, dynamics.time());
        } else {
            assertTrue(dynamics.time() > mark, "a step is not cut short: t = " + dynamics.time());
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void continuesFromASaveBitForBit(String id, String name, Model model) {
        if (!moves(id, model)) {
            return;
        }
        Dynamics uninterrupted = create(id, model);
        for (int k = 0; k < 23; k++) {
            uninterrupted.advance(1e9);
        }
        Map<String, double[]> saved = uninterrupted.save();
        Map<String, double[]> untouched = new HashMap<>();
        saved.forEach((key, array) -> untouched.put(key, array.clone()));
        Dynamics resumed = create(id, model);
        resumed.restore(saved);
        for (int k = 0; k < 40; k++) {
            assertEquals(uninterrupted.time(), resumed.time());
            assertEquals(uninterrupted.steps(), resumed.steps());
            assertEquals(uninterrupted.loss(), resumed.loss());
            assertArrayEquals(uninterrupted.state(), resumed.state());
            assertArrayEquals(uninterrupted.weights(), resumed.weights());
            assertArrayEquals(uninterrupted.gradient(), resumed.gradient());
            uninterrupted.advance(1e9);
            resumed.advance(1e9);
        }
        saved.forEach((key, array) -> assertArrayEquals(untouched.get(key), array, "a save is a copy: " + key));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void aSaveThatDoesNotFitIsRefusedByName(String id, String name, Model model) {
        if (!moves(id, model)) {
            return;
        }
        Dynamics dynamics = create(id, model);
        for (String key : dynamics.save().keySet()) {
            Map<String, double[]> missing = dynamics.save();
            missing.remove(key);
            String message = assertThrows(IllegalArgumentException.class, () -> dynamics.restore(missing))
                    .getMessage();
            assertTrue(message.contains("'" + key + "'"), message);
            Map<String, double[]> longer = dynamics.save();
            longer.put(key, new double[99]);
            message = assertThrows(IllegalArgumentException.class, () -> dynamics.restore(longer))
                    .getMessage();
            assertTrue(message.contains("'" + key + "'") && message.contains("99"), message);
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void takesOverWhatIsAdjustable(String id, String name, Model model) {
        if (!moves(id, model)) {
            return;
        }
        DynamicsFamily family = Components.DYNAMICS.get(id);
        Settings changed = changed(family);
        if (refuses(family, changed, model)) {
            return; // a decay that no mirror map follows: an experiment of it cannot be made
        }
        boolean some = !changed.equals(Settings.defaults(family.parameters()));
        Dynamics plain = create(id, model);
        Dynamics adjusted = create(id, model);
        for (int k = 0; k < 5; k++) {
            plain.advance(1e9);
            adjusted.advance(1e9);
        }
        adjusted.adjust(adjusted.clock(), changed);
        assertArrayEquals(plain.state(), adjusted.state(), "adjusting moves nothing by itself");
        plain.advance(1e9);
        adjusted.advance(1e9);
        assertEquals(some, !java.util.Arrays.equals(plain.state(), adjusted.state()));
    }

    /** Whatever can change under way, changed; decay, which is none by default, is switched on. */
    private static Settings changed(DynamicsFamily family) {
        Map<String, Object> changed = new HashMap<>();
        for (Parameter parameter : family.parameters()) {
            if (parameter instanceof Parameter.Real real
                    && real.adjustable()
                    && !real.id().equals("decay-off")) {
                changed.put(real.id(), real.id().equals(Decay.RATE) ? 0.1 : 0.5 * real.defaultReal());
            }
        }
        return Settings.of(family.parameters(), changed);
    }

    private static boolean refuses(DynamicsFamily family, Settings settings, Model model) {
        try {
            family.create(settings, problem(), model, 3);
            return false;
        } catch (InvalidSettingException refusal) {
            return true;
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void aChangeAtTheStartIsAStartWithIt(String id, String name, Model model) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        Settings changed = changed(family);
        if (!moves(id, model) || refuses(family, changed, model)) {
            return;
        }
        Dynamics adjusted = create(id, model);
        adjusted.adjust(0, changed);
        Dynamics created = family.create(changed, problem(), model, 3);
        for (int k = 0; k < 200 && created.time() < 0.5; k++) {
            created.advance(0.5);
        }
        for (int k = 0; k < 200 && adjusted.time() < created.time(); k++) {
            adjusted.advance(0.5);
        }
        assertEquals(created.time(), adjusted.time());
        assertEquals(created.dose(), adjusted.dose());
        // A flow may carry its time in another way: the same up to the tolerance of 1e-9 that it is integrated to.
        assertArrayEquals(created.weights(), adjusted.weights(), created.continuous() ? 1e-8 : 0);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void aSaveAfterAChangeContinuesBitForBit(String id, String name, Model model) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        Settings changed = changed(family);
        if (!moves(id, model) || refuses(family, changed, model)) {
            return;
        }
        Dynamics adjusted = create(id, model);
        for (int k = 0; k < 5; k++) {
            adjusted.advance(1e9);
        }
        double when = adjusted.clock();
        adjusted.adjust(when, changed);
        for (int k = 0; k < 5; k++) {
            adjusted.advance(1e9);
        }
        Dynamics resumed = create(id, model);
        resumed.adjust(when, changed);
        resumed.restore(adjusted.save());
        for (int k = 0; k < 10; k++) {
            assertArrayEquals(adjusted.weights(), resumed.weights());
            assertEquals(adjusted.dose(), resumed.dose());
            adjusted.advance(1e9);
            resumed.advance(1e9);
        }
    }

    @Test
    void rodasWhereThereIsNoFiniteJacobianIsRefused() {
        DynamicsFamily family = Components.DYNAMICS.get("mirror-flow");
        Settings rodas = Settings.of(family.parameters(), Map.of("integrator", "rodas"));
        Model cubic = models().get("p-norm");
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> family.create(rodas, problem(), cubic, 0));
        assertEquals("integrator", refusal.setting());
        assertTrue(refusal.getMessage().contains("dormand-prince"), refusal.getMessage());
    }

    @Test
    void bothIntegratorsFollowTheSameMirrorFlow() {
        DynamicsFamily family = Components.DYNAMICS.get("mirror-flow");
        models().forEach((name, model) -> {
            if (name.equals("p-norm") || model.potential().isEmpty()) {
                return; // no finite Jacobian, or one that couples all weights
            }
            double[][] ends = new double[2][];
            int which = 0;
            for (String integrator : List.of("rodas", "dormand-prince")) {
                Dynamics flow = family.create(
                        Settings.of(family.parameters(), Map.of("integrator", integrator, "tolerance", 1e-11)),
                        problem(),
                        model,
                        0);
                while (flow.time() < 2) {
                    flow.advance(2);
                }
                ends[which++] = flow.weights().clone();
            }
            assertFalse(java.util.Arrays.stream(ends[0]).allMatch(w -> w == 0));
            assertArrayEquals(ends[0], ends[1], 1e-8, name);
        });
    }
}
