package org.mirrorflow.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Paints the sample charts into a folder, for looking at; run by hand. */
final class ChartGallery {

    private ChartGallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Metrics screen = Metrics.screen(1).withHeader(true);
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK, Palette.HIGH_CONTRAST)) {
            write(folder.resolve("four-" + palette.id() + ".png"), SampleCharts.four(), palette, screen, 880, 640, 1);
        }
        write(folder.resolve("four-2x.png"), SampleCharts.four(), Palette.LIGHT, screen, 880, 640, 2);
        write(folder.resolve("four-small.png"), SampleCharts.four(), Palette.LIGHT, screen, 520, 400, 1);
        write(
                folder.resolve("four-presenter.png"),
                SampleCharts.four(),
                Palette.DARK,
                Metrics.presenter(),
                1440,
                900,
                1);
        write(
                folder.resolve("four-160.png"),
                SampleCharts.four(),
                Palette.LIGHT,
                Metrics.screen(1.6).withHeader(true),
                880,
                640,
                1);
        List<Chart> grammar = List.of(
                SampleCharts.grammar(),
                SampleCharts.grammar().withAxes(Axis.linear("$x$"), Axis.linear("y")),
                SampleCharts.grammar().withAxes(Axis.symlog("x", 0.5), Axis.log("y")),
                SampleCharts.grammar()
                        .withAxes(
                                Axis.linear("x").between(1e5, 1e6),
                                Axis.linear("y").between(-2e-5, 3e-5)));
        write(folder.resolve("grammar-light.png"), grammar, Palette.LIGHT, screen, 880, 640, 1);
        write(folder.resolve("grammar-dark.png"), grammar, Palette.DARK, screen, 880, 640, 1);
    }

    private static void write(
            Path file, List<Chart> charts, Palette palette, Metrics metrics, int width, int height, int scale)
            throws IOException {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        g.scale(scale, scale);
        for (int i = 0; i < charts.size(); i++) {
            Rectangle2D area = new Rectangle2D.Double(
                    i % 2 * width * 0.58, i / 2 * height / 2.0, i % 2 == 0 ? width * 0.58 : width * 0.42, height / 2.0);
            ChartPainter.paint(g, area, charts.get(i), palette, metrics);
        }
        g.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
