package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.stage.Stage;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;

/**
 * How many pictures a second charts show when each frame asks all of them for a new one, for people. The newest sample moves
 * with every picture, so that none can be kept.
 *
 * <p>Named arguments: {@code --charts=8 --points=2000 --lines=1 --seconds=8 --width=1280 --height=800}; a surface shows at most
 * {@value PixelSurface#FRAMES_PER_SECOND} pictures a second.
 */
public final class ChartTiming extends Application {

    /** Opens the window, measures, prints. */
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        int charts = Integer.parseInt(named.getOrDefault("charts", "8"));
        int points = Integer.parseInt(named.getOrDefault("points", "2000"));
        int lines = Integer.parseInt(named.getOrDefault("lines", "1"));
        int seconds = Integer.parseInt(named.getOrDefault("seconds", "8"));
        GridPane grid = new GridPane();
        List<PixelSurface> surfaces = new ArrayList<>();
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
            surface.setPainter(painter(xs, lines));
        }
        stage.setScene(new Scene(
                grid,
                Double.parseDouble(named.getOrDefault("width", "1280")),
                Double.parseDouble(named.getOrDefault("height", "800"))));
        stage.show();
        AnimationTimer everyFrame = new AnimationTimer() {
            @Override
            public void handle(long now) {
                surfaces.forEach(PixelSurface::repaint);
            }
        };
        everyFrame.start();
        Thread.ofPlatform().start(() -> {
            try {
                measure(surfaces, points, lines, seconds);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                Platform.exit();
            }
        });
    }

    /** Noise over a slope in every line; each picture is computed from arrays of its own, as a growing history is. */
    private static PixelSurface.Painter painter(double[] xs, int lines) {
        double[][] histories = new double[lines][];
        for (int k = 0; k < lines; k++) {
            double[] ys = new double[xs.length];
            for (int i = 0; i < ys.length; i++) {
                ys[i] = k + (double) i / ys.length + 0.2 * Math.sin(1e3 * i * i);
            }
            histories[k] = ys;
        }
        int[] picture = {0};
        return (image, scale) -> {
            picture[0]++;
            List<Layer> layers = new ArrayList<>();
            for (double[] ys : histories) {
                ys[ys.length - 1] = Math.sin(picture[0]);
                layers.add(new Layer.Line(xs, ys, "", Role.RUN_A, Layer.Emphasis.LIVE));
            }
            Chart chart = Chart.of("timing", "Timing", "y", Axis.linear("step"), Axis.linear("value"))
                    .withLayers(layers);
            ChartPainter.paint(image, scale, chart, Palette.LIGHT, Metrics.screen(1));
        };
    }

    private static void measure(List<PixelSurface> surfaces, int points, int lines, int seconds)
            throws InterruptedException {
        // The first seconds compile the painter.
        Thread.sleep(5000);
        long before = surfaces.stream().mapToLong(PixelSurface::pictures).sum();
        long began = System.nanoTime();
        Thread.sleep(1000L * seconds);
        double took = (System.nanoTime() - began) / 1e9;
        long after = surfaces.stream().mapToLong(PixelSurface::pictures).sum();
        System.out.printf(
                Locale.ROOT,
                "%d charts, %d lines of %,d points: %.1f pictures a second of each%n",
                surfaces.size(),
                lines,
                points,
                (after - before) / took / surfaces.size());
    }
}
