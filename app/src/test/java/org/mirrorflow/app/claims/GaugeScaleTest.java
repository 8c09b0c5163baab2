package org.mirrorflow.app.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.claim.Check;

/** Left of the tolerance is the right side of every bound. */
class GaugeScaleTest {

    private static Check check(Check.Relation relation, double bound) {
        return new Check("c", "a number", Check.Role.PREDICTION, relation, bound, Check.Rule.EVERY_SEED);
    }

    @ParameterizedTest(name = "{1} {0} {2} stands at {3}")
    @CsvSource({
        "AT_MOST,  1e-4, 1e-3,  -1",
        "AT_MOST,  0.1,  1e-3,   2",
        "AT_MOST,  1e-3, 1e-3,   0",
        "AT_MOST,  0,    1e-3,  -7",
        "AT_MOST,  -5,   1e-3,  -7",
        "AT_MOST,  1e-30, 1e-3, -7",
        "AT_MOST,  Infinity, 1,  3",
        "AT_LEAST, 100,  1,     -2",
        "AT_LEAST, 0.01, 1,      2",
        "AT_LEAST, -1,   1,      3",
        "AT_MOST,  -10,  -1,    -1",
        "AT_MOST,  1,    -1,     3",
        "AT_LEAST, -0.1, -1,    -1",
        "AT_LEAST, -10,  -1,     1",
        "AT_MOST,  -3,   0,   -0.6",
        "AT_LEAST, -3,   0,    0.6",
        "AT_LEAST, 0,    0,      0",
    })
    void decadesFromTheBound(Check.Relation relation, double value, double bound, double decades) {
        assertEquals(decades, GaugeScale.decades(check(relation, bound), value).orElseThrow(), 1e-9);
    }

    @Test
    void noNumberStandsNowhere() {
        assertTrue(
                GaugeScale.decades(check(Check.Relation.AT_MOST, 1), Double.NaN).isEmpty());
    }

    @ParameterizedTest(name = "{0} px")
    @CsvSource({"320, 13", "724, 13", "812, 13", "1300, 13", "734, 20.8", "320, 20.8"})
    void columnsFitIntoTheirRow(double width, double em) {
        Columns columns = Columns.fit(width, em);
        double gaps = 3 + (columns.gauge() > 0 ? 1 : 0) + (columns.bound() > 0 ? 1 : 0) + (columns.seeds() > 0 ? 1 : 0);
        double used = 2 * columns.margin()
                + columns.id()
                + columns.name()
                + columns.number()
                + columns.gauge()
                + columns.bound()
                + columns.seeds()
                + columns.verdict()
                + gaps * columns.gap();
        assertTrue(columns.name() == 0 || Math.abs(used - width) < 1e-6, columns.toString());
    }
}
