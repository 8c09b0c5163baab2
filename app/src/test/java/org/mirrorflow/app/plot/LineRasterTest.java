package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines on the screen are those that Java2D draws, to what no eye can tell apart. */
class LineRasterTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 160;

    /** Points across the picture whose height trembles by that share of the step; 0 is a gentle curve. */
    private static double[][] line(int points, double tremble) {
        Random random = new Random(5);
        double[] xs = new double[points];
        double[] ys = new double[points];
        for (int i = 0; i < points; i++) {
            xs[i] = -10 + 260.0 * i / (points - 1);
            ys[i] = 80 + 90 * Math.sin(5.0 * i / points) + tremble * (random.nextDouble() - 0.5);
        }
        return new double[][] {xs, ys};
    }

    private static BufferedImage picture(double scale, double thickness, Color ink, double[][] line, boolean raster) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = ChartPainter.prepared(image.createGraphics());
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.scale(scale, scale);
        g.clip(new Rectangle2D.Double(7.3, 5.5, 200.4, 121.2));
        if (raster) {
            g.setRenderingHint(ScreenTarget.KEY, ScreenTarget.of(image));
            LineRaster.draw(ScreenTarget.under(g), line[0], line[1], thickness, ink);
        } else {
            Path2D path = new Path2D.Double();
            path.moveTo(line[0][0], line[1][0]);
            for (int i = 1; i < line[0].length; i++) {
                path.lineTo(line[0][i], line[1][i]);
            }
            g.setColor(ink);
            g.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(path);
        }
        g.dispose();
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        // A gentle curve, a coarse zigzag, a dense one, a straight line; at one and one and a half pixels a unit;
        // opaque and faint.
        "60, 0, 2, 1, 255, 15, 0.5",
        "60, 0, 0.9, 1.5, 56, 4, 0.4",
        "25, 150, 1.75, 1.5, 255, 30, 0.5",
        // Where a dense line leaves a hole smaller than a pixel, shares add up in Java2D and do not here.
        "400, 90, 2, 1, 255, 120, 4.5",
        "2, 0, 2, 1, 255, 5, 0.6"
    })
    void drawsWhatJava2dDraws(
            int points, double tremble, double thickness, double scale, int alpha, int most, double average) {
        Color ink = new Color(0, 114, 178, alpha);
        double[][] line = line(points, tremble);
        BufferedImage ours = picture(scale, thickness, ink, line, true);
        BufferedImage theirs = picture(scale, thickness, ink, line, false);
        long sum = 0;
        int worst = 0;
        int inked = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int a = ours.getRGB(x, y);
                int b = theirs.getRGB(x, y);
                inked += a == -1 ? 0 : 1;
                assertEquals(255, a >>> 24);
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = Math.abs((a >> shift & 255) - (b >> shift & 255));
                    sum += difference;
                    worst = Math.max(worst, difference);
                }
            }
        }
        double mean = sum / (3.0 * inked);
        assertTrue(inked > 100, "nothing drawn");
        assertTrue(worst <= most, "a pixel differs by " + worst);
        assertTrue(mean <= average, "inked pixels differ by " + mean + " on average");
    }
}
