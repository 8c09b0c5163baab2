package org.mirrorflow.app.compose;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.plot.Chart;

/**
 * One panel of a figure.
 *
 * @param chart id of the chart; {@value #SWEEP} for that of a sweep
 * @param sources ids of what it shows, the first drawn against its theory
 * @param clock the abscissa of charts over time
 * @param title words instead of the chart's own; empty for those
 * @param labels how lines are named
 * @param legend where the legend stands
 * @param predictions whether what theory says is drawn
 * @param residual whether the number that theory is judged by stands above the plot
 * @param spread how several seeds are drawn
 * @param x how the abscissa is shown
 * @param y how the ordinate is shown
 * @param annotations words at points of the data
 * @param inset an enlarged part, or null
 */
public record Panel(
        String chart,
        List<String> sources,
        Clock clock,
        String title,
        Labels labels,
        Chart.LegendPlace legend,
        boolean predictions,
        boolean residual,
        Ensemble.Spread spread,
        AxisChoice x,
        AxisChoice y,
        List<Chart.Annotation> annotations,
        Chart.@Nullable Inset inset) {

    /** Id of the chart of a sweep. */
    public static final String SWEEP = "sweep";

    /** How lines are named. */
    public enum Labels {
        /** By the letter of their run, which a key above the first panel explains. */
        LETTERS,
        /** By name, on the line. */
        NAMES,
        /** In the legend alone. */
        LEGEND,
        /** Not at all. */
        NONE;

        /** Stable id in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How an axis is shown.
     *
     * @param scale {@code log}, {@code linear} or {@code symlog}; empty where the chart decides
     * @param from its lower end; NaN where the data decide
     * @param to its upper end; NaN where the data decide
     * @param name words instead of its own; empty for those
     */
    public record AxisChoice(String scale, double from, double to, String name) {

        /** As the chart has it. */
        public static final AxisChoice OWN = new AxisChoice("", Double.NaN, Double.NaN, "");

        /** On that scale. */
        public AxisChoice on(String other) {
            return new AxisChoice(other, from, to, name);
        }

        /** Between these values. */
        public AxisChoice between(double lower, double upper) {
            return new AxisChoice(scale, lower, upper, name);
        }
    }

    public Panel {
        sources = List.copyOf(sources);
        annotations = List.copyOf(annotations);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a panel shows at least one run");
        }
    }

    /** A chart as it is. */
    public static Panel of(String chart, List<String> sources, Clock clock) {
        return new Panel(
                chart,
                sources,
                clock,
                "",
                Labels.LETTERS,
                Chart.LegendPlace.ABOVE,
                true,
                true,
                Ensemble.Spread.SEM,
                AxisChoice.OWN,
                AxisChoice.OWN,
                List.of(),
                null);
    }

    /** Another chart of the same. */
    public Panel withChart(String other) {
        return new Panel(
                other,
                sources,
                clock,
                title,
                labels,
                legend,
                predictions,
                residual,
                spread,
                x,
                AxisChoice.OWN,
                List.of(),
                null);
    }

    /** With these sources. */
    public Panel withSources(List<String> ids) {
        return new Panel(
                chart, ids, clock, title, labels, legend, predictions, residual, spread, x, y, annotations, inset);
    }

    /** Over that clock. */
    public Panel withClock(Clock other) {
        return new Panel(
                chart,
                sources,
                other,
                title,
                labels,
                legend,
                predictions,
                residual,
                spread,
                AxisChoice.OWN,
                y,
                annotations,
                inset);
    }

    /** With that title. */
    public Panel withTitle(String words) {
        return new Panel(
                chart, sources, clock, words, labels, legend, predictions, residual, spread, x, y, annotations, inset);
    }

    /** With lines named so. */
    public Panel withLabels(Labels how) {
        return new Panel(
                chart, sources, clock, title, how, legend, predictions, residual, spread, x, y, annotations, inset);
    }

    /** With the legend there. */
    public Panel withLegend(Chart.LegendPlace where) {
        return new Panel(
                chart, sources, clock, title, labels, where, predictions, residual, spread, x, y, annotations, inset);
    }

    /** With or without what theory says. */
    public Panel withPredictions(boolean drawn) {
        return new Panel(
                chart, sources, clock, title, labels, legend, drawn, residual, spread, x, y, annotations, inset);
    }

    /** With or without the number that theory is judged by. */
    public Panel withResidual(boolean shown) {
        return new Panel(
                chart, sources, clock, title, labels, legend, predictions, shown, spread, x, y, annotations, inset);
    }

    /** With several seeds drawn so. */
    public Panel withSpread(Ensemble.Spread how) {
        return new Panel(
                chart, sources, clock, title, labels, legend, predictions, residual, how, x, y, annotations, inset);
    }

    /** With these axes. */
    public Panel withAxes(AxisChoice across, AxisChoice up) {
        return new Panel(
                chart,
                sources,
                clock,
                title,
                labels,
                legend,
                predictions,
                residual,
                spread,
                across,
                up,
                annotations,
                inset);
    }

    /** With these annotations. */
    public Panel withAnnotations(List<Chart.Annotation> all) {
        return new Panel(chart, sources, clock, title, labels, legend, predictions, residual, spread, x, y, all, inset);
    }

    /** With that inset, or none. */
    public Panel withInset(Chart.@Nullable Inset part) {
        return new Panel(
                chart, sources, clock, title, labels, legend, predictions, residual, spread, x, y, annotations, part);
    }
}
