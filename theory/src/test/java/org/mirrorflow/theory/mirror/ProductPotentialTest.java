package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProductPotentialTest {

    static Stream<double[]> starts() {
        return Stream.of(
                new double[] {0, 0.5},
                new double[] {0.3, -0.8},
                new double[] {0, 0.4, 0.4},
                new double[] {-0.2, 0.4, 0.9},
                new double[] {0.5, 0.5, 0.9},
                new double[] {0.6, 0.6, -0.6},
                new double[] {0.1, 0.5, 0.7, 0.7, 1.1});
    }

    @ParameterizedTest
    @MethodSource("starts")
    void mirrorMetricAndConjugateBelongTogether(double[] start) {
        ProductPotential r = new ProductPotential(start);
        double x0 = 1;
        for (double factor : start) {
            x0 *= factor;
        }
        assertEquals(x0, r.restPoint(), 1e-15);
        assertEquals(0, r.derivative(x0), 1e-14);
        double largest = Math.min(
                0.4, 0.4 * Math.min(r.dualDomain().upper(), -r.dualDomain().lower()));
        for (double eta : new double[] {-largest, -0.1 * largest, 0.3 * largest, largest}) {
            double x = r.inverseDerivative(eta);
            assertEquals(eta, r.derivative(x), 1e-13);
            double h = 1e-5 * largest;
            double speed = (r.inverseDerivative(eta + h) - r.inverseDerivative(eta - h)) / (2 * h);
            assertEquals(1, r.speed(eta) / speed, 1e-6);
            assertEquals(1, r.speed(eta) * r.secondDerivative(x), 1e-12);
            double slope = (r.conjugate(eta + h) - r.conjugate(eta - h)) / (2 * h);
            assertEquals(x, slope, 1e-7 * Math.max(1, Math.abs(x)));
            assertEquals(x * eta, r.value(x) + r.conjugate(eta), 1e-13);
        }
    }

    @Test
    void twoFactorsGiveTheHyperbolicEntropy() {
        ProductPotential product = new ProductPotential(0, 0.6);
        ScalarPotential entropy = new HyperbolicEntropy(0.18).scaled(0.5);
        for (double x : new double[] {-3, -1e-9, 0.2, 40}) {
            assertEquals(1, product.derivative(x) / entropy.derivative(x), 1e-13);
        }
    }

    @Test
    void equalFactorsGiveTheTsallisPotential() {
        ProductPotential product = new ProductPotential(0.7, 0.7, 0.7);
        double start = 0.7 * 0.7 * 0.7;
        ScalarPotential tsallis = new Tsallis(2.0 / 3).scaled(1.0 / 3);
        for (double x : new double[] {0.01, 0.3, 5}) {
            assertEquals(tsallis.derivative(x) - tsallis.derivative(start), product.derivative(x), 1e-12);
        }
        assertEquals(Interval.POSITIVE, product.domain());
    }

    @Test
    void threeFactorsFromOneZeroGiveAnArcTangent() {
        // η = arctan(z/λ)/λ with z(z² + λ²) = x
        double lambda = 0.4;
        ProductPotential product = new ProductPotential(0, lambda, lambda);
        double z = 0.9;
        assertEquals(Math.atan(z / lambda) / lambda, product.derivative(z * (z * z + lambda * lambda)), 1e-13);
        assertEquals(Math.PI / (2 * lambda), product.dualDomain().upper(), 1e-12);
        assertTrue(product.horizon() instanceof HorizonFunction.None);
    }

    @Test
    void twoZerosAreASaddle() {
        assertThrows(IllegalArgumentException.class, () -> new ProductPotential(0, 0, 1));
    }
}
