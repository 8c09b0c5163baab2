package org.mirrorflow.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** What a schedule looks like. */
final class ScheduleChartsTest {

    private static List<Chart> charts(Specification specification) {
        return ScheduleCharts.of(specification.dynamics(), specification.changes(), 0);
    }

    private static double at(Chart chart, double time) {
        Layer.Line line = (Layer.Line) chart.layers().getFirst();
        int k = Arrays.binarySearch(line.xs(), time);
        return line.ys()[k >= 0 ? k : -k - 2];
    }

    private static List<String> words(Chart chart) {
        return chart.layers().stream()
                .filter(Layer.Event.class::isInstance)
                .map(layer -> ((Layer.Event) layer).word() + " " + ((Layer.Event) layer).x())
                .toList();
    }

    @Test
    void decayIsSwitchedOnAndOffWhereTheScheduleSays() {
        Specification flow = Presets.get("kernel-or-rich").specification();
        assertEquals(List.of(), charts(flow), "nothing depends on time");
        List<Chart> charts =
                charts(flow.with("changes", "0.5: weight-decay=0.4; 2: weight-decay=0.1; 4: weight-decay=0"));
        assertEquals(1, charts.size());
        Chart decay = charts.getFirst();
        assertEquals(0, at(decay, 0.4));
        assertEquals(0.4, at(decay, 0.5));
        assertEquals(0.4, at(decay, 1.9));
        assertEquals(0.1, at(decay, 3));
        assertEquals(0, at(decay, 4));
        assertEquals(List.of("on 0.5", "off 4.0"), words(decay));
        String said = ScheduleCharts.describe(decay);
        assertTrue(said.contains("0.400 from t = 0.500"), said);
    }

    @Test
    void aDecayThatFallsIsDrawnAsItFalls() {
        Specification flow = Presets.get("kernel-or-rich")
                .specification()
                .with("dynamics.weight-decay", 0.3)
                .with("dynamics.decay-shape", "exponential")
                .with("dynamics.decay-time", 2.0);
        Chart decay = charts(flow).getFirst();
        Layer.Line line = (Layer.Line) decay.layers().getFirst();
        for (int k = 0; k < line.xs().length; k++) {
            assertEquals(0.3 * Math.exp(-line.xs()[k] / 2), line.ys()[k], 1e-12);
        }
    }

    @Test
    void stepSizesAreDrawnBesideWhatChanges() {
        Specification descent = Presets.get("steps-or-flow").specification();
        List<Chart> charts = charts(descent.with("changes", "1: step-size=0.001; 1000: step-size=0.0001"));
        assertEquals(
                List.of("schedule-step-size"), charts.stream().map(Chart::id).toList());
        assertEquals(Scale.LOG, charts.getFirst().x().scale());
        assertEquals(0.0001, at(charts.getFirst(), 1000));
        assertEquals(0.001, at(charts.getFirst(), 999));
    }
}
