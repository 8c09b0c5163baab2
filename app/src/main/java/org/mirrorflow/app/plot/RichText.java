package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of words with formulas between dollar signs, measured independently of the device.
 *
 * <p>Characters that the face lacks come from {@link Fonts#MATHS}. A formula that TeX cannot read appears as its source.
 */
final class RichText {

    /** Fractional, antialiased, unscaled: the same widths on screen and paper. */
    static final FontRenderContext FRC = new FontRenderContext(null, true, true);

    /** The words of axes and legends are the same in one picture after another, and measuring them is slow. */
    private static final Map<Key, RichText> KEPT = new ConcurrentHashMap<>();

    /** More than a window shows at a time; beyond, all are measured anew. */
    private static final int MOST_KEPT = 4096;

    private static final double SUPERSCRIPT_SIZE = 0.74;
    private static final double SUPERSCRIPT_RISE = 0.36;

    private final List<Run> runs = new ArrayList<>();
    private final double size;
    private String markup = "";
    private boolean strong;
    private double width;
    private double ascent;
    private double depth;

    private record Key(String markup, Fonts face, double size) {}

    private sealed interface Run {}

    private record Words(double x, double rise, String text, Font font) implements Run {}

    private record Formula(double x, Tex.Outline outline, double size) implements Run {}

    private RichText(double size) {
        this.size = size;
        this.ascent = 0.72 * size;
        this.depth = 0.02 * size;
    }

    /** Words and formulas at a text size. */
    static RichText of(String markup, Fonts face, double size) {
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(new Key(markup, face, size), RichText::measured);
    }

    private static RichText measured(Key key) {
        String markup = key.markup();
        Fonts face = key.face();
        double size = key.size();
        RichText text = new RichText(size);
        text.markup = markup;
        text.strong = face.isStrong();
        boolean formula = false;
        for (String part : markup.split("\\$", -1)) {
            if (!part.isEmpty()) {
                if (formula) {
                    text.addFormula(part, face);
                } else {
                    text.addWords(part, face, size, 0);
                }
            }
            formula = !formula;
        }
        return text;
    }

    /** One formula at a text size. */
    static RichText formula(String tex, Fonts face, double size) {
        RichText text = new RichText(size);
        text.markup = "$" + tex + "$";
        text.addFormula(tex, face);
        return text;
    }

    /** {@code prefix10ᵏ}, with a true minus and a raised exponent. */
    static RichText power(String prefix, int exponent, Fonts face, double size) {
        RichText text = new RichText(size);
        text.markup = "$" + prefix.replace("\u2212", "-").replace("\u00b7", "\\cdot ") + "10^{" + exponent + "}$";
        text.addWords(prefix + "10", face, size, 0);
        text.addWords(Numbers.integer(exponent), face, SUPERSCRIPT_SIZE * size, SUPERSCRIPT_RISE * size);
        return text;
    }

    double width() {
        return width;
    }

    double ascent() {
        return ascent;
    }

    double depth() {
        return depth;
    }

    double height() {
        return ascent + depth;
    }

    double size() {
        return size;
    }

    /** Paints with the baseline starting at this point. */
    void paint(Graphics2D g, double x, double baseline, Color ink) {
        paint(g, x, baseline, ink, null, 0);
    }

    /** Paints on a halo that keeps the words readable on lines. */
    void paint(Graphics2D g, double x, double baseline, Color ink, @Nullable Color halo, double haloWidth) {
        if (halo != null) {
            g.setColor(halo);
            g.setStroke(new BasicStroke((float) (2 * haloWidth), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (Run run : runs) {
                g.draw(outline(run, x, baseline));
            }
        }
        if (g.getRenderingHint(PaintNotes.KEY) instanceof PaintNotes notes && width > 0) {
            notes.words(new PaintNotes.Words(markup, x, baseline, width, size, strong, ink));
        }
        g.setColor(ink);
        for (Run run : runs) {
            switch (run) {
                case Words words -> {
                    g.setFont(words.font());
                    g.drawString(words.text(), (float) (x + words.x()), (float) (baseline - words.rise()));
                }
                case Formula formula -> formula.outline().paint(g, x + formula.x(), baseline, formula.size());
            }
        }
    }

    private static Shape outline(Run run, double x, double baseline) {
        return switch (run) {
            case Words words ->
                words.font().createGlyphVector(FRC, words.text()).getOutline((float) (x + words.x()), (float)
                        (baseline - words.rise()));
            case Formula formula -> formula.outline().at(x + formula.x(), baseline, formula.size());
        };
    }

    private void addFormula(String tex, Fonts face) {
        Optional<Tex.Outline> outline = Tex.outline(tex);
        if (outline.isEmpty()) {
            addWords(tex, face, size, 0);
            return;
        }
        Formula formula = new Formula(width, outline.get(), Tex.SIZE_RATIO * size);
        runs.add(formula);
        width += formula.outline().width() * formula.size();
        ascent = Math.max(ascent, formula.outline().ascent() * formula.size());
        depth = Math.max(depth, formula.outline().depth() * formula.size());
    }

    private void addWords(String words, Fonts face, double fontSize, double rise) {
        int start = 0;
        while (start < words.length()) {
            boolean shown = face.canShow(words.codePointAt(start));
            int end = start;
            while (end < words.length() && face.canShow(words.codePointAt(end)) == shown) {
                end += Character.charCount(words.codePointAt(end));
            }
            Font font = (shown ? face : Fonts.MATHS).awt(fontSize);
            String part = words.substring(start, end);
            runs.add(new Words(width, rise, part, font));
            width += font.createGlyphVector(FRC, part).getLogicalBounds().getWidth();
            start = end;
        }
        ascent = Math.max(ascent, rise + 0.72 * fontSize);
        depth = Math.max(depth, (hasDescender(words) ? 0.22 : 0.02) * fontSize - rise);
    }

    private static boolean hasDescender(String words) {
        return words.chars().anyMatch(c -> "gjpqy,;()[]{}|Qβγζημρφχψ₀₁₂₃₄₅₆₇₈₉ᵢ".indexOf(c) >= 0);
    }
}
