package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LegendreConditionsTest {

    private static LegendreConditions of(ScalarPotential... potentials) {
        return LegendreConditions.of(SeparableMirrorMap.of(potentials)).orElseThrow();
    }

    @Test
    void theHyperbolicEntropyIsBoth() {
        LegendreConditions both = of(new HyperbolicEntropy(0.3), new HyperbolicEntropy(2));
        assertTrue(both.legendre() && both.coercive(), both.toString());
        assertEquals(-1, both.place());
        LegendreConditions spectral = LegendreConditions.of(new SingularValueMap(new HyperbolicEntropy(0.3), 2, 3))
                .orElseThrow();
        assertTrue(spectral.legendre() && spectral.coercive());
        // |x|³/3 is strictly convex although its metric vanishes at 0.
        LegendreConditions cubic = of(new PowerPotential(3));
        assertTrue(cubic.legendre() && cubic.coercive());
    }

    /** −log x: the slope −1/x falls without end at 0 and ends at 0 for large x. */
    @Test
    void theLogBarrierIsLegendreButNotCoercive() {
        LegendreConditions burg = of(new Euclidean(), new Burg());
        assertTrue(burg.legendre());
        assertFalse(burg.coercive());
        assertEquals(1, burg.place());
        assertEquals("(-∞, 0)", burg.dualText());
        assertEquals("(0, ∞)", burg.domainText());
    }

    /** (4/3)x^{3/2} − 2x on x &gt; 0 has the slope 2(√x − 1), which is −2 at the end 0 of its domain. */
    private static final class FiniteSlope implements ScalarPotential {

        @Override
        public Interval domain() {
            return Interval.POSITIVE;
        }

        @Override
        public Interval dualDomain() {
            return new Interval(-2, Double.POSITIVE_INFINITY);
        }

        @Override
        public double value(double x) {
            return 4.0 / 3 * x * Math.sqrt(x) - 2 * x;
        }

        @Override
        public double derivative(double x) {
            return 2 * (Math.sqrt(x) - 1);
        }

        @Override
        public double secondDerivative(double x) {
            return 1 / Math.sqrt(x);
        }

        @Override
        public double inverseDerivative(double eta) {
            return (1 + eta / 2) * (1 + eta / 2);
        }

        @Override
        public double conjugate(double eta) {
            double x = inverseDerivative(eta);
            return eta * x - value(x);
        }

        @Override
        public HorizonFunction horizon() {
            return new HorizonFunction.Norm(1.5);
        }

        @Override
        public double restPoint() {
            return 1;
        }
    }

    @Test
    void aFiniteSlopeAtTheEndOfTheDomainIsNotLegendre() {
        LegendreConditions finite = of(new FiniteSlope());
        assertFalse(finite.legendre());
        assertFalse(finite.coercive());
        assertEquals("(-2.00, ∞)", finite.dualText());
    }
}
