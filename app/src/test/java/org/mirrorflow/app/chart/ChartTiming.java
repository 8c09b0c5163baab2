package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Parent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;

/**
 * Charts that are asked for a new picture at every frame; the newest sample moves with every picture, so that none can be
 * kept. A surface shows at most {@value PixelSurface#FRAMES_PER_SECOND} pictures a second.
 */
public final class ChartTiming {

    private final List<PixelSurface> surfaces = new ArrayList<>();
    private final GridPane grid = new GridPane();
    private final AnimationTimer everyFrame = new AnimationTimer() {
        @Override
        public void handle(long now) {
            surfaces.forEach(PixelSurface::repaint);
        }
    };

    /** Charts of one line of so many points each. */
    public ChartTiming(int charts, int points) {
        double[] xs = new double[points];
        for (int i = 0; i < points; i++) {
            xs[i] = i;
        }
        int columns = (int) Math.ceil(Math.sqrt(charts));
        for (int i = 0; i < charts; i++) {
            PixelSurface surface = new PixelSurface();
            surface.setPrefSize(4000, 4000);
            GridPane.setHgrow(surface, Priority.ALWAYS);
            GridPane.setVgrow(surface, Priority.ALWAYS);
            grid.add(surface, i % columns, i / columns);
            surfaces.add(surface);
            surface.setPainter(painter(xs));
        }
    }

    /** What stands in the window. */
    public Parent root() {
        return grid;
    }

    /** Begins to draw; on the FX thread. */
    public void start() {
        everyFrame.start();
    }

    /** Draws no more; on the FX thread. */
    public void stop() {
        everyFrame.stop();
    }

    /** Pictures a second of each chart, over so many seconds after others in which the painter is compiled. */
    public double picturesPerSecond(double warmUp, double seconds) throws InterruptedException {
        Thread.sleep((long) (1000 * warmUp));
        long before = pictures();
        long began = System.nanoTime();
        Thread.sleep((long) (1000 * seconds));
        return (pictures() - before) / ((System.nanoTime() - began) / 1e9) / surfaces.size();
    }

    private long pictures() {
        return surfaces.stream().mapToLong(PixelSurface::pictures).sum();
    }

    /** Noise over a slope. */
    private static PixelSurface.Painter painter(double[] xs) {
        double[] ys = new double[xs.length];
        for (int i = 0; i < ys.length; i++) {
            ys[i] = (double) i / ys.length + 0.2 * Math.sin(1e3 * i * i);
        }
        int[] picture = {0};
        return (image, scale) -> {
            ys[ys.length - 1] = Math.sin(++picture[0]);
            Chart chart = Chart.of("timing", "Timing", "y", Axis.linear("step"), Axis.linear("value"))
                    .with(new Layer.Line(xs, ys, "", Role.RUN_A, Layer.Emphasis.LIVE));
            ChartPainter.paint(image, scale, chart, Palette.LIGHT, Metrics.screen(1));
        };
    }
}
