package org.mirrorflow.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one chart shows. Immutable; the {@code with…} methods return a changed copy.
 *
 * @param id stable name in files, e.g. {@code loss}
 * @param title the quantity in plain words
 * @param symbolTex its symbol in TeX without dollar signs, empty for none
 * @param x the abscissa
 * @param y the ordinate
 * @param layers what is drawn, in this order, save that theorems come last
 * @param annotations words in the plot
 * @param margin values and limits at the right margin, or null
 * @param legend marks explained in the header, only those without room for a label on the line
 * @param residual the chip in the upper right corner, or null
 * @param equalScale whether a unit is as long on both axes, as in every plane plot
 */
public record Chart(
        String id,
        String title,
        String symbolTex,
        Axis x,
        Axis y,
        List<Layer> layers,
        List<Annotation> annotations,
        @Nullable Margin margin,
        List<LegendEntry> legend,
        @Nullable Residual residual,
        boolean equalScale) {

    /** Where the words of an annotation stand, seen from its point. */
    public enum Anchor {
        RIGHT,
        LEFT,
        ABOVE,
        BELOW
    }

    /**
     * Words at a point of the plot, with a halo.
     *
     * @param x abscissa
     * @param y ordinate
     * @param text the words, TeX between dollar signs
     * @param anchor where the words stand
     */
    public record Annotation(double x, double y, String text, Anchor anchor) {}

    /**
     * The columns beyond the right edge of the plot.
     *
     * @param valueHeading over the values, e.g. "t = 1.45"; empty when no values are shown
     * @param limitHeading over the limits, e.g. "limit"; empty when no limits are shown
     * @param rows the rows, each beside its ordinate; the painter moves them apart where they would overlap
     */
    public record Margin(String valueHeading, String limitHeading, List<MarginRow> rows) {

        public Margin {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row of the right margin.
     *
     * @param y the ordinate it belongs to
     * @param label the symbol, TeX between dollar signs
     * @param value the value at the cursor, in the run's colour; NaN shows none
     * @param limit the predicted limit, in ink; NaN shows none
     * @param role whose value it is
     */
    public record MarginRow(double y, String label, double value, double limit, Role role) {}

    /** What a legend's sample looks like. */
    public enum Sample {
        LINE,
        THEOREM,
        TOLERANCE,
        BAND,
        MARK
    }

    /**
     * One entry of the header's legend.
     *
     * @param sample the drawn sample
     * @param role its colour; ignored for theorem and tolerance, which are ink
     * @param text the words
     */
    public record LegendEntry(Sample sample, Role role, String text) {}

    /**
     * The residual of this chart's theorem.
     *
     * @param verdict the glyph
     * @param text the number or word, e.g. "2.5e−8"
     */
    public record Residual(Verdict verdict, String text) {}

    public Chart {
        layers = List.copyOf(layers);
        annotations = List.copyOf(annotations);
        legend = List.copyOf(legend);
    }

    /** An empty chart. */
    public static Chart of(String id, String title, String symbolTex, Axis x, Axis y) {
        return new Chart(id, title, symbolTex, x, y, List.of(), List.of(), null, List.of(), null, false);
    }

    /** With these layers added. */
    public Chart with(Layer... added) {
        return withLayers(joined(layers, List.of(added)));
    }

    /** With these layers instead. */
    public Chart withLayers(List<? extends Layer> replaced) {
        return new Chart(
                id, title, symbolTex, x, y, List.copyOf(replaced), annotations, margin, legend, residual, equalScale);
    }

    /** With these annotations added. */
    public Chart with(Annotation... added) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                joined(annotations, List.of(added)),
                margin,
                legend,
                residual,
                equalScale);
    }

    /** With these legend entries added. */
    public Chart with(LegendEntry... added) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                margin,
                joined(legend, List.of(added)),
                residual,
                equalScale);
    }

    /** With this legend instead. */
    public Chart withLegend(List<LegendEntry> replaced) {
        return new Chart(id, title, symbolTex, x, y, layers, annotations, margin, replaced, residual, equalScale);
    }

    /** With this right margin, or none. */
    public Chart withMargin(@Nullable Margin replaced) {
        return new Chart(id, title, symbolTex, x, y, layers, annotations, replaced, legend, residual, equalScale);
    }

    /** With this residual, or none. */
    public Chart withResidual(@Nullable Residual replaced) {
        return new Chart(id, title, symbolTex, x, y, layers, annotations, margin, legend, replaced, equalScale);
    }

    /** With these axes. */
    public Chart withAxes(Axis newX, Axis newY) {
        return new Chart(id, title, symbolTex, newX, newY, layers, annotations, margin, legend, residual, equalScale);
    }

    /** With this title, which names the moment in charts of a single time ("Weights at t = 1.45"). */
    public Chart withTitle(String replaced) {
        return new Chart(id, replaced, symbolTex, x, y, layers, annotations, margin, legend, residual, equalScale);
    }

    /** With a unit as long on both axes. */
    public Chart withEqualScale() {
        return new Chart(id, title, symbolTex, x, y, layers, annotations, margin, legend, residual, true);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
    }
}
