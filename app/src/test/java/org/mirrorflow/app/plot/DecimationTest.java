package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.plot.PlotGeometry.AxisTransform;

class DecimationTest {

    private static final int N = 100_000;
    private static final AxisTransform HUNDRED_COLUMNS =
            new AxisTransform(0, N, x -> x / N * 100, pixel -> pixel / 100 * N);

    private static double[] abscissae() {
        double[] xs = new double[N];
        Arrays.setAll(xs, i -> i);
        return xs;
    }

    @Test
    void aSingleSpikeSurvives() {
        double[] ys = new double[N];
        ys[54_321] = 1000;
        ys[77_777] = -1000;
        Decimation.Points points = Decimation.reduce(abscissae(), ys, HUNDRED_COLUMNS, 1, false);
        assertTrue(points.xs().length <= 4 * 101, "kept " + points.xs().length);
        assertEquals(1000, Arrays.stream(points.ys()).max().orElseThrow());
        assertEquals(-1000, Arrays.stream(points.ys()).min().orElseThrow());
        assertEquals(54_321, points.xs()[indexOf(points.ys(), 1000)]);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyColumnKeepsItsEnvelope(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] ys = new double[N];
        Arrays.setAll(ys, i -> random.nextGaussian());
        Decimation.Points points = Decimation.reduce(abscissae(), ys, HUNDRED_COLUMNS, 1, false);
        for (int column = 0; column < 100; column++) {
            double[] whole = envelope(abscissae(), ys, column);
            double[] kept = envelope(points.xs(), points.ys(), column);
            assertEquals(whole[0], kept[0]);
            assertEquals(whole[1], kept[1]);
        }
        for (int i = 1; i < points.xs().length; i++) {
            assertTrue(points.xs()[i] >= points.xs()[i - 1], "order is kept");
        }
    }

    @Test
    void gapsStayGaps() {
        double[] xs = abscissae();
        double[] ys = new double[N];
        Arrays.fill(ys, 1);
        Arrays.fill(ys, 500, 900, Double.NaN);
        ys[2000] = -3;
        assertEquals(1, gaps(Decimation.reduce(xs, ys, HUNDRED_COLUMNS, 1, false)));
        assertEquals(2, gaps(Decimation.reduce(xs, ys, HUNDRED_COLUMNS, 1, true)), "−3 cannot stand on a log axis");
    }

    @Test
    void aPathInAPlaneMayTurnBack() {
        double[] xs = {0, 50_000, 10, 60_000};
        double[] ys = {0, 1, 2, 3};
        Decimation.Points points = Decimation.reduce(xs, ys, HUNDRED_COLUMNS, 1, false);
        assertTrue(Arrays.equals(xs, points.xs()) && Arrays.equals(ys, points.ys()));
    }

    @Test
    void whatLiesOutsideTheAxisCollapses() {
        AxisTransform middle = new AxisTransform(
                40_000, 40_100, x -> (x - 40_000), pixel -> pixel + 40_000);
        double[] ys = new double[N];
        Decimation.Points points = Decimation.reduce(abscissae(), ys, middle, 1, false);
        assertTrue(points.xs().length <= 101 + 8, "kept " + points.xs().length);
    }

    private static int indexOf(double[] values, double value) {
        int i = 0;
        while (values[i] != value) {
            i++;
        }
        return i;
    }

    private static long gaps(Decimation.Points points) {
        return Arrays.stream(points.ys()).filter(Double::isNaN).count();
    }

    private static double[] envelope(double[] xs, double[] ys, int column) {
        double[] result = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < xs.length; i++) {
            if ((int) (xs[i] / N * 100) == column) {
                result[0] = Math.min(result[0], ys[i]);
                result[1] = Math.max(result[1], ys[i]);
            }
        }
        return result;
    }
}
