package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "1e-3, 0.001",
        "1e\u22123, 0.001",
        "10^-3, 0.001",
        "-10^2, -100",
        "\u22120.5, -0.5",
        "'  2. ', 2",
        ".5, 0.5",
        "1E4, 10000"
    })
    void readsWhatPeopleType(String typed, double value) {
        assertEquals(OptionalDouble.of(value), TypedNumber.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0,5", "1d", "0x1p3", "NaN", "Infinity", "1e999", "1 2", "--1", "e5", "."})
    void refusesWhatIsNoFiniteNumber(String typed) {
        assertTrue(TypedNumber.parse(typed).isEmpty(), () -> "accepted: " + typed);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.01, 0.01",
        "0.001, 0.001",
        "0.0001, 1e\u22124",
        "1e-6, 1e\u22126",
        "-0.25, \u22120.25",
        "100, 100",
        "999999, 999999",
        "1000000, 1e6",
        "3.2e-7, 3.2e\u22127"
    })
    void showsPlainInTheMiddleAndPowersOutside(double value, String shown) {
        assertEquals(shown, TypedNumber.exact(value));
    }

    @Test
    void whatIsShownReadsBackAsTheSameNumber() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);

            assertEquals(OptionalDouble.of(value), TypedNumber.parse(TypedNumber.exact(value)));
        }
    }

    @Test
    void copiesAsAscii() {
        assertEquals("-1.5e-7", TypedNumber.ascii(TypedNumber.exact(-1.5e-7)));
    }
}
