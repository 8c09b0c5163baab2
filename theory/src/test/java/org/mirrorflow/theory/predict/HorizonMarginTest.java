package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.matrix.SymmetricEigen;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.LogCosh;
import org.mirrorflow.theory.mirror.Mahalanobis;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SingularValueMap;
import org.mirrorflow.theory.mirror.SquaredPNorm;
import org.mirrorflow.theory.weights.SeededRandom;

/** Directions of largest margin for horizon functions that are no ℓp norm, each against a second way. */
class HorizonMarginTest {

    private static final DMatrixRMaj PLANE = new DMatrixRMaj(new double[][] {{2, 0.3}, {0.4, 1.1}, {1.5, -0.2}});

    private static double smallest(DMatrixRMaj a, double[] u) {
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < a.numRows; i++) {
            double sum = 0;
            for (int j = 0; j < u.length; j++) {
                sum += a.get(i, j) * u[j];
            }
            margin = Math.min(margin, sum);
        }
        return margin;
    }

    /** The largest value of a function that rises, then falls. */
    private static double peak(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < 300; i++) {
            double left = a + (b - a) / 3;
            double right = b - (b - a) / 3;
            if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
                a = left;
            } else {
                b = right;
            }
        }
        return f.applyAsDouble(0.5 * (a + b));
    }

    /** The largest margin over the angle of u in the plane; the margin over a gauge is quasi-concave where it is positive. */
    private static double overAngles(DMatrixRMaj a, ToDoubleFunction<double[]> gauge) {
        DoubleUnaryOperator margin = angle -> {
            double[] u = {Math.cos(angle), Math.sin(angle)};
            return smallest(a, u) / gauge.applyAsDouble(u);
        };
        double start = 0;
        for (double angle = -Math.PI; angle < Math.PI; angle += 1e-3) {
            start = margin.applyAsDouble(angle) > margin.applyAsDouble(start) ? angle : start;
        }
        return peak(margin, start - 2e-3, start + 2e-3);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "1.5, 0.2", "2, 5", "3, 1e-3", "6, 40"})
    void aWeightedNormInThePlaneIsThatOfTheAngles(double p, double c) {
        HorizonFunction horizon = SeparableMirrorMap.of(
                        p == 1 ? new HyperbolicEntropy(0.1) : new PowerPotential(p),
                        (p == 1 ? new HyperbolicEntropy(0.1) : new PowerPotential(p)).scaled(c))
                .horizon();
        Separator separator = MaxMargin.of(horizon).predict(PLANE);
        assertTrue(separator.certified(1e-10), separator.toString());
        assertEquals(
                overAngles(PLANE, u -> Math.pow(Math.pow(Math.abs(u[0]), p) + c * Math.pow(Math.abs(u[1]), p), 1 / p)),
                separator.margin(),
                1e-9 * separator.margin());
        assertEquals(separator.margin(), smallest(PLANE, separator.direction()), 1e-12 * separator.margin());
        assertEquals(1, horizon.of(separator.direction()), 1e-12);
    }

    /** min c₁|u₁| + c₂|u₂| s.t. 2u₁ + u₂ ≥ 1 takes the cheaper coordinate: 2/c₁ against 1/c₂. */
    @ParameterizedTest
    @CsvSource({"1, 1, 2, 1, 0", "4, 1, 1, 0, 1"})
    void weightsDecideWhichCoordinateAWeightedL1NormTakes(double c1, double c2, double margin, double u1, double u2) {
        Separator separator = MaxMargin.of(new HorizonFunction.WeightedNorm(1, new double[] {c1, c2}))
                .predict(new DMatrixRMaj(new double[][] {{2, 1}}));
        assertEquals(margin, separator.margin(), 1e-12);
        assertArrayEquals(new double[] {u1, u2}, separator.direction(), 1e-12);
    }

    @Test
    void aMahalanobisGaugeInThePlaneIsThatOfTheAngles() {
        Mahalanobis map = new Mahalanobis(new DMatrixRMaj(new double[][] {{3, -1.2}, {-1.2, 0.9}}));
        Separator separator = MaxMargin.of(map).predict(PLANE);
        assertTrue(separator.certified(1e-11), separator.toString());
        assertEquals(
                overAngles(PLANE, u -> Math.sqrt(3 * u[0] * u[0] - 2.4 * u[0] * u[1] + 0.9 * u[1] * u[1])),
                separator.margin(),
                1e-10);
    }

    /** For one row: u = P⁻¹a/√(aᵀP⁻¹a), γ = √(aᵀP⁻¹a); here P⁻¹a = (1, 1) and aᵀP⁻¹a = 4. */
    @Test
    void oneRowUnderAMahalanobisGaugeIsSolvedByHand() {
        Mahalanobis map = new Mahalanobis(new DMatrixRMaj(new double[][] {{2, 1}, {1, 0 + 1.5}}));
        Separator separator = MaxMargin.of(map).predict(new DMatrixRMaj(new double[][] {{3, 2.5}}));
        assertEquals(Math.sqrt(5.5), separator.margin(), 1e-12);
        assertArrayEquals(new double[] {1 / Math.sqrt(5.5), 1 / Math.sqrt(5.5)}, separator.direction(), 1e-12);
    }

    /** The change of variables u = C⁻ᵀv, P = CCᵀ, makes the gauge Euclidean: a second way in any dimension. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aMahalanobisGaugeIsTheEuclideanOneOfWhitenedRows(int seed) {
        int d = 7;
        DMatrixRMaj a = separable(seed, 20, d);
        double[] c = new double[d];
        Arrays.setAll(c, j -> Math.pow(10, j / 3.0 - 1));
        DMatrixRMaj metric = new DMatrixRMaj(d, d);
        DMatrixRMaj whitened = new DMatrixRMaj(20, d);
        for (int j = 0; j < d; j++) {
            metric.set(j, j, c[j]);
            for (int i = 0; i < 20; i++) {
                whitened.set(i, j, a.get(i, j) / Math.sqrt(c[j]));
            }
        }
        Separator separator = MaxMargin.of(new Mahalanobis(metric)).predict(a);
        assertTrue(separator.certified(1e-9), separator.toString());
        assertEquals(new MaxMargin(2).predict(whitened).margin(), separator.margin(), 1e-9);
        Separator random = MaxMargin.of(Mahalanobis.random(d, 1e4, seed)).predict(a);
        assertTrue(random.certified(1e-8), random.toString());
        noDirectionNearbyIsBetter(Mahalanobis.random(d, 1e4, seed).horizon(), a, random);
    }

    /** Eighty samples in ten features and axes of very different lengths: hard for an active-set method alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void illConditionedGaugesOfManySamplesAreCertified(int seed) {
        DMatrixRMaj a = separable(seed, 80, 10);
        Separator axes = MaxMargin.of(Mahalanobis.random(10, 1e6, seed)).predict(a);
        assertTrue(axes.certified(1e-9), axes.toString());
        SeededRandom random = new SeededRandom(seed, "weights");
        double[] c = new double[10];
        Arrays.setAll(c, j -> Math.pow(10, 4 * random.nextDouble() - 2));
        for (double p : new double[] {1, 1.1, 1.5, 4, 40}) {
            Separator separator =
                    MaxMargin.of(new HorizonFunction.WeightedNorm(p, c)).predict(a);
            assertTrue(separator.certified(1e-7), "p = " + p + ": " + separator);
        }
    }

    /** Half the square of a p-norm and a gauge made of it have the margin of the p-norm. */
    @ParameterizedTest
    @ValueSource(doubles = {1.3, 2, 2.5})
    void aGaugeOfAnyHomogeneousMapIsTaken(double p) {
        DMatrixRMaj a = separable(4, 6, 5);
        SquaredPNorm map = new SquaredPNorm(p, 5);
        Separator norm = MaxMargin.of(map).predict(a);
        Separator gauge =
                MaxMargin.of(new HorizonFunction.Gauge("‖u‖_p", map, 2)).predict(a);
        assertTrue(gauge.certified(1e-9), gauge.toString());
        assertEquals(norm.margin(), gauge.margin(), 1e-9);
        assertEquals(new MaxMargin(p).predict(a).margin(), norm.margin(), 0);
    }

    private static DMatrixRMaj separable(long seed, int n, int d) {
        return SeparableRows.of(seed, n, d, 0.2);
    }

    private static void noDirectionNearbyIsBetter(HorizonFunction horizon, DMatrixRMaj a, Separator separator) {
        SeededRandom random = new SeededRandom(5);
        for (int attempt = 0; attempt < 500; attempt++) {
            double[] u = separator.direction().clone();
            double width = Math.pow(10, -4 * random.nextDouble());
            for (int j = 0; j < u.length; j++) {
                u[j] += width * random.nextGaussian();
            }
            double margin = smallest(a, u) / horizon.of(u);
            assertTrue(margin <= separator.margin() * (1 + 1e-9), margin + " > " + separator.margin());
        }
    }

    /** Of one matrix M the margin is its dual norm, ‖M‖_q. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.2, 1.5, 2, 3, 8, Double.POSITIVE_INFINITY})
    void oneMatrixHasTheMarginOfItsDualNorm(double p) {
        DMatrixRMaj m = gaussian(3, 1, 12);
        SingularValues svd = new SingularValues(3, 4);
        svd.decompose(m.data);
        double q = p == 1 ? Double.POSITIVE_INFINITY : Double.isInfinite(p) ? 1 : p / (p - 1);
        Separator separator =
                MaxMargin.of(new HorizonFunction.Schatten(p, 3, 4)).predict(m);
        assertEquals(MaxMargin.norm(svd.values(), q), separator.margin(), 1e-11 * separator.margin());
        assertTrue(separator.certified(1e-10), separator.toString());
    }

    /** Of matrices with the same singular vectors the problem is that of their singular values in ℓp. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.2, 1.5, 2, 3, 8, Double.POSITIVE_INFINITY})
    void alignedMatricesHaveTheMarginOfTheirSingularValues(double p) {
        DMatrixRMaj diagonals = separable(6, 4, 3);
        SingularValues frame = new SingularValues(3, 4);
        frame.decompose(gaussian(8, 1, 12).data);
        DMatrixRMaj m = new DMatrixRMaj(4, 12);
        double[] row = new double[12];
        for (int i = 0; i < 4; i++) {
            frame.compose(Arrays.copyOfRange(diagonals.data, 3 * i, 3 * i + 3), row);
            System.arraycopy(row, 0, m.data, 12 * i, 12);
        }
        Separator matrices = MaxMargin.of(new HorizonFunction.Schatten(p, 3, 4)).predict(m);
        assertTrue(matrices.certified(1e-8), matrices.toString());
        assertEquals(new MaxMargin(p).predict(diagonals).margin(), matrices.margin(), 1e-8);
    }

    private static DMatrixRMaj gaussian(int seed, int n, int d) {
        SeededRandom random = new SeededRandom(seed, "matrices");
        DMatrixRMaj m = new DMatrixRMaj(n, d);
        for (int i = 0; i < m.getNumElements(); i++) {
            m.data[i] = random.nextGaussian();
        }
        return m;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.2, 1.5, 2, 3, 8, Double.POSITIVE_INFINITY})
    void everySchattenNormIsCertifiedOnRandomMatrices(double p) {
        for (int seed = 1; seed <= 3; seed++) {
            DMatrixRMaj m = gaussian(seed, 7, 20);
            HorizonFunction horizon = new HorizonFunction.Schatten(p, 4, 5);
            Separator separator = MaxMargin.of(horizon).predict(m);
            assertTrue(separator.certified(1e-8), "seed " + seed + ": " + separator);
            noDirectionNearbyIsBetter(horizon, m, separator);
        }
    }

    /** On symmetric matrices only the symmetric parts count, and the direction is symmetric. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 3})
    void aMapOfEigenvaluesHasASymmetricDirection(double p) {
        EigenvalueMap map = new EigenvalueMap(p == 1 ? new HyperbolicEntropy(0.1) : new PowerPotential(p), 3);
        DMatrixRMaj m = gaussian(2, 4, 9);
        DMatrixRMaj symmetric = m.copy();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 9; j++) {
                symmetric.set(i, j, 0.5 * m.get(i, j) + 0.5 * m.get(i, j % 3 * 3 + j / 3));
            }
        }
        Separator separator = MaxMargin.of(map).predict(m);
        assertTrue(separator.certified(1e-8), separator.toString());
        double[] w = separator.direction();
        for (int j = 0; j < 9; j++) {
            assertEquals(w[j], w[j % 3 * 3 + j / 3], 1e-8);
        }
        assertEquals(
                MaxMargin.of(map.horizon()).predict(symmetric).margin(), separator.margin(), 1e-8 * separator.margin());
        assertEquals(smallest(m, w), separator.margin(), 1e-8 * separator.margin());
    }

    /** The dual of two matrices is one number: γ = min over λ of the largest eigenvalue of λM₁ + (1 − λ)M₂. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void onSemidefiniteMatricesTheMarginIsTheLeastLargestEigenvalue(int seed) {
        DMatrixRMaj m = gaussian(seed, 2, 9);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                m.add(i, 4 * j, 1); // so that the identity separates
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(3);
        double least = -peak(
                share -> {
                    double[] mixed = new double[9];
                    Arrays.setAll(mixed, j -> share * m.get(0, j) + (1 - share) * m.get(1, j));
                    eigen.decompose(mixed);
                    return -eigen.values()[0];
                },
                0,
                1);
        Separator separator =
                MaxMargin.of(new EigenvalueMap(new NegativeEntropy(), 3)).predict(m);
        assertEquals(least, separator.margin(), 1e-8 * least);
        assertTrue(separator.certified(1e-8), separator.toString());
        eigen.decompose(separator.direction());
        assertTrue(eigen.values()[2] >= -1e-12);
    }

    @Test
    void coordinatesOfOneSignStayThere() {
        DMatrixRMaj a = new DMatrixRMaj(new double[][] {{2, -1, 0.5}, {0.5, -1.5, -1}});
        SeparableMirrorMap map = SeparableMirrorMap.of(
                new NegativeEntropy(), new NegativeEntropy().reflected(), new NegativeEntropy().scaled(4));
        Separator separator = MaxMargin.of(map).predict(a);
        assertTrue(separator.certified(1e-12), separator.toString());
        // ℓ1 on (u₁, −u₂) alone: 2x + y = x/2 + 3y/2 gives y = 3x, and 2x + y = 5/4 where x + y = 1
        assertArrayEquals(new double[] {0.25, -0.75, 0}, separator.direction(), 1e-12);
        assertEquals(1.25, separator.margin(), 1e-12);
    }

    @Test
    void whatHasNoHorizonOrTheWrongShapeIsRefused() {
        NoInterpolatorException linear = assertThrows(
                NoInterpolatorException.class, () -> MaxMargin.of(SeparableMirrorMap.uniform(new LogCosh(), 2)));
        assertTrue(linear.getMessage().contains("only linearly"), linear.getMessage());
        NoInterpolatorException mixed = assertThrows(
                NoInterpolatorException.class,
                () -> MaxMargin.of(SeparableMirrorMap.of(new Euclidean(), new PowerPotential(3))));
        assertTrue(mixed.getMessage().contains("different rates"), mixed.getMessage());
        for (MaxMargin margin : new MaxMargin[] {
            MaxMargin.of(new HorizonFunction.Schatten(1.5, 2, 2)),
            MaxMargin.of(new SingularValueMap(new HyperbolicEntropy(1), 3, 1)),
            MaxMargin.of(Mahalanobis.random(3, 2, 1)),
            MaxMargin.of(new HorizonFunction.WeightedNorm(2, new double[] {1}))
        }) {
            assertThrows(IllegalArgumentException.class, () -> margin.predict(PLANE));
        }
        DMatrixRMaj opposite = new DMatrixRMaj(new double[][] {{1, 0, 0, 1}, {-1, 0, 0, -1}});
        for (double p : new double[] {1, 1.5, 3, Double.POSITIVE_INFINITY}) {
            MaxMargin margin = MaxMargin.of(new HorizonFunction.Schatten(p, 2, 2));
            assertThrows(NotSeparableException.class, () -> margin.predict(opposite));
        }
    }
}
