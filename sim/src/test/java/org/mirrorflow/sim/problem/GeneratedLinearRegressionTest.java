package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;

final class GeneratedLinearRegressionTest {

    private static final GeneratedLinearRegression FAMILY = new GeneratedLinearRegression();

    private static LinearRegression create(long seed, Map<String, ?> given) {
        return FAMILY.create(Settings.of(FAMILY.parameters(), given), seed, Path.of(""));
    }

    /** Mean of x[i, j] · x[i, j + lag] over all entries of X = √n Z. */
    private static double covariance(LinearRegression problem, int lag) {
        DMatrixRMaj z = problem.design();
        int n = z.numRows;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j + lag < z.numCols; j++) {
                sum += z.get(i, j) * z.get(i, j + lag) * n;
            }
        }
        return sum / ((long) n * (z.numCols - lag));
    }

    @ParameterizedTest(name = "correlation {0}")
    @ValueSource(doubles = {0.0, 0.5, 0.9})
    void featuresHaveUnitVarianceAndGeometricCorrelation(double rho) {
        LinearRegression problem = create(21, Map.of("samples", 4000, "features", 50, "correlation", rho));
        // Rows are independent and |row mean of products| has variance at most 2(1 + ρ²)/(1 − ρ²)/50: five of its
        // standard errors over 4000 rows.
        double tolerance = 5 * Math.sqrt(2 * (1 + rho * rho) / (1 - rho * rho) / 50 / 4000);
        assertEquals(1.0, covariance(problem, 0), tolerance);
        assertEquals(rho, covariance(problem, 1), tolerance);
        assertEquals(Math.pow(rho, 3), covariance(problem, 3), tolerance);
    }

    @Test
    void firstFeatureIsAsSpreadAsTheLast() {
        LinearRegression problem = create(22, Map.of("samples", 20_000, "features", 5, "correlation", 0.95));
        DMatrixRMaj z = problem.design();
        double first = 0;
        double last = 0;
        for (int i = 0; i < z.numRows; i++) {
            first += z.get(i, 0) * z.get(i, 0);
            last += z.get(i, 4) * z.get(i, 4);
        }
        assertEquals(1.0, first, 5 * Math.sqrt(2.0 / 20_000));
        assertEquals(1.0, last, 5 * Math.sqrt(2.0 / 20_000));
    }

    @Test
    void plantedWeightsHaveTheSparsityAskedFor() {
        for (int k : new int[] {1, 5, 100}) {
            double[] planted = create(23, Map.of("sparsity", k)).planted().orElseThrow();
            assertEquals(k, Arrays.stream(planted).filter(x -> x != 0).count());
        }
        double[] signs =
                create(24, Map.of("sparsity", 60, "signal", "signs")).planted().orElseThrow();
        assertEquals(60, Arrays.stream(signs).filter(x -> Math.abs(x) == 1).count());
        assertTrue(Arrays.stream(signs).anyMatch(x -> x == 1)
                && Arrays.stream(signs).anyMatch(x -> x == -1));
    }

    @Test
    void withoutNoiseThePlantedWeightsInterpolate() {
        LinearRegression problem = create(25, Map.of("sparsity", 20, "correlation", 0.5));
        assertEquals(0.0, problem.loss(problem.planted().orElseThrow()), 1e-28);
    }

    @Test
    void noiseHasTheLevelAskedFor() {
        LinearRegression problem = create(26, Map.of("samples", 20_000, "features", 5, "noise", 0.25));
        // 2 f(w*) = mean ε², with variance 2σ⁴/n.
        double variance = 2 * problem.loss(problem.planted().orElseThrow());
        assertEquals(0.0625, variance, 5 * 0.0625 * Math.sqrt(2.0 / 20_000));
    }

    @Test
    void noiseAndSparsityLeaveTheFeaturesAlone() {
        double[] design = create(27, Map.of()).design().data;
        assertArrayEquals(
                design, create(27, Map.of("noise", 1.0, "sparsity", 50)).design().data);
        assertFalse(Arrays.equals(design, create(28, Map.of()).design().data));
    }

    @Test
    void sparsityBeyondTheFeaturesIsRefused() {
        InvalidSettingException e =
                assertThrows(InvalidSettingException.class, () -> create(1, Map.of("features", 10, "sparsity", 11)));
        assertEquals("sparsity", e.setting());
        assertTrue(e.getMessage().contains("11") && e.getMessage().contains("only 10 features"), e.getMessage());
    }

    @Test
    void dataThatWouldNotFitAreRefusedBeforeTheyAreMade() {
        InvalidSettingException e = assertThrows(
                InvalidSettingException.class, () -> create(1, Map.of("features", 1_000_000, "samples", 1_000_000)));
        assertEquals("features", e.setting());
        assertTrue(e.getMessage().contains("1000000000000 entries"), e.getMessage());
    }
}
