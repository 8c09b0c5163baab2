package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.mirror.Burg;
import org.mirrorflow.theory.mirror.DeepDiagonalPotential;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.Tsallis;
import org.mirrorflow.theory.reparam.HadamardProduct;

class PredictorTest {

    /** The regression problem with two data and four weights whose limits are known to many digits. */
    private static final DMatrixRMaj Z = new DMatrixRMaj(new double[][] {{1, 0.5, -0.25, 0.75}, {0.25, -1, 0.5, 1}});

    private static final double[] Y = {1, 0.5};

    private static Interpolator minimise(ScalarPotential potential, DMatrixRMaj z, double[] y) {
        Interpolator found = new PotentialMinimizer(SeparableMirrorMap.uniform(potential, z.numCols)).predict(z, y);
        assertTrue(
                found.certified(1e-10),
                () -> potential + ": gap " + found.dualityGap() + ", feasibility " + found.feasibility()
                        + ", stationarity " + found.stationarity());
        return found;
    }

    @Test
    void leastNormOnTheReferenceProblem() {
        Interpolator found = new LeastNorm().predict(Z, Y);
        assertArrayEquals(new double[] {.54003724, .11918063, -.05959032, .51396648}, found.weights(), 5e-9);
        assertTrue(found.certified(1e-14));
    }

    @Test
    void basisPursuitOnTheReferenceProblem() {
        Interpolator found = new BasisPursuit().predict(Z, Y);
        assertArrayEquals(new double[] {10.0 / 13, 0, 0, 4.0 / 13}, found.weights(), 1e-14);
        assertEquals(14.0 / 13, found.objective(), 1e-14);
        assertTrue(found.certified(1e-13));
        double[] certificate = new double[4];
        for (int j = 0; j < 4; j++) {
            certificate[j] = Z.get(0, j) * found.dual()[0] + Z.get(1, j) * found.dual()[1];
        }
        assertArrayEquals(new double[] {1, .15384615, -.07692308, 1}, certificate, 5e-9);
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
    void hyperbolicEntropyOnTheReferenceProblem(double beta, double w1, double w2, double w3, double w4) {
        double[] found = minimise(new HyperbolicEntropy(beta), Z, Y).weights();
        assertArrayEquals(new double[] {w1, w2, w3, w4}, found, 6e-9);
    }

    @ParameterizedTest
    @CsvSource({"1.5, .6209606, .0856672, -.0214168, .4411355", "3, .5167779, .1212323, -.0857242, .5348999"})
    void powersOnTheReferenceProblem(double p, double w1, double w2, double w3, double w4) {
        assertArrayEquals(
                new double[] {w1, w2, w3, w4},
                minimise(new PowerPotential(p), Z, Y).weights(),
                6e-8);
    }

    @Test
    void deepNetworksOnTheReferenceProblem() {
        assertArrayEquals(
                new double[] {.6958708, .0389621, -.0174437, .3737163},
                minimise(DeepDiagonalPotential.balanced(3, .3), Z, Y).weights(),
                6e-8);
        assertArrayEquals(
                new double[] {.7547903, .0076130, -.0035467, .3206887},
                minimise(DeepDiagonalPotential.balanced(4, .3), Z, Y).weights(),
                6e-8);
        assertEquals(
                1.077105,
                norm1(minimise(DeepDiagonalPotential.balanced(3, .05), Z, Y).weights()),
                6e-7);
        assertEquals(
                1.077011,
                norm1(minimise(DeepDiagonalPotential.balanced(4, .1), Z, Y).weights()),
                6e-7);
    }

    @Test
    void aStartAwayFromZeroTiltsTheMap() {
        double[] m = {1.2, .9, 1, .8};
        double[] w = {.4, -.3, .2, .1};
        HadamardProduct product = new HadamardProduct(m, w);
        SeparableMirrorMap map =
                (SeparableMirrorMap) product.inducedMap(product.start()).orElseThrow();
        Interpolator found = new PotentialMinimizer(map).predict(Z, Y);
        assertTrue(found.certified(1e-12));
        assertArrayEquals(new double[] {.94838048, -.07674325, .07940813, .14645757}, found.weights(), 6e-9);

        // a dose Λ of decay on both factors shrinks them by e^{−Λ} as a start
        double shrink = Math.exp(-1.5);
        double[] shrunk = Arrays.stream(product.start()).map(x -> x * shrink).toArray();
        Interpolator decayed = new PotentialMinimizer(
                        (SeparableMirrorMap) product.inducedMap(shrunk).orElseThrow())
                .predict(Z, Y);
        assertArrayEquals(new double[] {.78630072, -.00782138, .00654819, .29232935}, decayed.weights(), 6e-9);
    }

    @Test
    void oneEquationInTwoWeightsByHand() {
        // min r(a) + r(b) s.t. a + 2b = 3
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 2}});
        double[] y = {3};
        assertArrayEquals(new double[] {.6, 1.2}, new LeastNorm().predict(z, y).weights(), 1e-15);
        assertArrayEquals(
                new double[] {0, 1.5}, new BasisPursuit().predict(z, y).weights(), 1e-15);
        // p = 3: a² = ν, b² = 2ν, so b = √2 a
        double a = 3 / (1 + 2 * Math.sqrt(2));
        assertArrayEquals(
                new double[] {a, Math.sqrt(2) * a},
                minimise(new PowerPotential(3), z, y).weights(),
                1e-14);
        // entropy: log a = ν, log b = 2ν, e^ν + 2e^{2ν} = 3 has ν = 0
        Interpolator entropy = minimise(new NegativeEntropy(), z, y);
        assertArrayEquals(new double[] {1, 1}, entropy.weights(), 1e-14);
        assertEquals(0, entropy.dual()[0], 1e-14);
        // Burg: −1/a = ν, −1/b = 2ν, so a = 2b = 3/2, ν = −2/3
        Interpolator burg = minimise(new Burg(), z, y);
        assertArrayEquals(new double[] {1.5, .75}, burg.weights(), 1e-14);
        assertEquals(-2.0 / 3, burg.dual()[0], 1e-14);
        // hyperbolic entropy: a = β sinh ν, b = β sinh 2ν: with ν = 1, β = 3/(sinh 1 + 2 sinh 2)
        double beta = 3 / (Math.sinh(1) + 2 * Math.sinh(2));
        Interpolator hyperbolic = minimise(new HyperbolicEntropy(beta), z, y);
        assertArrayEquals(new double[] {beta * Math.sinh(1), beta * Math.sinh(2)}, hyperbolic.weights(), 1e-14);
        assertEquals(1, hyperbolic.dual()[0], 1e-14);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void simplexOfAnotherLibraryFindsTheSameLeastNorm(long seed) {
        DMatrixRMaj z = gaussian(12, 30, seed);
        double[] y = new Random(seed + 100).doubles(12, -1, 1).toArray();
        double[] cost = new double[60];
        Arrays.fill(cost, 1);
        List<LinearConstraint> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] row = new double[60];
            for (int j = 0; j < 30; j++) {
                row[j] = z.get(i, j);
                row[30 + j] = -z.get(i, j);
            }
            rows.add(new LinearConstraint(row, Relationship.EQ, y[i]));
        }
        PointValuePair optimum = new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(cost, 0),
                        new LinearConstraintSet(rows),
                        GoalType.MINIMIZE,
                        new NonNegativeConstraint(true));
        Interpolator found = new BasisPursuit().predict(z, y);
        assertEquals(optimum.getValue(), found.objective(), 1e-9);
        assertTrue(found.certified(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theDialRunsFromLeastTwoNormToLeastOneNorm(long seed) {
        DMatrixRMaj z = gaussian(10, 25, seed);
        double[] y = new Random(seed + 7).doubles(10, -1, 1).toArray();
        assertArrayEquals(
                new LeastNorm().predict(z, y).weights(),
                minimise(new HyperbolicEntropy(1e6), z, y).weights(),
                1e-10);
        double least = new BasisPursuit().predict(z, y).objective();
        double before = Double.POSITIVE_INFINITY;
        for (double beta : new double[] {1, 1e-2, 1e-4, 1e-8, 1e-16, 1e-32}) {
            double norm = norm1(minimise(new HyperbolicEntropy(beta), z, y).weights());
            assertTrue(norm < before && norm > least - 1e-9, "‖w‖₁ falls with β towards the least one");
            before = norm;
        }
        assertArrayEquals(
                new BasisPursuit().predict(z, y).weights(),
                minimise(DeepDiagonalPotential.balanced(4, 1e-3), z, y).weights(),
                1e-6);
    }

    @Test
    void aPlantedSparseTruthIsFoundThoughItsVertexIsDegenerate() {
        DMatrixRMaj z = gaussian(40, 200, 5);
        double[] truth = planted(200, 5);
        double[] y = times(z, truth);
        Interpolator sparse = new BasisPursuit().predict(z, y);
        assertArrayEquals(truth, sparse.weights(), 1e-12);
        assertTrue(sparse.certified(1e-12));
        for (double beta : new double[] {1e2, 1, 1e-2, 1e-4, 1e-8, 1e-16, 1e-32}) {
            minimise(new HyperbolicEntropy(beta), z, y);
        }
        for (int depth : new int[] {3, 4, 6}) {
            for (double scale : new double[] {10, 1, .1, .01, .001}) {
                minimise(DeepDiagonalPotential.balanced(depth, scale), z, y);
            }
        }
        // off the support h_β leaves β^{1−|c|}, slow where a certificate is near 1; depth 6 leaves about α⁶
        assertArrayEquals(truth, minimise(new HyperbolicEntropy(1e-32), z, y).weights(), 1e-3);
        assertArrayEquals(
                truth, minimise(DeepDiagonalPotential.balanced(6, 1e-3), z, y).weights(), 1e-10);
        for (double p : new double[] {1.1, 1.5, 3, 6, 10}) {
            minimise(new PowerPotential(p), z, y);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void positiveMapsStayInsideTheOrthant(long seed) {
        DMatrixRMaj z = gaussian(8, 20, seed);
        double[] positive = new Random(seed).doubles(20, .1, 2).toArray();
        for (int j = 0; j < 20; j++) {
            z.set(0, j, 1);
        }
        double[] y = times(z, positive);
        for (ScalarPotential potential : List.of(new NegativeEntropy(), new Burg(), new Tsallis(.5))) {
            Interpolator found = minimise(potential, z, y);
            double at = found.objective();
            double there = SeparableMirrorMap.uniform(potential, 20).value(positive);
            assertTrue(at <= there, potential + " at its minimiser is not above the planted point");
            assertTrue(Arrays.stream(found.weights()).min().orElseThrow() > 0);
        }
    }

    @Test
    void signLockedCoordinatesKeepTheirSigns() {
        // balanced factors: an entropy on the orthant of the start's signs
        HadamardProduct product = new HadamardProduct(new double[] {.1, 3, .5, .2}, new double[] {.1, -3, -.5, .2});
        SeparableMirrorMap map =
                (SeparableMirrorMap) product.inducedMap(product.start()).orElseThrow();
        Interpolator found = new PotentialMinimizer(map).predict(Z, new double[] {1, 1});
        assertTrue(found.certified(1e-12));
        assertTrue(found.weights()[0] > 0 && found.weights()[1] < 0 && found.weights()[2] < 0);
        NoInterpolatorException none = assertThrows(
                NoInterpolatorException.class, () -> new PotentialMinimizer(map).predict(Z, new double[] {1, -5}));
        assertTrue(none.getMessage().contains("inside the domain"));
    }

    @Test
    void dependentEquationsAreAllowed() {
        DMatrixRMaj doubled = new DMatrixRMaj(4, 4);
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                doubled.set(i, j, Z.get(i % 2, j) * (i < 2 ? 1 : -3));
            }
            y[i] = Y[i % 2] * (i < 2 ? 1 : -3);
        }
        for (Predictor predictor : List.of(
                new LeastNorm(),
                new BasisPursuit(),
                new PotentialMinimizer(SeparableMirrorMap.uniform(new HyperbolicEntropy(.01), 4)))) {
            Interpolator full = predictor.predict(doubled, y);
            assertTrue(full.certified(1e-12));
            assertArrayEquals(predictor.predict(Z, Y).weights(), full.weights(), 1e-12);
        }
    }

    @Test
    void zeroTargetsGiveTheRestPoint() {
        for (Predictor predictor : List.of(
                new LeastNorm(),
                new BasisPursuit(),
                new PotentialMinimizer(SeparableMirrorMap.uniform(new HyperbolicEntropy(.01), 4)))) {
            assertArrayEquals(new double[4], predictor.predict(Z, new double[2]).weights(), 1e-16);
        }
    }

    @Test
    void aSystemWithoutSolutionIsRefused() {
        DMatrixRMaj tall = gaussian(6, 3, 1);
        double[] noisy = new Random(3).doubles(6).toArray();
        for (Predictor predictor : List.of(
                new LeastNorm(),
                new BasisPursuit(),
                new PotentialMinimizer(SeparableMirrorMap.uniform(new HyperbolicEntropy(1), 3)))) {
            NoInterpolatorException none =
                    assertThrows(NoInterpolatorException.class, () -> predictor.predict(tall, noisy));
            assertTrue(none.getMessage().startsWith("Zw = y has no solution"));
        }
    }

    @Test
    void aSystemThatMissesTheOrthantIsRefused() {
        DMatrixRMaj ones = new DMatrixRMaj(new double[][] {{1, 1, 1}});
        for (double target : new double[] {-1, 0}) {
            NoInterpolatorException none = assertThrows(
                    NoInterpolatorException.class,
                    () -> new PotentialMinimizer(SeparableMirrorMap.uniform(new NegativeEntropy(), 3))
                            .predict(ones, new double[] {target}));
            assertTrue(none.getMessage().contains("positive orthant"));
        }
        NoInterpolatorException unbounded = assertThrows(
                NoInterpolatorException.class,
                () -> new PotentialMinimizer(SeparableMirrorMap.uniform(new Burg(), 2))
                        .predict(new DMatrixRMaj(new double[][] {{1, -1}}), new double[] {1}));
        assertTrue(unbounded.getMessage().contains("no minimiser"));
    }

    @Test
    void shapesAndEntriesAreChecked() {
        IllegalArgumentException shapes =
                assertThrows(IllegalArgumentException.class, () -> new LeastNorm().predict(Z, new double[3]));
        assertTrue(shapes.getMessage().contains("2×4") && shapes.getMessage().contains("length 3"));
        assertThrows(IllegalArgumentException.class, () -> new BasisPursuit().predict(Z, new double[] {1, Double.NaN}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PotentialMinimizer(SeparableMirrorMap.uniform(new Burg(), 3)).predict(Z, Y));
    }

    private static double norm1(double[] w) {
        return Arrays.stream(w).map(Math::abs).sum();
    }

    private static DMatrixRMaj gaussian(int n, int d, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj z = new DMatrixRMaj(n, d);
        for (int i = 0; i < n * d; i++) {
            z.data[i] = random.nextGaussian() / Math.sqrt(n);
        }
        return z;
    }

    private static double[] planted(int d, int size) {
        double[] truth = new double[d];
        for (int k = 0; k < size; k++) {
            truth[7 * k] = k % 2 == 0 ? 1 : -1;
        }
        return truth;
    }

    private static double[] times(DMatrixRMaj z, double[] w) {
        double[] y = new double[z.numRows];
        for (int i = 0; i < z.numRows; i++) {
            for (int j = 0; j < z.numCols; j++) {
                y[i] += z.get(i, j) * w[j];
            }
        }
        return y;
    }
}
