package org.mirrorflow.sim.claim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.claim.CheckResult.Reading;
import org.mirrorflow.sim.claim.CheckResult.Status;

/** How seeds decide about one check. */
class CheckResultTest {

    private static final Check AT_MOST = Check.residual("gap", "the gap", 1);
    private static final Check AT_LEAST = Check.atLeast("gap", "the gap", 1);

    private static List<Reading> readings(double... values) {
        List<Reading> readings = new ArrayList<>();
        for (double value : values) {
            readings.add(new Reading(readings.size() + 1, value, Double.isNaN(value) ? "silent" : ""));
        }
        return readings;
    }

    private static Status of(Check check, double... values) {
        return CheckResult.of(check, readings(values), true).status();
    }

    @ParameterizedTest(name = "{0}, {1}, {2} at most 1: {3}; at least 1: {4}")
    @CsvSource({
        "0, 0.5, 1,    SATISFIED, VIOLATED",
        "1, 1, 1,      SATISFIED, SATISFIED",
        "0, 0, 1.001,  VIOLATED,  VIOLATED",
        "1, 2, 3,      VIOLATED,  SATISFIED",
        "0, NaN, 0,    UNDECIDED, VIOLATED",
        "2, NaN, 2,    VIOLATED,  UNDECIDED",
        "-Infinity, 0, 0, SATISFIED, VIOLATED",
        "Infinity, 2, 2,  VIOLATED,  SATISFIED"
    })
    void everySeedMustSatisfyAndOneRefutes(double a, double b, double c, Status atMost, Status atLeast) {
        assertEquals(atMost, of(AT_MOST, a, b, c));
        assertEquals(atLeast, of(AT_LEAST, a, b, c));
    }

    @Test
    void theIntervalIsStudents() {
        // Mean 2, s = 1, n = 3: the half width is t(0.975; 2) / √3 with t = 4.302653 from the tables.
        CheckResult result = CheckResult.of(AT_MOST, readings(1, 2, 3), true);
        assertAll(
                () -> assertEquals(2, result.mean()),
                () -> assertEquals(2 - 4.302653 / Math.sqrt(3), result.low(), 1e-6),
                () -> assertEquals(2 + 4.302653 / Math.sqrt(3), result.high(), 1e-6));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} on average at most 1: {3}")
    @CsvSource({
        "0.1, 0.2, 0.3, SATISFIED",
        "0.9, 1.0, 1.1, UNDECIDED",
        "1.5, 1.6, 1.7, VIOLATED",
        "0, 0.1, 2,     UNDECIDED",
        "1, 1, 1,       SATISFIED",
        "0, NaN, 0,     UNDECIDED",
        "0, 0, Infinity, UNDECIDED"
    })
    void onAverageTheWholeIntervalMustLieOnOneSide(double a, double b, double c, Status expected) {
        assertEquals(expected, of(AT_MOST.onAverage(), a, b, c));
    }

    @Test
    void onAverageAtLeastIsTheMirrorImage() {
        assertEquals(Status.SATISFIED, of(AT_LEAST.onAverage(), 1.5, 1.6, 1.7));
        assertEquals(Status.VIOLATED, of(AT_LEAST.onAverage(), 0.1, 0.2, 0.3));
        // One seed on the wrong side does not refute a mean.
        assertEquals(Status.SATISFIED, of(AT_LEAST.onAverage(), 5, 5.1, 4.9, 5, 5, 5, 0.99, 5, 5, 5));
    }

    @Test
    void oneSeedHasNoInterval() {
        CheckResult result = CheckResult.of(AT_MOST.onAverage(), readings(0), true);
        assertEquals(Status.UNDECIDED, result.status());
        assertFalse(result.hasInterval());
        assertTrue(CheckResult.of(AT_MOST, readings(0, 1), true).hasInterval());
    }

    @Test
    void withoutAllSeedsOnlyACounterexampleDecides() {
        assertEquals(
                Status.UNDECIDED,
                CheckResult.of(AT_MOST, readings(0, Double.NaN), false).status());
        assertEquals(
                Status.VIOLATED,
                CheckResult.of(AT_MOST, readings(2, Double.NaN), false).status());
    }

    @Test
    void theDecisiveNumberIsTheWorstSeedsOrTheMean() {
        assertEquals(3, CheckResult.of(AT_MOST, readings(1, 3, 2), true).decisive());
        assertEquals(1, CheckResult.of(AT_LEAST, readings(2, 1, 3), true).decisive());
        assertEquals(
                2, CheckResult.of(AT_LEAST.onAverage(), readings(2, 1, 3), true).decisive());
        assertEquals(
                Double.NaN, CheckResult.of(AT_MOST, readings(Double.NaN), true).decisive());
    }
}
