package org.mirrorflow.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Measures how long a painting takes; run by hand. */
final class PaintTiming {

    private PaintTiming() {}

    public static void main(String[] arguments) {
        Chart eight = Chart.of("eight", "Eight", "f", Axis.log("t"), Axis.log("f"));
        for (int k = 0; k < 8; k++) {
            double rate = 0.2 + 0.1 * k;
            double[] ts = SampleCharts.decades(-1, 4, 2000);
            eight = eight.with(new Layer.Line(
                    ts,
                    SampleCharts.at(ts, t -> Math.pow(t, -rate) * (1.2 + Math.sin(20 * Math.log(t)))),
                    "r" + k,
                    Role.run(k),
                    Layer.Emphasis.LIVE));
        }
        double[] million = new double[1_000_000];
        Arrays.setAll(million, i -> 1 + i);
        Chart long1 = Chart.of("long", "Long", "f", Axis.linear("step"), Axis.log("f"))
                .with(new Layer.Line(
                        million,
                        SampleCharts.at(million, t -> (2 + Math.sin(t)) / Math.sqrt(t)),
                        "A",
                        Role.RUN_A,
                        Layer.Emphasis.LIVE));
        time("8 x 2000", eight);
        time("1e6 linear x", long1);
        time("1e6 log x", long1.withAxes(Axis.log("step"), Axis.log("f")));
        time("coordinates", SampleCharts.coordinates());
        time("weights", SampleCharts.weights());
    }

    private static void time(String name, Chart chart) {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_ARGB_PRE);
        double[] ms = new double[40];
        for (int i = 0; i < ms.length; i++) {
            Graphics2D g = image.createGraphics();
            long start = System.nanoTime();
            ChartPainter.paint(g, new Rectangle2D.Double(0, 0, 900, 600), chart, Palette.LIGHT, Metrics.screen(1));
            ms[i] = (System.nanoTime() - start) / 1e6;
            g.dispose();
        }
        double first = ms[0];
        Arrays.sort(ms);
        System.out.printf("%-14s first %.1f ms, median %.1f ms, p90 %.1f ms%n", name, first, ms[20], ms[36]);
    }
}
