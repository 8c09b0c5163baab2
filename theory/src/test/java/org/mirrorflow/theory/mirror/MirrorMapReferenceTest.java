package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** Mirror maps against hand cases, other formulas for the same function, and the numbers of a reference problem. */
class MirrorMapReferenceTest {

    private static final DMatrixRMaj Z = new DMatrixRMaj(new double[][] {{1, .5, -.25, .75}, {.25, -1, .5, 1}});
    private static final double[] Y = {1, .5};

    private static double[] limit(ScalarPotential potential) {
        return new PotentialMinimizer(SeparableMirrorMap.uniform(potential, 4))
                .predict(Z, Y)
                .weights();
    }

    /** ₂F₁(½, 1/q; 1 + 1/q; −z) as Euler's integral ∫₀¹ (1 + z s^q)^{−½} ds, s = v⁴, by another library's quadrature. */
    private static double hypergeometric(double q, double z) {
        return new IterativeLegendreGaussIntegrator(20, 1e-12, 1e-13, 2, 40)
                .integrate(200_000, v -> 4 * v * v * v / Math.sqrt(1 + z * Math.pow(v, 4 * q)), 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"1,0.5", "1.25,0.5", "1.5,0.05", "1.75,3", "2,0.5"})
    void steepestMirrorsOfTwoFactorsAreHypergeometric(double q, double lambda) {
        SteepestPotential r = new SteepestPotential(2, q, lambda);
        for (double x : new double[] {1e-4, 0.03, 0.4, 1, 5}) {
            double expected = x / lambda * hypergeometric(q, 4 * Math.pow(x, q) / (lambda * lambda));
            assertEquals(expected, r.derivative(x), 1e-10 * expected);
            assertEquals(1 / Math.sqrt(4 * Math.pow(x, q) + lambda * lambda), r.secondDerivative(-x), 1e-13);
        }
    }

    @Test
    void steepestPotentialsOfTwoFactorsHaveTheirClosedForms() {
        double lambda = 0.7;
        SteepestPotential sign = new SteepestPotential(2, 1, lambda);
        SteepestPotential gradient = new SteepestPotential(2, 2, lambda);
        ScalarPotential entropy = new HyperbolicEntropy(lambda / 2).scaled(0.5);
        for (double x : new double[] {1e-9, 1e-3, 0.2, 1, 30, 1e9}) {
            double root = Math.sqrt(4 * x + lambda * lambda);
            assertEquals(2 * x / (root + lambda), sign.derivative(x), 1e-14 * sign.derivative(x));
            double eta = sign.derivative(x);
            assertEquals(
                    eta * eta * eta / 3 + lambda * eta * eta / 2, sign.conjugate(-eta), 1e-13 * sign.conjugate(eta));
            assertEquals(x, sign.inverseDerivative(eta), 1e-13 * x);
            assertEquals(1, eta * (eta + lambda) / x, 1e-13);
            assertEquals(1, gradient.derivative(x) / entropy.derivative(x), 1e-13);
            assertEquals(1, gradient.bregman(x, 0.5) / entropy.bregman(x, 0.5), 1e-11);
            double beta = lambda / 2;
            assertEquals(1, gradient.balance(x) * 2 * (Math.hypot(x, beta) + beta) / (x * x), 1e-13);
        }
    }

    /** The factors of the steepest flow under a prescribed signal, by small Runge–Kutta steps. */
    @ParameterizedTest
    @CsvSource({"2,1.5", "3,1", "3,1.5", "4,1.25", "3,2", "5,2"})
    void steepestMirrorsIntegrateTheFlowOfTheFactors(int depth, double q) {
        double lambda = 0.3;
        double[] w = new double[depth];
        w[0] = 0.2;
        for (int i = 1; i < depth; i++) {
            w[i] = Math.pow(Math.pow(w[0], q) + lambda, 1 / q);
        }
        SteepestPotential r = new SteepestPotential(depth, q, lambda);
        double eta = r.derivative(w[0] * Math.pow(w[1], depth - 1));
        double step = 1e-3;
        for (int k = 0; k < 400; k++) {
            // a constant signal −∇f = 1: ẇᵢ = |Π_{j≠i} w_j|^{q−1}, and R′ moves at rate 1
            w = rungeKutta(w, q, step);
            eta += step;
        }
        double x = 1;
        for (double each : w) {
            x *= each;
        }
        assertEquals(eta, r.derivative(x), 1e-11);
        assertEquals(w[0], r.smallFactor(x), 1e-11);
        double speed = 0;
        for (int i = 0; i < depth; i++) {
            double others = 1;
            for (int j = 0; j < depth; j++) {
                others *= i == j ? 1 : Math.pow(w[j], q);
            }
            speed += others;
        }
        assertEquals(1 / speed, r.secondDerivative(x), 1e-11);
    }

    private static double[] rungeKutta(double[] w, double q, double h) {
        double[] a = rate(w, q);
        double[] b = rate(plus(w, h / 2, a), q);
        double[] c = rate(plus(w, h / 2, b), q);
        double[] d = rate(plus(w, h, c), q);
        double[] next = w.clone();
        for (int i = 0; i < w.length; i++) {
            next[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
        }
        return next;
    }

    private static double[] rate(double[] w, double q) {
        double[] rate = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            double others = 1;
            for (int j = 0; j < w.length; j++) {
                others *= i == j ? 1 : w[j];
            }
            rate[i] = Math.pow(others, q - 1);
        }
        return rate;
    }

    private static double[] plus(double[] w, double h, double[] rate) {
        double[] sum = w.clone();
        for (int i = 0; i < w.length; i++) {
            sum[i] += h * rate[i];
        }
        return sum;
    }

    @Test
    void balancedProductsArePowersEntropiesOrTsallis() {
        // gradient flow of two factors: r″ = 1/(2|x|)
        assertEquals(1 / (2 * 0.3), SteepestPotential.balanced(2, 2).secondDerivative(0.3), 1e-14);
        assertEquals(Interval.POSITIVE, SteepestPotential.balanced(2, 2).domain());
        // sign flow of L factors crosses 0: r″ = |x|^{−(L−1)/L}/L
        for (int depth : new int[] {2, 3, 7}) {
            ScalarPotential sign = SteepestPotential.balanced(depth, 1);
            double m = (depth - 1.0) / depth;
            assertEquals(Math.pow(0.3, -m) / depth, sign.secondDerivative(-0.3), 1e-14);
            assertEquals(Math.pow(0.3, 1 - m) / (depth * (1 - m)), sign.derivative(0.3), 1e-14);
        }
        // gradient flow of three factors: Tsallis of exponent ⅔, bounded above
        ScalarPotential three = SteepestPotential.balanced(3, 2);
        assertEquals(Math.pow(0.3, -4.0 / 3) / 3, three.secondDerivative(0.3), 1e-14);
        assertInstanceOf(HorizonFunction.None.class, three.horizon());
        // the critical depth is q/(q − 1)
        assertEquals(Interval.POSITIVE, SteepestPotential.balanced(3, 1.5).domain());
        assertEquals(
                Double.POSITIVE_INFINITY,
                SteepestPotential.balanced(3, 1.5).dualDomain().upper());
        assertEquals(Interval.REAL_LINE, SteepestPotential.balanced(2, 1.5).domain());
        // and they are the limits of small imbalance
        for (double q : new double[] {1, 1.25}) {
            assertEquals(
                    1,
                    new SteepestPotential(3, q, 1e-12).secondDerivative(0.4)
                            / SteepestPotential.balanced(3, q).secondDerivative(0.4),
                    1e-8);
        }
    }

    @Test
    void theLimitsOfARegressionFlowAreThoseOfTheReferenceProblem() {
        assertArrayEquals(new double[] {.5376115, .1203985, -.0603082, .5161497}, limit(new ScaledCosh(1)), 6e-8);
        assertArrayEquals(
                new double[] {.5708215, .1057382, -.0464556, .4862607}, limit(new SteepestPotential(2, 1, .5)), 6e-8);
        double[] euclidean = {.54003724, .11918063, -.05959032, .51396648};
        assertArrayEquals(euclidean, limit(new ScaledCosh(1e5)), 6e-9);
        assertArrayEquals(euclidean, limit(new HyperbolicAware(1e-8)), 1e-8);
        assertArrayEquals(euclidean, limit(new SmoothedPower(3, 1e4)), 6e-8);
        assertArrayEquals(euclidean, limit(new ArctanPotential(1e5)), 6e-9);
        // HAM leans to ℓ1 only like 1/log α: the norm falls, and is still above 14/13
        double before = Double.POSITIVE_INFINITY;
        for (double alpha : new double[] {1e-2, 1, 1e2, 1e4, 1e8}) {
            double norm = 0;
            for (double each : limit(new HyperbolicAware(alpha))) {
                norm += Math.abs(each);
            }
            assertTrue(norm < before && norm > 14.0 / 13);
            before = norm;
        }
        assertEquals(14.0 / 13, before, 1e-4);
    }

    @Test
    void mapsMeetAtTheLimitsOfTheirParameters() {
        double x = 0.7;
        double y = -0.4;
        double plain = 0.5 * (x - y) * (x - y);
        assertEquals(plain, new ScaledCosh(1e6).bregman(x, y), 1e-11);
        assertEquals(plain, new HyperbolicAware(1e-8).bregman(x, y), 1e-7);
        assertEquals(plain, 1e12 * new ArctanPotential(1e6).bregman(x, y), 1e-10);
        assertEquals(plain, new SmoothedPower(2, 0.3).bregman(x, y), 1e-15);
        // κ → 0: a box; the potential of cosh vanishes inside it and explodes outside
        ScaledCosh box = new ScaledCosh(1e-3);
        assertTrue(box.value(1e-3) < 1e-6 && Double.isInfinite(box.value(1)));
        // α → ∞: α R_α/log α → |x|
        double logarithm = Math.log(1e300);
        assertEquals(x, 1e300 * new HyperbolicAware(1e300).value(x) / logarithm, 2 / logarithm);
        // at α = 1 it is (1 + |x|) log(1 + |x|) − |x|
        assertEquals(1.7 * Math.log(1.7) - 0.7, new HyperbolicAware(1).value(-x), 1e-15);
        // ε → 0: the power
        assertEquals(1, new SmoothedPower(3, 1e-8).bregman(x, y) / new PowerPotential(3).bregman(x, y), 1e-12);
        // small weights: log cosh and arctan are x²/2, their metrics 1
        assertEquals(1, new LogCosh().secondDerivative(1e-9), 1e-15);
        // a sum with a vanishing share is its first part
        SumPotential sum = new SumPotential(new Euclidean(), new HyperbolicEntropy(0.1).scaled(1e-14));
        assertEquals(x, sum.inverseDerivative(x), 1e-12);
    }

    @Test
    void specialFunctionsSolveTheirEquations() {
        // Lambert's W(1) is the omega constant
        assertEquals(0.5671432904097838, SuperExponential.wrightOmega(0), 1e-15);
        for (double z : new double[] {-700, -40, -3, 0, 1, 50, 1e6}) {
            double w = SuperExponential.wrightOmega(z);
            assertEquals(z, w + Math.log(w), 1e-14 * (1 + Math.abs(z)));
        }
        // ∫₀ᵃ ds/(1 + s²) = arctan a, ∫₀ᵃ s/(1 + s) ds = a − log(1 + a), ∫₀ᵃ ds/√(1 + s²) = asinh a
        for (double a : new double[] {1e-12, 0.1, 0.5, 0.9, 3, 70, 1e10, 1e200}) {
            assertEquals(1, new PowerIntegral(1, 2, -1).value(a) / Math.atan(a), 1e-14);
            double logarithm = a < 0.01 ? a * a / 2 * (1 - 2 * a / 3) : a - Math.log1p(a);
            assertEquals(1, new PowerIntegral(2, 1, -1).value(a) / logarithm, 1e-13);
            double asinh = HyperbolicEntropy.asinhOfRatio(a, 1);
            assertEquals(1, new PowerIntegral(1, 2, -0.5).value(a) / asinh, 1e-14);
            assertEquals(1, new PowerIntegral(1, 2, -0.5).inverse(asinh) / a, 1e-13 * Math.max(1, asinh));
        }
        assertEquals(Math.PI / 2, new PowerIntegral(1, 2, -1).limit(), 1e-14);
        // pieces add up, whichever way the interval is cut
        PowerIntegral integral = new PowerIntegral(1, 1.5, -0.4);
        double whole = integral.value(1e20);
        assertEquals(whole, integral.value(0.2) + integral.between(0.2, 3) + integral.between(3, 1e20), 1e-13 * whole);
    }

    @Test
    void aMahalanobisMapByHand() {
        // P = (2 1; 1 3), P⁻¹ = (3 −1; −1 2)/5
        Mahalanobis map = new Mahalanobis(new DMatrixRMaj(new double[][] {{2, 1}, {1, 3}}));
        double[] x = {1, -2};
        double[] eta = new double[2];
        map.gradient(x, eta);
        assertArrayEquals(new double[] {0, -5}, eta, 1e-15);
        assertEquals(5, map.value(x), 1e-14);
        assertEquals(5, map.conjugate(eta), 1e-14);
        assertEquals(Math.sqrt(10), map.horizon().of(x), 1e-14);
        assertEquals(0.5 * 2, map.bregman(new double[] {1, 0}, new double[2]), 1e-15);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mahalanobis(new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}})));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mahalanobis(new DMatrixRMaj(new double[][] {{1, 0.5}, {0, 1}})));
        // eigenvalues in equal ratios: trace of P for d = 3, κ = 9 is 1/3 + 1 + 3
        Mahalanobis random = Mahalanobis.random(3, 9, 4);
        double trace = 0;
        for (int i = 0; i < 3; i++) {
            double[] unit = new double[3];
            unit[i] = 1;
            trace += 2 * random.value(unit);
        }
        assertEquals(13.0 / 3, trace, 1e-13);
    }

    @Test
    void aSquaredNormByHand() {
        // p = 3, x = (1, −2): ‖x‖³ = 9; ∇R = ‖x‖^{−1}(1, −4)
        SquaredPNorm map = new SquaredPNorm(3, 2);
        double norm = Math.cbrt(9);
        double[] eta = new double[2];
        map.gradient(new double[] {1, -2}, eta);
        assertArrayEquals(new double[] {1 / norm, -4 / norm}, eta, 1e-15);
        assertEquals(0.5 * norm * norm, map.value(new double[] {1, -2}), 1e-15);
        // degree 2: R*(∇R) = R, whatever p
        assertEquals(map.value(new double[] {1, -2}), map.conjugate(eta), 1e-14);
        assertEquals(map.value(new double[] {1, -2}), map.balance(new double[] {1, -2}), 1e-15);
        double[] zero = new double[2];
        map.gradient(zero, eta);
        assertArrayEquals(zero, eta);
        assertEquals(0.5 * norm * norm, map.bregman(new double[] {1, -2}, zero), 1e-14);
    }

    @Test
    void horizonsOfUnequalCoordinatesAreWeighted() {
        SeparableMirrorMap map = SeparableMirrorMap.of(
                new PowerPotential(3), new PowerPotential(3).scaled(8).reflected());
        assertEquals(new HorizonFunction.WeightedNorm(3, new double[] {1, 8}), map.horizon());
        assertEquals(Math.cbrt(1 + 8 * 8), map.horizon().of(new double[] {1, -2}), 1e-15);
        assertEquals(
                new HorizonFunction.Norm(Double.POSITIVE_INFINITY),
                SeparableMirrorMap.of(new ScaledCosh(1), new ScaledCosh(1).scaled(5))
                        .horizon());
        assertInstanceOf(
                HorizonFunction.None.class,
                SeparableMirrorMap.of(new Euclidean(), new PowerPotential(3)).horizon());
        assertEquals(2, new HorizonFunction.Norm(Double.POSITIVE_INFINITY).of(new double[] {1, -2}));
        assertEquals(0, new HorizonFunction.Norm(1.5).of(new double[2]));
        assertTrue(Double.isNaN(new HorizonFunction.None("why").of(new double[] {1})));
        assertThrows(IllegalArgumentException.class, () -> new HorizonFunction.WeightedNorm(1, new double[] {0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HorizonFunction.WeightedNorm(1, new double[] {1}).of(new double[2]));
        // the sum sees the faster growth only
        assertEquals(
                new HorizonFunction.Norm(2), new SumPotential(new HyperbolicEntropy(0.1), new Euclidean()).horizon());
        assertThrows(IllegalArgumentException.class, () -> new SumPotential(new Euclidean(), new LogCosh()));
    }

    @Test
    void impossibleParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SuperExponential(1));
        assertThrows(IllegalArgumentException.class, () -> new ScaledCosh(0));
        assertThrows(IllegalArgumentException.class, () -> new HyperbolicAware(-1));
        assertThrows(IllegalArgumentException.class, () -> new ArctanPotential(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new SmoothedPower(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogarithmicPower(0.5));
        assertThrows(IllegalArgumentException.class, () -> new SteepestPotential(1, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new SteepestPotential(2, 2.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new SteepestPotential(2, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new SquaredPNorm(1, 3));
    }
}
