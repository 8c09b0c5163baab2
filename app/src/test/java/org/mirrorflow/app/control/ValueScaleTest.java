package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ValueScaleTest {

    private final ValueScale decades = new ValueScale(1e-6, 10, true);
    private final ValueScale linear = new ValueScale(0, 0.5, false);

    @Test
    void equalDistancesAreEqualRatiosOnALogarithmicScale() {
        assertEquals(0, decades.position(1e-6));
        assertEquals(1, decades.position(10));
        assertEquals(4.0 / 7, decades.position(1e-2), 1e-12);
        assertEquals(1e-2, decades.value(4.0 / 7), 1e-15);
    }

    @Test
    void equalDistancesAreEqualDifferencesOnALinearScale() {
        assertEquals(0.5, linear.position(0.25), 1e-12);
        assertEquals(0.125, linear.value(0.25), 1e-12);
    }

    @Test
    void positionsAndValuesAgreeToTheRoundingOfADraggedSlider() {
        for (int i = 0; i <= 1000; i++) {
            double position = i / 1000.0;

            // Three digits: at worst half a unit in the third, relative 5e-3, in decades 2.2e-3, of seven decades
            // 3.1e-4.
            assertEquals(position, decades.position(decades.value(position)), 3.2e-4);
            assertEquals(position, linear.position(linear.value(position)), 1e-3);
        }
    }

    @Test
    void theEndsAreExact() {
        ValueScale odd = new ValueScale(0.123456, 7.654321, true);

        assertEquals(0.123456, odd.value(0));
        assertEquals(7.654321, odd.value(1));
        assertEquals(0.123456, odd.value(-0.1));
        assertEquals(7.654321, odd.value(1.1));
    }

    @Test
    void twentyStepsAreADecadeAndStepsComeBack() {
        double value = 0.01;
        for (int i = 0; i < 20; i++) {
            value = decades.stepped(value, 1);
        }
        assertEquals(0.1, value, 0.1 * 0.02);
        assertEquals(0.1, decades.stepped(0.01, 20), 1e-15);
        assertEquals(0.01, decades.stepped(0.1, -20), 1e-15);
    }

    @Test
    void linearStepsLeaveCleanNumbers() {
        assertEquals(0.121, linear.stepped(0.12, 1));
        assertEquals(0.13, linear.stepped(0.12, 10));
        assertEquals("0.13", TypedNumber.exact(linear.stepped(0.12, 10)));
    }

    @Test
    void stepsStopAtTheLimits() {
        assertEquals(0.5, linear.stepped(0.4995, 10));
        assertEquals(0, linear.stepped(0.0005, -10));
        assertEquals(10, decades.stepped(9.9, 10));
    }

    @Test
    void aStepAlwaysMoves() {
        for (double value = 1.01e-6; value < 9; value = decades.stepped(value, 1)) {
            assertTrue(decades.stepped(value, 1) > value, "stuck at " + value);
        }
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new ValueScale(1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new ValueScale(2, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new ValueScale(0, 1, true));
        assertThrows(IllegalArgumentException.class, () -> new ValueScale(Double.NaN, 1, false));
    }
}
