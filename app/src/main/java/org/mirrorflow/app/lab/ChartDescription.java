package org.mirrorflow.app.lab;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;

/** A chart in words, for those who do not see it. */
final class ChartDescription {

    private ChartDescription() {}

    /** Quantity, axes, each run's value at the cursor and at the end, and the residual with its verdict. */
    static String of(Chart chart, List<RunView> runs) {
        StringJoiner words = new StringJoiner(". ", "", ".");
        words.add(chart.title() + " over " + chart.x().name().replace("$", ""));
        for (RunView run : runs) {
            if (run.history().has(chart.id())) {
                words.add("Run " + run.role().letter() + ": "
                        + Numbers.readOff(run.history().value(chart.id(), run.cursor())) + " at "
                        + Clock.TIME.readOff(run.clocks()) + ", "
                        + Numbers.readOff(
                                run.history().value(chart.id(), run.history().size() - 1)) + " at the end");
            }
        }
        Chart.Margin margin = chart.margin();
        if (margin != null) {
            for (Chart.MarginRow row : margin.rows()) {
                words.add(row.label().replaceAll("[$_{}]", "") + " is " + Numbers.readOff(row.value())
                        + (Double.isNaN(row.limit()) ? "" : ", predicted limit " + Numbers.readOff(row.limit())));
            }
        }
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Tolerance tolerance) {
                words.add(tolerance.label());
            }
        }
        Chart.Residual residual = chart.residual();
        if (residual != null) {
            words.add("Residual " + residual.text() + ", "
                    + residual.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return words.toString();
    }
}
