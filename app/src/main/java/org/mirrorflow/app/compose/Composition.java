package org.mirrorflow.app.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Metrics;

/**
 * A figure as it is composed: how it is set, what it is made from, and its panels. Immutable; a {@code figure.json} is one, and gives the
 * same figure wherever it is drawn.
 *
 * @param layout how it is set
 * @param sources what it is made from
 * @param panels in reading order
 */
public record Composition(Layout layout, List<Source> sources, List<Panel> panels) {

    /**
     * How a figure is set.
     *
     * @param venue id of the venue
     * @param column id of the column within the venue
     * @param widthPt width in points of 1/72 inch; NaN for that of the column
     * @param heightPt height in points; NaN for the usual one of so many panels
     * @param measure what width and height are of
     * @param face face of words
     * @param labelPt size of labels, in points; NaN for the venue's
     * @param tickPt size of tick labels, in points; NaN for the venue's
     * @param columns panels side by side; 0 for the usual number
     * @param sharing what the panels have in common
     */
    public record Layout(
            String venue,
            String column,
            double widthPt,
            double heightPt,
            FigureSpec.Measure measure,
            Metrics.Face face,
            double labelPt,
            double tickPt,
            int columns,
            Figure.Sharing sharing) {

        /** A column of ICML. */
        public static final Layout USUAL = new Layout(
                "icml",
                "column",
                Double.NaN,
                Double.NaN,
                FigureSpec.Measure.WHOLE,
                Metrics.Face.SERIF,
                Double.NaN,
                Double.NaN,
                0,
                Figure.Sharing.NONE);

        /** In the first column of that venue, or the one of the same name, with its sizes. */
        public Layout at(Venue other, String wanted) {
            String kept = other.columnsPt().containsKey(wanted)
                    ? wanted
                    : other.columnsPt().keySet().iterator().next();
            return new Layout(
                    other.id(), kept, Double.NaN, Double.NaN, measure, face, Double.NaN, Double.NaN, columns, sharing);
        }

        /** Of that size, in points; NaN for the usual one. */
        public Layout sized(double wide, double high) {
            return new Layout(venue, column, wide, high, measure, face, labelPt, tickPt, columns, sharing);
        }

        /** With sizes taken as those of that. */
        public Layout measuring(FigureSpec.Measure of) {
            return new Layout(venue, column, widthPt, heightPt, of, face, labelPt, tickPt, columns, sharing);
        }

        /** In that type, sizes in points; NaN for the venue's. */
        public Layout typed(Metrics.Face chosen, double labels, double ticks) {
            return new Layout(venue, column, widthPt, heightPt, measure, chosen, labels, ticks, columns, sharing);
        }

        /** With so many panels side by side; 0 for the usual number. */
        public Layout in(int panelsBeside) {
            return new Layout(venue, column, widthPt, heightPt, measure, face, labelPt, tickPt, panelsBeside, sharing);
        }

        /** Sharing that. */
        public Layout sharing(Figure.Sharing what) {
            return new Layout(venue, column, widthPt, heightPt, measure, face, labelPt, tickPt, columns, what);
        }
    }

    /** Nothing yet. */
    public static final Composition EMPTY = new Composition(Layout.USUAL, List.of(), List.of());

    public Composition {
        sources = List.copyOf(sources);
        panels = List.copyOf(panels);
        Set<String> ids = new HashSet<>();
        for (Source source : sources) {
            if (!ids.add(source.id())) {
                throw new FigureException(
                        "Two sources of the figure are called \"" + source.id() + "\"; give each an id of its own.");
            }
        }
        for (Panel panel : panels) {
            for (String id : panel.sources()) {
                if (!ids.contains(id)) {
                    throw new FigureException("A panel of the figure shows \"" + id
                            + "\", which is not among its sources; there are " + String.join(", ", ids) + ".");
                }
            }
        }
        if (panels.size() > Figure.MOST) {
            throw new FigureException(
                    "A figure holds 1 to " + Figure.MOST + " charts; " + panels.size() + " were given.");
        }
    }

    /** Set otherwise. */
    public Composition with(Layout other) {
        return new Composition(other, sources, panels);
    }

    /** With that panel in the place of another. */
    public Composition with(int index, Panel panel) {
        List<Panel> changed = new ArrayList<>(panels);
        changed.set(index, panel);
        return new Composition(layout, sources, changed);
    }

    /** With a source under another name. */
    public Composition renamed(String id, String name) {
        return new Composition(
                layout,
                sources.stream()
                        .map(source -> source.id().equals(id) ? source.named(name) : source)
                        .toList(),
                panels);
    }

    /** With one panel more and what it shows; a source that is there already is not taken twice. */
    public Composition plus(Panel panel, List<Source> shown) {
        List<Source> all = new ArrayList<>(sources);
        List<String> ids = new ArrayList<>();
        for (Source source : shown) {
            Source known = all.stream()
                    .filter(other -> other.origin().equals(source.origin()))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                known = new Source(free(all), source.name(), source.origin());
                all.add(known);
            }
            ids.add(known.id());
        }
        List<Panel> more = new ArrayList<>(panels);
        more.add(panel.withSources(ids));
        return new Composition(layout, all, more);
    }

    private static String free(List<Source> taken) {
        for (int k = 0; ; k++) {
            String id = k < 26 ? String.valueOf((char) ('A' + k)) : "S" + k;
            if (taken.stream().noneMatch(source -> source.id().equals(id))) {
                return id;
            }
        }
    }

    /** Without a panel, and without what no other one shows. */
    public Composition without(int index) {
        List<Panel> left = new ArrayList<>(panels);
        left.remove(index);
        Set<String> used = new LinkedHashSet<>();
        left.forEach(panel -> used.addAll(panel.sources()));
        return new Composition(
                layout.columns() > left.size() ? layout.in(0) : layout,
                sources.stream().filter(source -> used.contains(source.id())).toList(),
                left);
    }

    /** With a panel moved to another place. */
    public Composition moved(int from, int to) {
        List<Panel> order = new ArrayList<>(panels);
        order.add(to, order.remove(from));
        return new Composition(layout, sources, order);
    }

    /** The source with that id. */
    public Source source(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FigureException("The figure has no source \"" + id + "\"."));
    }

    /** Panels side by side. */
    public int columns() {
        return layout.columns() > 0 ? Math.min(layout.columns(), panels.size()) : Math.min(2, panels.size());
    }
}
