package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.app.plot.Layer.Emphasis;

class ChartPainterTest {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 240;

    private record Painted(BufferedImage image, PlotGeometry geometry) {

        Color at(double x, double y) {
            return new Color(image.getRGB((int) Math.floor(x), (int) Math.floor(y)));
        }
    }

    private static Painted paint(Chart chart, Palette palette, Metrics metrics, int width, int height) {
        BufferedImage image = new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        PlotGeometry geometry =
                ChartPainter.paint(g, new Rectangle2D.Double(0, 0, width, height), chart, palette, metrics);
        g.dispose();
        return new Painted(image, geometry);
    }

    private static Chart empty(Axis x, Axis y) {
        return Chart.of("id", "Title", "x", x, y);
    }

    private static Layer.Line flat(double level) {
        return new Layer.Line(new double[] {0, 1}, new double[] {level, level}, "", Role.RUN_A, Emphasis.LIVE);
    }

    /** How many pixels of a row of the plot are nearer to the first colour than to the second. */
    private static int nearer(Painted painted, double y, Color first, Color second) {
        int count = 0;
        Rectangle2D plot = painted.geometry().plot();
        for (int x = (int) plot.getMinX() + 2; x < plot.getMaxX() - 2; x++) {
            Color c = painted.at(x, y);
            count += distance(c, first) < distance(c, second) ? 1 : 0;
        }
        return count;
    }

    private static int distance(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed())
                + Math.abs(a.getGreen() - b.getGreen())
                + Math.abs(a.getBlue() - b.getBlue());
    }

    @Test
    void theTheoremLiesDashedOnTopOfTheRunWhateverTheOrderOfLayers() {
        Chart chart = empty(Axis.linear("x"), Axis.linear("y").between(-1, 1));
        for (Chart ordered : List.of(
                chart.with(flat(0), Layer.Theorem.level(0, "")), chart.with(Layer.Theorem.level(0, ""), flat(0)))) {
            for (Palette palette : List.of(Palette.LIGHT, Palette.DARK, Palette.HIGH_CONTRAST)) {
                Painted painted = paint(ordered, palette, Metrics.screen(1), WIDTH, HEIGHT);
                double y = painted.geometry().pixelY(0);
                int ink = nearer(painted, y, palette.theorem(), palette.mark(Role.RUN_A));
                double share = ink / (painted.geometry().plot().getWidth() - 4);
                // A dash of 6 and a gap of 4; the antialiased ends blur the share a little.
                assertTrue(share > 0.45 && share < 0.75, palette.id() + ": ink on " + share + " of the run");
            }
        }
    }

    @Test
    void geometryMapsBothWays() {
        Chart chart = empty(Axis.log("t").between(0.1, 1e4), Axis.symlog("y", 1).between(-50, 50));
        PlotGeometry geometry =
                paint(chart, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT).geometry();
        assertEquals(geometry.plot().getMinX(), geometry.pixelX(0.1), 1e-9);
        assertEquals(geometry.plot().getMaxX(), geometry.pixelX(1e4), 1e-9);
        assertEquals(geometry.plot().getMaxY(), geometry.pixelY(-50), 1e-9);
        assertEquals(23, geometry.valueX(geometry.pixelX(23)), 1e-9);
        assertEquals(-7, geometry.valueY(geometry.pixelY(-7)), 1e-9);
    }

    @Test
    void theRunIsWhereTheGeometrySays() {
        Chart chart = empty(Axis.linear("x"), Axis.log("y").between(1e-3, 1e3)).with(flat(20));
        Painted painted = paint(chart, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT);
        double x = painted.geometry().pixelX(0.5);
        assertTrue(distance(painted.at(x, painted.geometry().pixelY(20)), Palette.LIGHT.mark(Role.RUN_A)) < 60);
    }

    static Stream<Arguments> hardCases() {
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1, 1e300, -1e300, 1e-300, 5
        };
        double[] xs = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        List<Arguments> cases = new ArrayList<>();
        for (Axis x : List.of(Axis.linear("x"), Axis.log("x"), Axis.symlog("x", 1))) {
            for (Axis y : List.of(Axis.linear("y"), Axis.log("y"), Axis.symlog("y", 1e-3))) {
                Chart chart = empty(x, y);
                cases.add(Arguments.of("empty", chart));
                cases.add(Arguments.of(
                        "broken values",
                        chart.with(
                                new Layer.Line(xs, bad, "A", Role.RUN_A, Emphasis.LIVE, true),
                                new Layer.Line(bad, xs, "B", Role.RUN_B, Emphasis.FAINT),
                                new Layer.Band(xs, bad, xs, Role.RUN_C, "±"),
                                new Layer.Stems(xs, bad, xs, "s", Role.RUN_D, Layer.StemBody.PIN),
                                new Layer.Marks(bad, bad, "m", Role.DATA),
                                new Layer.Theorem(bad, xs, "t"),
                                Layer.Theorem.level(Double.NaN, "$\\frac{"),
                                new Layer.Tolerance(-1, true, "tol"),
                                new Layer.Event(Double.NaN, "never"))));
                cases.add(Arguments.of(
                        "one point",
                        chart.with(
                                new Layer.Line(new double[] {3}, new double[] {3}, "A", Role.RUN_A, Emphasis.LIVE))));
                cases.add(Arguments.of(
                        "constant", chart.with(flat(0)).with(new Chart.Annotation(0.5, 0, "here", Chart.Anchor.LEFT))));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("hardCases")
    void nothingThrowsAtAnySize(String name, Chart chart) {
        for (int[] size : new int[][] {{600, 400}, {90, 60}, {24, 18}, {1, 1}}) {
            PlotGeometry geometry = paint(
                            chart, Palette.LIGHT, Metrics.screen(1).withHeader(true), size[0], size[1])
                    .geometry();
            assertTrue(geometry.plot().getWidth() > 0 && geometry.plot().getHeight() > 0);
            assertTrue(Double.isFinite(geometry.xAxis().lower())
                    && Double.isFinite(geometry.yAxis().upper()));
        }
    }

    @Test
    void aValueThatALogAxisCannotShowBreaksTheLine() {
        double[] xs = {0, 1, 2, 3, 4};
        Chart chart = empty(Axis.linear("x"), Axis.log("y").between(0.1, 10))
                .with(new Layer.Line(xs, new double[] {1, 1, 0, 1, 1}, "", Role.RUN_A, Emphasis.LIVE));
        Painted painted = paint(chart, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT);
        double y = painted.geometry().pixelY(1);
        Color run = Palette.LIGHT.mark(Role.RUN_A);
        assertTrue(distance(painted.at(painted.geometry().pixelX(0.5), y), run) < 60);
        assertTrue(distance(painted.at(painted.geometry().pixelX(1.5), y), run) > 200);
        assertTrue(distance(painted.at(painted.geometry().pixelX(3.5), y), run) < 60);
    }

    @Test
    void aSpikeInAMillionSamplesReachesItsHeight() {
        int n = 1_000_000;
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = i;
        }
        ys[600_001] = 1;
        Chart chart = empty(Axis.linear("x"), Axis.linear("y").between(0, 1))
                .with(new Layer.Line(xs, ys, "", Role.RUN_A, Emphasis.LIVE));
        Painted painted = paint(chart, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT);
        double x = painted.geometry().pixelX(600_001);
        assertTrue(
                distance(painted.at(x, painted.geometry().pixelY(0.9)), Palette.LIGHT.mark(Role.RUN_A)) < 250,
                "the spike is there");
    }

    @Test
    void equalScaleMakesAUnitAsLongOnBothAxes() {
        Chart chart = empty(Axis.linear("x").between(-1, 1), Axis.linear("y").between(-1, 1))
                .withEqualScale();
        PlotGeometry geometry =
                paint(chart, Palette.LIGHT, Metrics.screen(1), 700, 300).geometry();
        double unitX = geometry.pixelX(1) - geometry.pixelX(0);
        double unitY = geometry.pixelY(0) - geometry.pixelY(1);
        assertEquals(unitX, unitY, 1e-9);
    }

    @Test
    void manyThreadsPaintTheSamePixels() throws Exception {
        List<Chart> charts = SampleCharts.four();
        List<int[]> alone = new ArrayList<>();
        for (Chart chart : charts) {
            alone.add(pixels(chart));
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<int[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Chart chart = charts.get(i % charts.size());
                tasks.add(() -> pixels(chart));
            }
            List<Future<int[]>> results = pool.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(alone.get(i % charts.size()), results.get(i).get());
            }
        }
    }

    private static int[] pixels(Chart chart) {
        BufferedImage image = paint(chart, Palette.DARK, Metrics.screen(1).withHeader(true), WIDTH, HEIGHT)
                .image();
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    @Test
    void threeRunsCarryMarksAndTwoDoNot() {
        Color run = Palette.LIGHT.mark(Role.RUN_A);
        Chart two = empty(Axis.linear("x"), Axis.linear("y").between(-3, 3)).with(flat(0), line(1, Role.RUN_B));
        Chart three = two.with(line(2, Role.RUN_C));
        Painted bare = paint(two, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT);
        Painted marked = paint(three, Palette.LIGHT, Metrics.screen(1), WIDTH, HEIGHT);
        double above = bare.geometry().pixelY(0) - 3.5;
        assertEquals(0, nearer(bare, above, run, Color.WHITE));
        assertTrue(nearer(marked, above, run, Color.WHITE) > 0);
    }

    private static Layer.Line line(double level, Role role) {
        double[] xs = SampleCharts.decades(-3, 0, 300);
        return new Layer.Line(xs, SampleCharts.at(xs, x -> level), "", role, Emphasis.PINNED);
    }

    @Test
    void aMatrixHasItsFirstRowOnTopAreasForSizesHollowNegativesAndDashedPredictions() {
        double[] values = {1, -1, 0.25, 0, 0, 0};
        double[] predicted = {0, 0, 0, 1, 0, 0};
        Chart chart =
                empty(Axis.linear("$j$"), Axis.rows("")).with(new Layer.Cells(2, 3, values, predicted, 1, Role.RUN_A));
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            Painted painted = paint(chart, palette, Metrics.screen(1), WIDTH, HEIGHT);
            PlotGeometry geometry = painted.geometry();
            assertTrue(geometry.pixelY(1) < geometry.pixelY(2), "row 1 lies above row 2");
            assertEquals(2, geometry.valueY(geometry.pixelY(2)), 1e-9);
            Color run = palette.mark(Role.RUN_A);
            double cell = Math.min(geometry.pixelX(2) - geometry.pixelX(1), geometry.pixelY(2) - geometry.pixelY(1));
            assertEquals(run, painted.at(geometry.pixelX(1), geometry.pixelY(1)));
            assertEquals(run, painted.at(geometry.pixelX(1) + 0.4 * cell, geometry.pixelY(1)));
            assertEquals(palette.plot(), painted.at(geometry.pixelX(2), geometry.pixelY(1) + 3), "hollow inside");
            assertEquals(run, painted.at(geometry.pixelX(3), geometry.pixelY(1)));
            // A quarter of the area: half the side.
            assertEquals(palette.plot(), painted.at(geometry.pixelX(3) + 0.3 * cell, geometry.pixelY(1) + 5));
            assertEquals(palette.plot(), painted.at(geometry.pixelX(1) + 5, geometry.pixelY(2) + 5));
            double edge = geometry.pixelY(2) - cell / 2;
            int ink = 0;
            for (double y = edge; y < edge + 0.1 * cell; y++) {
                for (double x = geometry.pixelX(1) - 0.4 * cell; x < geometry.pixelX(1) + 0.4 * cell; x++) {
                    Color c = painted.at(x, y);
                    ink += distance(c, palette.theorem()) < distance(c, palette.plot()) ? 1 : 0;
                }
            }
            assertTrue(ink > 0.3 * cell && ink < 2 * cell, ink + " pixels of dashes along " + 0.8 * cell);
        }
        assertThrows(IllegalArgumentException.class, () -> new Layer.Cells(2, 2, values, null, 1, Role.RUN_A));
        assertThrows(IllegalArgumentException.class, () -> new Layer.Cells(2, 3, values, null, 0, Role.RUN_A));
    }
}
