package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.plot.PlotAxis.Tick;

class PlotAxisTest {

    private static final Metrics METRICS = Metrics.screen(1);

    private static PlotAxis axis(Axis axis) {
        return PlotAxis.of(axis, AxisFit.fitX(axis, List.of()), METRICS, Palette.LIGHT);
    }

    private static List<Tick> labelled(List<Tick> ticks) {
        return ticks.stream().filter(tick -> tick.label() != null).toList();
    }

    @Test
    void decadeAxisLabelsWholeDecadesOnly() {
        List<Tick> ticks = labelled(axis(Axis.log("t").between(0.03, 4e5)).ticksFor(2000, true));
        double[] expected = {0.1, 1, 10, 100, 1000, 1e4, 1e5};
        assertEquals(expected.length, ticks.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], ticks.get(i).value(), 1e-12 * expected[i]);
        }
    }

    @Test
    void decadeAxisHasMinorTicksUpToSevenDecades() {
        List<Tick> seven = axis(Axis.log("t").between(1, 1e7)).ticksFor(1000, true);
        assertEquals(7 * 8, seven.stream().filter(tick -> !tick.major()).count());
        List<Tick> eight = axis(Axis.log("t").between(1, 1e8)).ticksFor(1000, true);
        assertTrue(eight.stream().allMatch(tick -> Math.abs(Math.log10(tick.value()) % 1) < 1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3, 9})
    void logAxisInsideOneDecadeStillShowsNumbers(double upper) {
        assertTrue(labelled(axis(Axis.log("t").between(1.1, upper)).ticksFor(300, true)).size() >= 2);
    }

    @Test
    void linearTicksAreRoundNumbers() {
        List<Tick> ticks = labelled(axis(Axis.linear("t").between(-2, 1.6)).ticksFor(300, false));
        assertTrue(ticks.size() >= 3);
        double step = ticks.get(1).value() - ticks.get(0).value();
        double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        assertTrue(Stream.of(1.0, 2.0, 5.0).anyMatch(m -> Math.abs(m - mantissa) < 1e-9), "step " + step);
        assertTrue(ticks.stream().anyMatch(tick -> tick.value() == 0));
    }

    static Stream<Arguments> axesAndLengths() {
        List<Axis> axes = List.of(
                Axis.linear("x").between(-2, 1.6),
                Axis.linear("x").between(0, 4e-9),
                Axis.linear("x").between(1e6, 1.2e6),
                Axis.log("x").between(1e-16, 200),
                Axis.log("x").between(0.1, 1e4),
                Axis.log("x").between(1e-300, 1e300),
                Axis.log("x").between(2, 7),
                Axis.symlog("x", 1).between(-1e4, 1e6),
                Axis.symlog("x", 0.03).between(-2, 50),
                Axis.symlog("x", 10).between(-3, 4),
                Axis.symlog("x", 1).between(5, 5e8));
        return axes.stream().flatMap(axis -> Stream.of(40, 120, 300, 900).map(length -> Arguments.of(axis, length)));
    }

    @ParameterizedTest
    @MethodSource("axesAndLengths")
    void labelsNeverOverlapAndStayInRange(Axis model, int length) {
        PlotAxis axis = axis(model);
        for (boolean horizontal : new boolean[] {true, false}) {
            double end = Double.NEGATIVE_INFINITY;
            for (Tick tick : labelled(axis.ticksFor(length, horizontal))) {
                double middle = axis.fraction(tick.value()) * length;
                double half = (horizontal ? tick.label().width() : METRICS.tick()) / 2;
                assertTrue(middle >= -1e-6 && middle <= length + 1e-6, () -> "tick outside at " + tick.value());
                assertTrue(middle - half > end, "label at " + tick.value() + " overlaps its neighbour");
                end = middle + half;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e6, -3, -1, -0.2, 0, 1e-9, 0.5, 1, 1.0001, 77, 1e12})
    void symlogRoundTrip(double value) {
        for (double threshold : new double[] {1e-3, 1, 25}) {
            double uniform = SymlogAxis.forward(value, threshold);
            assertEquals(value, SymlogAxis.inverse(uniform, threshold), 1e-12 * Math.abs(value));
        }
    }

    @Test
    void symlogIsContinuousAndRisingAtItsThreshold() {
        double below = SymlogAxis.forward(2 * (1 - 1e-9), 2);
        double above = SymlogAxis.forward(2 * (1 + 1e-9), 2);
        assertTrue(below < above);
        assertEquals(1, below, 1e-8);
        assertEquals(1, above, 1e-8);
        assertEquals(2, SymlogAxis.forward(20, 2), 1e-12);
    }

    @Test
    void symlogMarksItsLinearPartByDoubleTicks() {
        List<Tick> twins = axis(Axis.symlog("x", 0.5).between(-100, 100)).ticksFor(400, true).stream()
                .filter(Tick::twin)
                .toList();
        assertEquals(List.of(-0.5, 0.5), twins.stream().map(Tick::value).toList());
    }

    @ParameterizedTest
    @MethodSource("axesAndLengths")
    void positionsAndValuesAreInverse(Axis model, int length) {
        PlotAxis axis = axis(model);
        Rectangle2D area = new Rectangle2D.Double(13, 17, length, length);
        double lower = axis.getRange().getLowerBound();
        double upper = axis.getRange().getUpperBound();
        assertEquals(13, axis.valueToJava2D(lower, area, RectangleEdge.BOTTOM), 1e-9);
        assertEquals(17, axis.valueToJava2D(upper, area, RectangleEdge.LEFT), 1e-9 * length);
        for (double s : new double[] {0, 0.21, 0.5, 0.97, 1}) {
            double position = 13 + s * length;
            double value = axis.java2DToValue(position, area, RectangleEdge.BOTTOM);
            assertEquals(position, axis.valueToJava2D(value, area, RectangleEdge.BOTTOM), 1e-6);
        }
    }

    @Test
    void fittedRangeIgnoresWhatItCannotShow() {
        Axis log = Axis.log("f");
        Axis.Range range = AxisFit.fitY(
                log,
                List.of(new Layer.Line(
                        new double[] {0, 1, 2, 3, 4},
                        new double[] {-1, 0, Double.NaN, 1e-3, 1e2},
                        "",
                        Role.RUN_A,
                        Layer.Emphasis.LIVE)));
        assertTrue(range.lower() > 1e-4 && range.lower() < 1e-3);
        assertTrue(range.upper() > 1e2 && range.upper() < 1e3);
        assertFalse(Double.isNaN(AxisFit.fitY(log, List.of()).lower()));
    }
}
