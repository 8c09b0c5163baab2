package org.mirrorflow.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param legendPlace where the legend stands
 * @param inset an enlarged part in a corner of the plot, or null
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
        boolean equalScale,
        LegendPlace legendPlace,
        @Nullable Inset inset) {

    /** Where the legend stands. */
    public enum LegendPlace {
        /** Above the plot. */
        ABOVE,
        /** In the plot's corner. */
        TOP_LEFT,
        /** In the plot's corner. */
        TOP_RIGHT,
        /** In the plot's corner. */
        BOTTOM_LEFT,
        /** In the plot's corner. */
        BOTTOM_RIGHT;

        /** Stable id in files, e.g. {@code top-left}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean left() {
            return this == TOP_LEFT || this == BOTTOM_LEFT;
        }

        boolean top() {
            return this == TOP_LEFT || this == TOP_RIGHT;
        }
    }

    /**
     * An enlarged part of the plot, framed in the plot itself and drawn in one of its corners.
     *
     * @param x the part of the abscissa
     * @param y the part of the ordinate
     * @param corner where it is drawn; not {@link LegendPlace#ABOVE}
     * @param share its width and height as a share of the plot's, between 0.15 and 0.8
     */
    public record Inset(Axis.Range x, Axis.Range y, LegendPlace corner, double share) {

        public Inset {
            if (corner == LegendPlace.ABOVE || !(share >= 0.15 && share <= 0.8)) {
                throw new IllegalArgumentException("An inset takes 0.15 to 0.8 of the plot, in one of its corners; got "
                        + share + ", " + corner.id() + ".");
            }
        }
    }

    /** Where the words of an annotation stand, seen from its point. */
    public enum Anchor {
        RIGHT,
        LEFT,
        ABOVE,
        BELOW
    }

    /**
     * Words at a point of the plot, with a halo; or away from it, with an arrow to the point.
     *
     * @param x abscissa
     * @param y ordinate
     * @param text the words, TeX between dollar signs
     * @param anchor where the words stand, if they have no arrow
     * @param right how far right of the point the words begin their arrow, in heights of the tick labels; with
     *     {@code up} 0 for no arrow
     * @param up how far above
     */
    public record Annotation(double x, double y, String text, Anchor anchor, double right, double up) {

        /** Words beside their point. */
        public Annotation(double x, double y, String text, Anchor anchor) {
            this(x, y, text, anchor, 0, 0);
        }

        /** With the words so far away from the point, in heights of the tick labels. */
        public Annotation away(double toTheRight, double above) {
            return new Annotation(x, y, text, anchor, toTheRight, above);
        }

        /** Whether an arrow leads from the words to the point. */
        public boolean hasArrow() {
            return right != 0 || up != 0;
        }
    }

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
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                false,
                LegendPlace.ABOVE,
                null);
    }

    /** With these layers added. */
    public Chart with(Layer... added) {
        return withLayers(joined(layers, List.of(added)));
    }

    /** With these layers instead. */
    public Chart withLayers(List<? extends Layer> replaced) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                List.copyOf(replaced),
                annotations,
                margin,
                legend,
                residual,
                equalScale,
                legendPlace,
                inset);
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
                equalScale,
                legendPlace,
                inset);
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
                equalScale,
                legendPlace,
                inset);
    }

    /** With this legend instead. */
    public Chart withLegend(List<LegendEntry> replaced) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                margin,
                replaced,
                residual,
                equalScale,
                legendPlace,
                inset);
    }

    /** With this right margin, or none. */
    public Chart withMargin(@Nullable Margin replaced) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                replaced,
                legend,
                residual,
                equalScale,
                legendPlace,
                inset);
    }

    /** With this residual, or none. */
    public Chart withResidual(@Nullable Residual replaced) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                margin,
                legend,
                replaced,
                equalScale,
                legendPlace,
                inset);
    }

    /** With these axes. */
    public Chart withAxes(Axis newX, Axis newY) {
        return new Chart(
                id,
                title,
                symbolTex,
                newX,
                newY,
                layers,
                annotations,
                margin,
                legend,
                residual,
                equalScale,
                legendPlace,
                inset);
    }

    /** With this title, which names the moment in charts of a single time ("Weights at t = 1.45"). */
    public Chart withTitle(String replaced) {
        return new Chart(
                id,
                replaced,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                margin,
                legend,
                residual,
                equalScale,
                legendPlace,
                inset);
    }

    /** With a unit as long on both axes. */
    public Chart withEqualScale() {
        return new Chart(
                id, title, symbolTex, x, y, layers, annotations, margin, legend, residual, true, legendPlace, inset);
    }

    /** With these annotations instead. */
    public Chart withAnnotations(List<Annotation> replaced) {
        return new Chart(
                id, title, symbolTex, x, y, layers, replaced, margin, legend, residual, equalScale, legendPlace, inset);
    }

    /** With the legend there. */
    public Chart withLegendAt(LegendPlace place) {
        return new Chart(
                id, title, symbolTex, x, y, layers, annotations, margin, legend, residual, equalScale, place, inset);
    }

    /** With this inset, or none. */
    public Chart withInset(@Nullable Inset part) {
        return new Chart(
                id,
                title,
                symbolTex,
                x,
                y,
                layers,
                annotations,
                margin,
                legend,
                residual,
                equalScale,
                legendPlace,
                part);
    }

    /** With this symbol, empty for none. */
    public Chart withSymbol(String tex) {
        return new Chart(
                id, title, tex, x, y, layers, annotations, margin, legend, residual, equalScale, legendPlace, inset);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
    }
}
