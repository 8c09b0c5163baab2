package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.BasisPursuit;
import org.mirrorflow.theory.predict.Interpolator;
import org.mirrorflow.theory.predict.LeastNorm;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** The tabulated limits of the reference regression, found by the general predictors. */
class ReferenceRegressionTest {

    private static LinearRegression data(String name, double scale) {
        ReferenceRegression family = new ReferenceRegression();
        return family.create(
                Settings.of(family.parameters(), Map.of("data", name, "target-scale", scale)), 0, Path.of("."));
    }

    @Test
    void leastNormsAreTheTabulatedOnes() {
        LinearRegression p1 = data("two-equations", 1);
        Interpolator l2 = new LeastNorm().predict(p1.design(), p1.targets());
        assertArrayEquals(new double[] {.54003724, .11918063, -.05959032, .51396648}, l2.weights(), 6e-9);
        Interpolator l1 = new BasisPursuit().predict(p1.design(), p1.targets());
        assertArrayEquals(new double[] {10 / 13.0, 0, 0, 4 / 13.0}, l1.weights(), 1e-14);
        assertEquals(14 / 13.0, l1.objective(), 1e-14);
        double[] certificate = new double[4];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                certificate[j] += p1.design().get(i, j) * l1.dual()[i];
            }
        }
        assertArrayEquals(new double[] {1, 2 / 13.0, -1 / 13.0, 1}, certificate, 1e-13);
    }

    @ParameterizedTest
    @CsvSource({
        "10, .54006389, .11916720, -.05958254, .51394249",
        "1, .54255855, .11791029, -.05885331, .51169731",
        ".1, .60642197, .08588283, -.03988579, .45422023",
        ".01, .71876743, .02785230, -.00989775, .35310931",
        "1e-4, .76789785, .00077416, -.00018447, .30889194",
        "1e-6, .76920421, 1.590e-5, -2.73e-6, .30771621"
    })
    void hyperbolicEntropyHasTheTabulatedLimits(double beta, double w1, double w2, double w3, double w4) {
        assertLimit(new HyperbolicEntropy(beta), new double[] {w1, w2, w3, w4}, 6e-9);
    }

    @ParameterizedTest
    @CsvSource({"1.5, .6209606, .0856672, -.0214168, .4411355", "3, .5167779, .1212323, -.0857242, .5348999"})
    void powersHaveTheTabulatedLimits(double p, double w1, double w2, double w3, double w4) {
        assertLimit(new PowerPotential(p), new double[] {w1, w2, w3, w4}, 6e-8);
    }

    private static void assertLimit(ScalarPotential potential, double[] expected, double tolerance) {
        LinearRegression p1 = data("two-equations", 1);
        Interpolator limit =
                new PotentialMinimizer(SeparableMirrorMap.uniform(potential, 4)).predict(p1.design(), p1.targets());
        assertArrayEquals(expected, limit.weights(), tolerance);
    }

    @Test
    void targetsScale() {
        assertArrayEquals(new double[] {20, 10, 2.5}, data("orthogonal", 10).targets());
        assertEquals(2, data("scalar", 1).loss(new double[] {0}));
    }
}
