package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every potential that regularisation moves must satisfy, and what the dose does to each. */
class MovingMirrorMapTest {

    private static final double[] DOSES = {0, 0.01, 0.05};
    private static final double[] DUALS = {-0.15, -0.02, 0, 0.01, 0.1};

    static Stream<MovingPotential> potentials() {
        return Stream.of(
                MovingHyperbolicEntropy.centred(0.3, 0.5, 0.2),
                MovingHyperbolicEntropy.centred(1e-3, 0.25, -0.1),
                new MovingNegativeEntropy(0.25, 0.4),
                new MovingNegativeEntropy(0.5, -0.7),
                new MovingDeepDiagonal(3, 0.6, 0.7),
                new MovingDeepDiagonal(4, 0.6, 0.5),
                LogDifferencePotential.moving(1.2, 0.9));
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void theFastPathAgreesWithThePotentialAtThatDose(MovingPotential moving) {
        for (double dose : DOSES) {
            ScalarPotential fixed = moving.at(dose);
            for (double eta : DUALS) {
                double x = fixed.inverseDerivative(eta);
                assertEquals(x, moving.inverseDerivative(dose, eta), 1e-13 * Math.max(1, Math.abs(x)));
                assertEquals(1, moving.speed(dose, eta) / fixed.speed(eta), 1e-11);
                assertEquals(eta, fixed.derivative(x), 1e-12);
                assertEquals(1, fixed.secondDerivative(x) * fixed.speed(eta), 1e-11);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void speedAndDriftAreTheDerivativesOfThePoint(MovingPotential moving) {
        double h = 1e-5;
        for (double dose : new double[] {0.02, 0.05}) {
            for (double eta : DUALS) {
                double speed =
                        (moving.inverseDerivative(dose, eta + h) - moving.inverseDerivative(dose, eta - h)) / (2 * h);
                double drift =
                        (moving.inverseDerivative(dose + h, eta) - moving.inverseDerivative(dose - h, eta)) / (2 * h);
                assertEquals(speed, moving.speed(dose, eta), 1e-7 * Math.max(1, Math.abs(speed)));
                assertEquals(drift, moving.drift(dose, eta), 1e-7 * Math.max(1, Math.abs(drift)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void theValueMovesAsStatedUpToAConstant(MovingPotential moving) {
        double dose = 0.03;
        double h = 1e-5;
        double x = moving.inverseDerivative(dose, 0.1);
        double y = moving.inverseDerivative(dose, -0.1);
        double measured = (moving.at(dose + h).value(x)
                        - moving.at(dose + h).value(y)
                        - moving.at(dose - h).value(x)
                        + moving.at(dose - h).value(y))
                / (2 * h);
        assertEquals(measured, moving.valueDrift(dose, x) - moving.valueDrift(dose, y), 1e-8);
    }

    @Test
    void hugeDosesKeepFullPrecision() {
        MovingHyperbolicEntropy moving = new MovingHyperbolicEntropy(0.5, 0.5, 0);
        double dose = 1000;
        // x = 1 needs η = ½ asinh(1/β) with log β = log ½ − 2000
        double eta = 0.5 * (Math.log(2) - moving.logScale(dose));
        assertEquals(1, moving.inverseDerivative(dose, eta), 1e-11);
        assertThrows(IllegalArgumentException.class, () -> moving.at(dose));
    }

    @Test
    void theDualIntervalOfLogarithmsClosesAtAQuarterOfTheSquares() {
        MovingPotential moving = LogDifferencePotential.moving(0.36, 0.64);
        Interval open = moving.at(0.2499).dualDomain();
        assertTrue(open.upper() - open.lower() < 3e-4);
        assertThrows(IllegalArgumentException.class, () -> moving.at(0.25));
    }

    @Test
    void theDualIntervalOfPowersWidensByTheDoseOnEitherSide() {
        MovingDeepDiagonal moving = new MovingDeepDiagonal(4, 0.6, 0.6);
        Interval before = moving.at(0).dualDomain();
        Interval after = moving.at(0.3).dualDomain();
        assertEquals(before.upper() + 0.3, after.upper(), 1e-13);
        assertEquals(before.lower() - 0.3, after.lower(), 1e-13);
        assertEquals(0.1775, moving.inverseDerivative(0, 0.1), 5e-5);
        assertEquals(0.0311, moving.inverseDerivative(0.25, 0.1), 5e-5);
    }
}
