package org.mirrorflow.app.explorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;

/** Maps of matrices and of the simplex, looked at in a plane. */
final class PlaneMapTest {

    private static MirrorMap map(String id) {
        return MapChoice.of(Components.MIRROR_MAPS.get(id), Map.of()).map();
    }

    private static double[] near(MirrorMap map) {
        double[] u = new double[2];
        map.restPoint(u);
        u[0] += 0.3;
        u[1] -= 0.2;
        return u;
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectral-hyperbolic-entropy", "schatten", "von-neumann", "log-det", "simplex-entropy"})
    void thePlaneIsAMirrorMapOfItsOwn(String id) {
        MirrorMap map = map(id);
        assertTrue(map instanceof PlaneMap, id);
        double[] u = near(map);
        double[] eta = new double[2];
        map.gradient(u, eta);
        double[] back = new double[2];
        map.conjugateGradient(eta, back);
        assertArrayEquals(u, back, 1e-9, "∇R*(∇R(u)) = u");
        assertEquals(
                eta[0] * u[0] + eta[1] * u[1], map.value(u) + map.conjugate(eta), 1e-9, "Fenchel and Young meet at u");
        double h = 1e-6;
        for (int k = 0; k < 2; k++) {
            double[] up = u.clone();
            double[] down = u.clone();
            up[k] += h;
            down[k] -= h;
            assertEquals(eta[k], (map.value(up) - map.value(down)) / (2 * h), 1e-6 * (1 + Math.abs(eta[k])), "∇R");
        }
        double[] v = {0.7, -1.1};
        double[] hessian = new double[2];
        map.hessianTimes(u, v, hessian);
        double[] inverse = new double[2];
        map.conjugateHessianTimes(eta, hessian, inverse);
        assertArrayEquals(v, inverse, 1e-7, "∇²R* inverts ∇²R");
        double[] rest = new double[2];
        map.restPoint(rest);
        double[] restEta = new double[2];
        map.gradient(rest, restEta);
        assertEquals(
                map.value(u) - map.value(rest) - restEta[0] * (u[0] - rest[0]) - restEta[1] * (u[1] - rest[1]),
                map.bregman(u, rest),
                1e-9);
        assertTrue(MapChecks.of(map).inverse() < 1e-8);
    }

    @Test
    void aSchattenNormOfDiagonalMatricesIsTheNormOfTheDiagonal() {
        assertTrue(map("spectral-hyperbolic-entropy").horizon() instanceof HorizonFunction.Norm(double p) && p == 1);
        assertFalse(map("von-neumann").contains(new double[] {-0.1, 1}), "positive definite");
        MirrorMap simplex = map("simplex-entropy");
        double[][] corners = ((PlaneMap) simplex).edge();
        for (double[] corner : corners) {
            assertTrue(simplex.contains(new double[] {0.99 * corner[0], 0.99 * corner[1]}));
            assertFalse(simplex.contains(new double[] {1.01 * corner[0], 1.01 * corner[1]}));
        }
    }

    @Test
    void everyFamilyThatIsOfferedIsDrawnOnEveryObjective() {
        List<String> ids =
                MapChoice.families().stream().map(family -> family.id()).toList();
        assertTrue(ids.containsAll(List.of("euclidean", "schatten", "von-neumann", "simplex-entropy")), ids::toString);
        for (String id :
                List.of("spectral-hyperbolic-entropy", "schatten", "von-neumann", "log-det", "simplex-entropy")) {
            MapChoice choice = MapChoice.of(Components.MIRROR_MAPS.get(id), Map.of());
            for (Objective objective : Objective.values()) {
                Exploration at = new Exploration(
                                choice, Optional.empty(), new Exploration.Start(-0.2, 0.1), objective, 0.2)
                        .settled();
                PlaneCharts.Paths paths = PlaneCharts.paths(at);
                assertTrue(paths.flow().size() > 2, id + " " + objective);
                assertFalse(PlaneCharts.primal(paths).layers().isEmpty());
                paths.prediction()
                        .end()
                        .ifPresent(end -> assertArrayEquals(end, paths.flow().end(), 0.02, id + " " + objective));
            }
        }
    }

    @Test
    void ballsAreFilledWithWhatTheirEdgeSurrounds() {
        Exploration at = new Exploration(
                MapChoice.of(Components.MIRROR_MAPS.get("euclidean"), Map.of()),
                Optional.empty(),
                new Exploration.Start(0, 0),
                Objective.QUADRATIC,
                0.2);
        List<Layer.Band> filled = PlaneCharts.balls(at).layers().stream()
                .filter(Layer.Band.class::isInstance)
                .map(Layer.Band.class::cast)
                .toList();
        assertEquals(15, filled.size(), "five centres at three radii");
        Layer.Band disc = filled.getFirst();
        double width = disc.xs()[disc.xs().length - 1] - disc.xs()[0];
        double area = 0;
        for (int k = 1; k < disc.xs().length; k++) {
            area += 0.5
                    * (disc.xs()[k] - disc.xs()[k - 1])
                    * (disc.upper()[k] - disc.lower()[k] + disc.upper()[k - 1] - disc.lower()[k - 1]);
        }
        assertEquals(Math.PI * width * width / 4, area, 0.01 * area, "a ball of the Euclidean map is a disc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schatten", "von-neumann", "simplex-entropy"})
    void anExperimentCanBeMadeOfIt(String id) throws Exception {
        MapChoice choice = MapChoice.of(Components.MIRROR_MAPS.get(id), Map.of());
        Experiment experiment = Experiment.of(ExplorerPage.experiment(choice), Path.of(""));
        assertEquals(id, experiment.specification().model().kind());
        assertTrue(experiment.continuous());
    }
}
