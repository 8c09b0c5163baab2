package org.mirrorflow.app.control;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.ParseException;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/**
 * Typesets TeX into images on one background thread and remembers the results. JLaTeXMath keeps mutable static state, so
 * every use of it in the program synchronises on {@code TeXFormula.class}.
 */
final class TexRenderer {

    /**
     * What makes two pictures the same.
     *
     * @param tex the formula
     * @param display display style (limits above and below) instead of text style
     * @param size type size in logical pixels
     * @param scale device pixels per logical pixel
     * @param argb colour
     */
    record Key(String tex, boolean display, double size, double scale, int argb) {}

    /**
     * A typeset formula.
     *
     * @param image device pixels
     * @param width logical width
     * @param height logical height
     * @param baseline logical distance from the top to the baseline
     */
    record Picture(Image image, double width, double height, double baseline) {}

    private static final int REMEMBERED = 1_000;
    private static final ExecutorService WORKER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "typesetter");
        thread.setDaemon(true);
        return thread;
    });
    private static final Map<Key, Picture> PICTURES = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Picture> eldest) {
            return size() > REMEMBERED;
        }
    });

    private TexRenderer() {}

    /** The picture if it is remembered. */
    static @Nullable Picture remembered(Key key) {
        return PICTURES.get(key);
    }

    /** The picture, typeset on the background thread. */
    static CompletableFuture<Picture> typeset(Key key) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Picture known = PICTURES.get(key);
                    if (known == null) {
                        known = draw(key);
                        PICTURES.put(key, known);
                    }
                    return known;
                },
                WORKER);
    }

    private static Picture draw(Key key) {
        synchronized (TeXFormula.class) {
            TeXIcon icon = formula(key.tex())
                    .createTeXIcon(
                            key.display() ? TeXConstants.STYLE_DISPLAY : TeXConstants.STYLE_TEXT,
                            (float) (key.size() * key.scale()));
            icon.setForeground(new Color(key.argb(), true));
            int width = Math.max(1, icon.getIconWidth());
            int height = Math.max(1, icon.getIconHeight());
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            icon.paintIcon(null, graphics, 0, 0);
            graphics.dispose();
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            WritableImage shown = new WritableImage(width, height);
            shown.getPixelWriter()
                    .setPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
            double baseline = height - icon.getIconDepth();
            return new Picture(shown, width / key.scale(), height / key.scale(), baseline / key.scale());
        }
    }

    /** A formula that does not parse is shown as its own source, so that nothing disappears. */
    private static TeXFormula formula(String tex) {
        try {
            return new TeXFormula(tex);
        } catch (ParseException bad) {
            return new TeXFormula("\\texttt{" + tex.replaceAll("[\\\\{}$&#^_%~]", " ") + "}");
        }
    }
}
