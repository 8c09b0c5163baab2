package org.mirrorflow.app.explorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Paths and their predicted ends. */
class TrajectoryTest {

    private static final double[] START = {-0.3, 0.2};

    private static MapChoice choice(String id) {
        return MapChoice.of(Components.MIRROR_MAPS.get(id), Map.of());
    }

    @Test
    void theGradientFlowOfOneMeasurementEndsAtTheProjection() {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new Euclidean(), 2);
        // x₀ + z(1 − z·x₀)/‖z‖² with z = (2, 1)
        double[] projection = {-0.3 + 2 * 1.4 / 5, 0.2 + 1.4 / 5};
        Trajectory flow = Trajectory.flow(map, Objective.MEASUREMENT, START);
        assertArrayEquals(projection, flow.end(), 1e-9);
        assertArrayEquals(
                projection, Objective.MEASUREMENT.predicted(map, START).end().orElseThrow(), 1e-10);
        assertArrayEquals(flow.x1(), flow.eta1(), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hyperbolic-entropy", "cosh", "p-norm", "formula", "deep-diagonal", "quadratic-plus-entropy"})
    void flowsOfOneMeasurementEndWhereTheTheoremSays(String id) {
        MapChoice map = choice(id);
        Objective.Prediction predicted = Objective.MEASUREMENT.predicted(map.map(), START);
        if (map.separable().isEmpty()) {
            assertTrue(predicted.end().isEmpty());
            return;
        }
        Trajectory flow = Trajectory.flow(map.map(), Objective.MEASUREMENT, START);
        assertArrayEquals(predicted.end().orElseThrow(), flow.end(), 1e-6, id + " in " + flow.size() + " points");
        double[] z = Objective.measurement();
        for (int i = 0; i < flow.size(); i++) {
            double across = (flow.eta1()[i] - flow.eta1()[0]) * z[1] - (flow.eta2()[i] - flow.eta2()[0]) * z[0];
            assertEquals(0, across, 1e-9 * (1 + Math.abs(flow.eta1()[i])), "the dual stays on η₀ + span z");
        }
    }

    @Test
    void aMirrorStepIsTheStepInTheDual() {
        MapChoice map = choice("hyperbolic-entropy");
        Trajectory steps = Trajectory.steps(map.map(), Objective.MEASUREMENT, START, 0.1, 3);
        assertEquals(4, steps.size());
        double residual = 2 * START[0] + START[1] - 1;
        assertEquals(steps.eta1()[0] - 0.1 * 2 * residual, steps.eta1()[1], 1e-14);
        assertEquals(steps.eta2()[0] - 0.1 * residual, steps.eta2()[1], 1e-14);
        assertEquals(START[0], steps.x1()[0], 1e-14);
    }

    @Test
    void onSeparableDataTheFlowTurnsToTheMaxMarginDirection() {
        MapChoice map = choice("euclidean");
        double[] direction =
                Objective.EXPONENTIAL.predicted(map.map(), START).direction().orElseThrow();
        double[] end = Trajectory.flow(map.map(), Objective.EXPONENTIAL, START).end();
        double cosine = (end[0] * direction[0] + end[1] * direction[1])
                / Math.hypot(end[0], end[1])
                / Math.hypot(direction[0], direction[1]);
        // the angle closes like 1/log t
        assertTrue(cosine > 0.98, "cosine " + cosine);
        assertTrue(Objective.EXPONENTIAL
                .predicted(choice("log-cosh").map(), START)
                .direction()
                .isEmpty());
    }

    @Test
    void membersOfAFamilyHoldTheChosenOne() {
        for (var family : MapChoice.families()) {
            MapChoice map = MapChoice.of(family, Map.of());
            map.dial().ifPresent(dial -> {
                assertTrue(map.members().contains(map.settings().real(dial.id())), family.id());
                for (double value : map.members()) {
                    assertTrue(value >= dial.min() && value <= dial.max(), family.id() + " at " + value);
                    map.at(value);
                }
            });
        }
    }

    @Test
    void checksHoldForEveryMapOfTheCatalogue() {
        for (var family : MapChoice.families()) {
            MapChecks checks = MapChecks.of(MapChoice.of(family, Map.of()).map());
            assertTrue(checks.inverse() < 1e-9, family.id() + " inverse " + checks.inverse());
            assertTrue(checks.hessian() < 1e-6, family.id() + " Hessian " + checks.hessian());
            assertTrue(checks.fenchelYoung() > -1e-9, family.id() + " gap " + checks.fenchelYoung());
        }
    }
}
