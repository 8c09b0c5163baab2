package org.mirrorflow.app.plot;

import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/**
 * Formulas typeset by JLaTeXMath and kept as outlines.
 *
 * <p>JLaTeXMath shares mutable state between formulas, so typesetting happens under one lock; the outlines are immutable,
 * need no font in an exported file and may be painted by any thread.
 */
public final class Tex {

    /** Formula size over text size: the x-height of Computer Modern is .43 em, that of Plex .52. */
    public static final double SIZE_RATIO = 1.15;

    private static final int CACHE_SIZE = 512;
    private static final float TYPESET_SIZE = 100;

    private static final Map<String, Optional<Outline>> CACHE =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<Outline>> eldest) {
                    return size() > CACHE_SIZE;
                }
            };

    private Tex() {}

    /**
     * A formula of size 1 with its reference point on the baseline at the left.
     *
     * @param shape the ink
     * @param width advance
     * @param ascent height above the baseline
     * @param depth depth below the baseline
     */
    public record Outline(Shape shape, double width, double ascent, double depth) {

        /** The ink for a formula of this size whose baseline starts at this point. */
        public Shape at(double x, double baseline, double size) {
            AffineTransform transform = AffineTransform.getTranslateInstance(x, baseline);
            transform.scale(size, size);
            return transform.createTransformedShape(shape);
        }

        /** Fills the formula in the current paint. */
        public void paint(Graphics2D g, double x, double baseline, double size) {
            g.fill(at(x, baseline, size));
        }
    }

    /**
     * Typesets a formula in text style.
     *
     * @param tex the formula, without dollar signs
     * @return its outline, or empty when JLaTeXMath cannot read it
     */
    public static Optional<Outline> outline(String tex) {
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(tex, Tex::typeset);
        }
    }

    private static Optional<Outline> typeset(String tex) {
        try {
            TeXIcon icon = new TeXFormula(tex).createTeXIcon(TeXConstants.STYLE_TEXT, TYPESET_SIZE);
            icon.setInsets(new Insets(0, 0, 0, 0), true);
            OutlineCollector collector = new OutlineCollector();
            icon.paintIcon(null, collector, 0, 0);
            double depth = icon.getTrueIconDepth();
            double ascent = icon.getTrueIconHeight() - depth;
            AffineTransform toUnit = AffineTransform.getScaleInstance(1 / TYPESET_SIZE, 1 / TYPESET_SIZE);
            toUnit.translate(0, -ascent);
            return Optional.of(new Outline(
                    new Path2D.Double(collector.collected(), toUnit),
                    icon.getTrueIconWidth() / TYPESET_SIZE,
                    ascent / TYPESET_SIZE,
                    depth / TYPESET_SIZE));
        } catch (RuntimeException e) {
            // JLaTeXMath reports bad input by several unrelated unchecked exceptions; the caller shows the source then.
            return Optional.empty();
        }
    }
}
