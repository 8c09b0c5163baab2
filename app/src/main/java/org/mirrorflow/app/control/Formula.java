package org.mirrorflow.app.control;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Tex;

/**
 * A typeset formula as an SVG path, {@value #SIZE} units to the em, its baseline at y = 0.
 *
 * @param path the ink, empty when the TeX cannot be read
 * @param width width of the ink, which starts at x = 0
 * @param ascent height of the ink above the baseline
 * @param depth depth of the ink below the baseline
 */
record Formula(String path, double width, double ascent, double depth) {

    /** Units to the em. */
    static final double SIZE = 100;

    private static final int REMEMBERED = 512;
    private static final Executor TYPESETTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "typesetter");
        thread.setDaemon(true);
        return thread;
    });
    private static final Map<String, Formula> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Formula> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Whether the TeX could be read. */
    boolean readable() {
        return width > 0;
    }

    /** The formula if it was typeset before. */
    static @Nullable Formula known(String tex) {
        return KNOWN.get(tex);
    }

    /** Typesets on a background thread and hands the formula over there. */
    static void typeset(String tex, Consumer<Formula> receiver) {
        TYPESETTER.execute(() -> {
            Formula formula = Tex.outline(tex).map(Formula::of).orElseGet(() -> new Formula("", 0, 0, 0));
            KNOWN.put(tex, formula);
            receiver.accept(formula);
        });
    }

    private static Formula of(Tex.Outline outline) {
        Rectangle2D ink = outline.shape().getBounds2D();
        AffineTransform toUnits = AffineTransform.getScaleInstance(SIZE, SIZE);
        toUnits.translate(-ink.getMinX(), 0);
        StringBuilder path = new StringBuilder();
        double[] c = new double[6];
        PathIterator steps = outline.shape().getPathIterator(toUnits);
        for (; !steps.isDone(); steps.next()) {
            switch (steps.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> append(path, 'M', c, 2);
                case PathIterator.SEG_LINETO -> append(path, 'L', c, 2);
                case PathIterator.SEG_QUADTO -> append(path, 'Q', c, 4);
                case PathIterator.SEG_CUBICTO -> append(path, 'C', c, 6);
                default -> path.append('Z');
            }
        }
        return new Formula(
                path.toString(),
                ink.getWidth() * SIZE,
                Math.max(0, -ink.getMinY()) * SIZE,
                Math.max(0, ink.getMaxY()) * SIZE);
    }

    private static void append(StringBuilder path, char command, double[] coordinates, int count) {
        path.append(command);
        for (int i = 0; i < count; i++) {
            path.append(String.format(Locale.ROOT, "%.2f ", coordinates[i]));
        }
    }
}
