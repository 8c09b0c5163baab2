package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SingularValueMap;

/** The predictors of matrices, each against a second way of computing it. */
class MatrixPredictorTest {

    private static DMatrixRMaj gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj a = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < a.getNumElements(); i++) {
            a.data[i] = random.nextGaussian();
        }
        return a;
    }

    private static double[] measured(DMatrixRMaj a, double[] x) {
        DMatrixRMaj y = new DMatrixRMaj(a.numRows, 1);
        CommonOps_DDRM.mult(a, DMatrixRMaj.wrap(x.length, 1, x), y);
        return y.data;
    }

    private static double[] lowRank(int n, int m, int r, long seed) {
        DMatrixRMaj product = new DMatrixRMaj(n, m);
        CommonOps_DDRM.mult(gaussian(n, r, seed), gaussian(r, m, seed + 1), product);
        return product.data;
    }

    private static double nuclear(double[] x, int n, int m) {
        SingularValues svd = new SingularValues(n, m);
        svd.decompose(x);
        return Arrays.stream(svd.values()).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theLeastNuclearNormIsCertifiedAndBelowEveryOtherInterpolator(int seed) {
        DMatrixRMaj a = gaussian(20, 30, seed);
        double[] truth = lowRank(5, 6, 1, seed);
        double[] y = measured(a, truth);
        Interpolator least = new LeastNuclearNorm(5, 6).predict(a, y);
        assertTrue(least.certified(1e-9), least.toString());
        assertEquals(nuclear(least.weights(), 5, 6), least.objective(), 1e-12);
        assertTrue(least.objective() <= nuclear(truth, 5, 6) + 1e-9);
        assertTrue(least.objective() <= nuclear(new LeastNorm().predict(a, y).weights(), 5, 6));
        // weak duality by hand: ‖Σν_k A_k‖₂ ≤ 1 and ⟨ν, y⟩ = the norm
        double[] dual = new double[30];
        for (int k = 0; k < 20; k++) {
            for (int j = 0; j < 30; j++) {
                dual[j] += least.dual()[k] * a.get(k, j);
            }
        }
        SingularValues svd = new SingularValues(5, 6);
        svd.decompose(dual);
        assertTrue(svd.values()[0] <= 1 + 1e-12);
        double value = 0;
        for (int k = 0; k < 20; k++) {
            value += least.dual()[k] * y[k];
        }
        assertEquals(least.objective(), value, 1e-9);
        // a second way: the spectral entropy of vanishing scale
        double before = Double.POSITIVE_INFINITY;
        for (double beta : new double[] {1e-3, 1e-6, 1e-9}) {
            double[] entropic = new SpectralMinimizer(new SingularValueMap(new HyperbolicEntropy(beta), 5, 6))
                    .predict(a, y)
                    .weights();
            double excess = nuclear(entropic, 5, 6) / least.objective() - 1;
            assertTrue(excess >= -1e-9 && excess < before, "β " + beta + ": " + excess);
            before = excess;
        }
        assertTrue(before < 1e-2, "excess " + before);
    }

    /** A third way: the factored problem from several starts, by penalty and plain descent. */
    @Test
    void factorsFromSeveralStartsFindNothingSmaller() {
        DMatrixRMaj a = gaussian(8, 16, 4);
        double[] y = measured(a, lowRank(4, 4, 1, 5));
        double least = new LeastNuclearNorm(4, 4).predict(a, y).objective();
        double lowest = Double.POSITIVE_INFINITY;
        for (int start = 0; start < 2; start++) {
            Random random = new Random(start);
            double[] p = random.doubles(16, -1, 1).toArray();
            double[] s = random.doubles(16, -1, 1).toArray();
            // ½‖𝒜(PSᵀ) − y‖²/μ + ½(‖P‖² + ‖S‖²): its value at the minimum is below the norm by O(μ)
            double mu = 1e-2;
            double step = mu / 300;
            double[] c = new double[16];
            for (int k = 0; k < 300_000; k++) {
                gradientAt(a, y, p, s, mu, c);
                double[] dp = new double[16];
                double[] ds = new double[16];
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 4; j++) {
                        for (int r = 0; r < 4; r++) {
                            dp[i * 4 + r] += c[i * 4 + j] * s[j * 4 + r];
                            ds[j * 4 + r] += c[i * 4 + j] * p[i * 4 + r];
                        }
                    }
                }
                for (int i = 0; i < 16; i++) {
                    p[i] -= step * (dp[i] + p[i]);
                    s[i] -= step * (ds[i] + s[i]);
                }
            }
            double value = 0;
            for (int i = 0; i < 16; i++) {
                value += 0.5 * (p[i] * p[i] + s[i] * s[i]);
            }
            double[] fit = measured(a, product(p, s));
            for (int k = 0; k < y.length; k++) {
                value += 0.5 * (fit[k] - y[k]) * (fit[k] - y[k]) / mu;
            }
            lowest = Math.min(lowest, value);
        }
        assertEquals(least, lowest, 5e-3 * least);
    }

    private static void gradientAt(DMatrixRMaj a, double[] y, double[] p, double[] s, double mu, double[] c) {
        double[] fit = measured(a, product(p, s));
        Arrays.fill(c, 0);
        for (int k = 0; k < y.length; k++) {
            for (int j = 0; j < 16; j++) {
                c[j] += (fit[k] - y[k]) / mu * a.get(k, j);
            }
        }
    }

    private static double[] product(double[] p, double[] s) {
        double[] x = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int r = 0; r < 4; r++) {
                    x[i * 4 + j] += p[i * 4 + r] * s[j * 4 + r];
                }
            }
        }
        return x;
    }

    @Test
    void aRankOneMatrixSeenInFullIsItself() {
        double[] x = {1, 2, 3, 2, 4, 6};
        Interpolator full = new LeastNuclearNorm(2, 3).predict(CommonOps_DDRM.identity(6), x);
        assertArrayEquals(x, full.weights(), 1e-12);
        assertEquals(Math.sqrt(70), full.objective(), 1e-12);
        Interpolator zero = new LeastNuclearNorm(2, 3).predict(CommonOps_DDRM.identity(6), new double[6]);
        assertArrayEquals(new double[6], zero.weights());
        assertThrows(
                NoInterpolatorException.class,
                () -> new LeastNuclearNorm(1, 2)
                        .predict(new DMatrixRMaj(new double[][] {{1, 0}, {1, 0}}), new double[] {1, 2}));
    }

    private static DMatrixRMaj referenceMargins() {
        return new DMatrixRMaj(new double[][] {
            {1, 2, 0, 0, -1, 1, 1, 0, 1}, {0, 1, -1, 2, 1, 0, -1, 0, 1}, {1, 0, 1, 1, 2, -1, 0, 1, 0}
        });
    }

    /** The attention problem of the theory: nuclear 0.6233082 of rank 1, Frobenius 0.5564572 with nuclear norm 0.7525723. */
    @Test
    void theAttentionProblemHasItsTabulatedSolutions() {
        Separator nuclear = MaxMargin.of(new HorizonFunction.Schatten(1, 3, 3)).predict(referenceMargins());
        assertTrue(nuclear.certified(1e-10), nuclear.toString());
        assertEquals(0.6233082, 1 / nuclear.margin(), 5e-8);
        SingularValues svd = new SingularValues(3, 3);
        svd.decompose(nuclear.direction());
        assertTrue(svd.values()[1] < 1e-9, "rank one");
        Separator frobenius = new MaxMargin(2).predict(referenceMargins());
        assertEquals(0.5564572, 1 / frobenius.margin(), 5e-8);
        assertEquals(0.7525723, nuclear(frobenius.direction(), 3, 3) / frobenius.margin(), 5e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theNuclearMarginIsCertifiedOnRandomData(int seed) {
        DMatrixRMaj m = gaussian(7, 20, seed);
        Separator separator =
                MaxMargin.of(new HorizonFunction.Schatten(1, 4, 5)).predict(m);
        assertTrue(separator.certified(1e-8), separator.toString());
        Separator frobenius = new MaxMargin(2).predict(m);
        // ‖·‖_F ≤ ‖·‖_* ≤ 2‖·‖_F for four rows
        assertTrue(separator.margin() <= frobenius.margin() * (1 + 1e-12));
        assertTrue(separator.margin() >= frobenius.margin() / 2);
        assertTrue(separator.margin() >= frobenius.margin() / nuclear(frobenius.direction(), 4, 5) - 1e-12);
    }

    @Test
    void dataThatNoMatrixSeparatesAreRefused() {
        DMatrixRMaj m = new DMatrixRMaj(new double[][] {{1, 0, 0, 1}, {-1, 0, 0, -1}});
        assertThrows(
                NotSeparableException.class,
                () -> MaxMargin.of(new HorizonFunction.Schatten(1, 2, 2)).predict(m));
    }

    /** In the eigenbasis of commuting measurements the spectral problem is a separable one for the eigenvalues. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 0.1, 1e-3})
    void commutingMeasurementsReduceToTheEigenvalues(double beta) {
        int n = 6;
        double[] basis = rotation(n);
        DMatrixRMaj spectra = gaussian(3, n, 7);
        DMatrixRMaj a = new DMatrixRMaj(3, n * n);
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int l = 0; l < n; l++) {
                        a.add(k, i * n + j, basis[i * n + l] * spectra.get(k, l) * basis[j * n + l]);
                    }
                }
            }
        }
        double[] y = {1, -0.5, 0.8};
        double[] eigenvalues = new PotentialMinimizer(SeparableMirrorMap.uniform(new HyperbolicEntropy(beta), n))
                .predict(spectra, y)
                .weights();
        Interpolator spectral = new SpectralMinimizer(new EigenvalueMap(new HyperbolicEntropy(beta), n)).predict(a, y);
        assertTrue(spectral.certified(1e-9), spectral.toString());
        double[] x = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < n; l++) {
                    x[i * n + j] += basis[i * n + l] * eigenvalues[l] * basis[j * n + l];
                }
            }
        }
        assertArrayEquals(x, spectral.weights(), 1e-9);
        // even in the singular values: the same minimiser, whatever the sign
        assertArrayEquals(
                x,
                new SpectralMinimizer(new SingularValueMap(new HyperbolicEntropy(beta), n, n))
                        .predict(a, y)
                        .weights(),
                1e-8);
    }

    private static double[] rotation(int n) {
        double[] q = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // the discrete sine transform is orthogonal
                q[i * n + j] = Math.sqrt(2.0 / (n + 1)) * Math.sin(Math.PI * (i + 1) * (j + 1) / (n + 1));
            }
        }
        return q;
    }

    @Test
    void theFrobeniusCaseIsThePseudoInverseAndEntropyStaysPositive() {
        DMatrixRMaj a = gaussian(6, 12, 8);
        double[] y = measured(a, lowRank(3, 4, 2, 9));
        assertArrayEquals(
                new LeastNorm().predict(a, y).weights(),
                new SpectralMinimizer(new SingularValueMap(new PowerPotential(2), 3, 4))
                        .predict(a, y)
                        .weights(),
                1e-10);
        // the density matrix of largest entropy with trace 1 and a given energy: Gibbs, of the eigenvectors of H
        double[] h = {1, 0.5, 0, 0.5, -0.3, 0.2, 0, 0.2, 2};
        DMatrixRMaj constraints = new DMatrixRMaj(new double[][] {{1, 0, 0, 0, 1, 0, 0, 0, 1}, h});
        Interpolator gibbs = new SpectralMinimizer(new EigenvalueMap(new NegativeEntropy(), 3))
                .predict(constraints, new double[] {1, 0.2});
        assertTrue(gibbs.certified(1e-10), gibbs.toString());
        double[] commutator = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    commutator[i * 3 + j] +=
                            gibbs.weights()[i * 3 + k] * h[k * 3 + j] - h[i * 3 + k] * gibbs.weights()[k * 3 + j];
                }
            }
        }
        assertArrayEquals(new double[9], commutator, 1e-12);
        // no positive matrix has a negative trace
        assertThrows(
                IllegalStateException.class,
                () -> new SpectralMinimizer(new EigenvalueMap(new NegativeEntropy(), 3))
                        .predict(constraints, new double[] {-1, 0.2}));
    }
}
