package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.ScaledCosh;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SuperExponential;

class NormGrowthTest {

    private static final double[] DIRECTION = {1, -0.5, 0};

    private static NormGrowth growth(ScalarPotential potential, double margin, double degree) {
        return new NormGrowth(SeparableMirrorMap.uniform(potential, 3), DIRECTION, margin, degree);
    }

    /** log t by quadrature of t = ∫ e^{γρ^L} N′(ρ)/(Lγρ^L) dρ, in the log domain. */
    private static double quadrature(NormGrowth growth, double margin, double degree, double rho) {
        int n = 200_000;
        double low = 0.2 * rho;
        double h = (rho - low) / n;
        double top = margin * Math.pow(rho, degree) + growth.logMass(rho);
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double x = low + i * h;
            double power = margin * Math.pow(x, degree);
            double weight = i == 0 || i == n ? 0.5 : 1;
            sum += weight * Math.exp(power + growth.logMass(x) - top) / (degree * power);
        }
        return top + Math.log(sum * h);
    }

    @Test
    void theLawIsTheIntegralUpToTermsThatVanish() {
        assertLaw(new Euclidean(), 1.5, 1, 300, 1e-2);
        assertLaw(new HyperbolicEntropy(0.1), 1.5, 1, 300, 1e-2);
        assertLaw(new PowerPotential(3), 0.5, 2, 30, 1e-2);
        assertLaw(new ScaledCosh(1), 2, 1, 60, 2e-2);
        assertLaw(new SuperExponential(2), 2, 1, 12, 2e-2);
    }

    private static void assertLaw(
            ScalarPotential potential, double margin, double degree, double rho, double tolerance) {
        NormGrowth growth = growth(potential, margin, degree);
        double logTime = growth.logTime(rho);
        assertEquals(quadrature(growth, margin, degree, rho), logTime, tolerance, potential.toString());
        assertEquals(rho, growth.size(logTime), 1e-9 * rho);
        assertEquals(-margin * Math.pow(rho, degree), growth.logLoss(logTime), 1e-6 * rho);
    }

    @Test
    void theRegimesHaveTheirExponents() {
        // Polynomial: ρ ≈ log t/γ; as steep as the margin: t^{−γ/(1+γ)}; steeper: log f ≈ −γ √log t.
        assertEquals(1, slope(growth(new Euclidean(), 2, 1), 1e4, 1e5), 1e-3);
        assertEquals(2 / 3.0, slope(growth(new ScaledCosh(1), 2, 1), 1e4, 1e5), 1e-4);
        NormGrowth slow = growth(new SuperExponential(2), 2, 1);
        assertEquals(2, -slow.logLoss(1e6) / 1e3, 4e-3);
    }

    private static double slope(NormGrowth growth, double from, double to) {
        return -(growth.logLoss(to) - growth.logLoss(from)) / (to - from);
    }

    @Test
    void aDirectionOfAnotherLengthIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new NormGrowth(SeparableMirrorMap.uniform(new Euclidean(), 2), DIRECTION, 1, 1));
    }
}
