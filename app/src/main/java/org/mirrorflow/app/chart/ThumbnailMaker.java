package org.mirrorflow.app.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Draws the lines of a preset's first chart over time as a few corners each. */
public final class ThumbnailMaker {

    /** Width of the picture; coordinates are in these units. */
    public static final int WIDTH = 40;

    /** Height of the picture. */
    public static final int HEIGHT = 26;

    private static final int CORNERS = 20;
    private static final int LINES = 12;
    private static final int MARGIN = 2;

    /** A run that is not over by then is drawn as far as it has come. */
    private static final long MOST_NANOS = 8_000_000_000L;

    private ThumbnailMaker() {}

    /** The lines of one preset, each {@code {"run": n, "points": [x, y, …]}}; none where it cannot be run as it is. */
    public static ArrayNode draw(Preset preset) {
        List<RunView> runs = new ArrayList<>();
        try {
            runs.add(run(0, preset.specification()));
            for (Preset.Companion companion : preset.companions()) {
                runs.add(run(runs.size(), companion.of(preset.specification())));
            }
        } catch (ProblemException | InvalidSettingException waitsForItsUser) {
            return JsonNodeFactory.instance.arrayNode();
        }
        for (String id : preset.charts()) {
            ChartKind kind = Charts.ALL.get(id);
            if (kind.applies(runs.getFirst())) {
                ArrayNode lines = lines(kind.draw(runs, Clock.LOG_TIME), runs);
                if (!lines.isEmpty()) {
                    return lines;
                }
            }
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private static RunView run(int index, Specification specification) throws ProblemException {
        Experiment experiment = Experiment.of(specification, Path.of(""));
        Run run = Run.start(experiment);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < MOST_NANOS && run.advance()) {
            // On to the next step.
        }
        History history = run.history();
        return RunView.of(Role.run(index), "", experiment, history, run.outcome(), history.size() - 1);
    }

    /** What is drawn boldly, straightened to the lengths that the axes give; a line in a plane has no place here. */
    private static ArrayNode lines(Chart chart, List<RunView> runs) {
        List<Layer.Line> bold = new ArrayList<>();
        Extent across = new Extent();
        Extent up = new Extent();
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Line line && line.emphasis() != Layer.Emphasis.FAINT && bold.size() < LINES) {
                double[] xs = straight(line.xs(), chart.x().scale());
                double[] ys = straight(line.ys(), chart.y().scale());
                Layer.Line straight = new Layer.Line(xs, ys, "", line.role(), line.emphasis());
                if (rising(xs) && across.include(xs, ys) && up.include(ys, xs)) {
                    bold.add(straight);
                }
            }
        }
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        if (across.empty() || up.empty()) {
            return lines;
        }
        // The first run is drawn last, on top.
        for (int k = bold.size() - 1; k >= 0; k--) {
            Layer.Line line = bold.get(k);
            ObjectNode node = lines.addObject();
            node.put("run", roleIndex(line.role(), runs));
            ArrayNode points = node.putArray("points");
            for (int corner = 0; corner < CORNERS; corner++) {
                double share = corner / (CORNERS - 1.0);
                double y = at(line, across.lower + share * (across.upper - across.lower));
                if (Double.isFinite(y)) {
                    points.add(tenth(WIDTH * share));
                    points.add(tenth(MARGIN + (HEIGHT - 2 * MARGIN) * (up.upper - y) / (up.upper - up.lower)));
                }
            }
        }
        return lines;
    }

    private static int roleIndex(Role role, List<RunView> runs) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).role() == role) {
                return i;
            }
        }
        return runs.size();
    }

    private static double tenth(double length) {
        return Math.round(10 * length) / 10.0;
    }

    private static double[] straight(double[] values, Scale scale) {
        return scale instanceof Scale.Log
                ? Arrays.stream(values).map(Math::log10).toArray()
                : values;
    }

    private static boolean rising(double[] xs) {
        for (int i = 1; i < xs.length; i++) {
            if (xs[i] < xs[i - 1]) {
                return false;
            }
        }
        return xs.length > 2;
    }

    /** The line's height there, NaN beyond its ends. */
    private static double at(Layer.Line line, double x) {
        double[] xs = line.xs();
        double[] ys = line.ys();
        double slack = 1e-9 * Math.abs(x);
        for (int i = 1; i < xs.length; i++) {
            if (xs[i - 1] <= x + slack && x <= xs[i] + slack && Double.isFinite(xs[i - 1])) {
                double share = xs[i] > xs[i - 1] ? Math.clamp((x - xs[i - 1]) / (xs[i] - xs[i - 1]), 0, 1) : 0;
                return ys[i - 1] + share * (ys[i] - ys[i - 1]);
            }
        }
        return Double.NaN;
    }

    /** The range of what can be drawn. */
    private static final class Extent {

        private double lower = Double.POSITIVE_INFINITY;
        private double upper = Double.NEGATIVE_INFINITY;

        /** Takes in the values whose partners are finite too; whether there were any. */
        private boolean include(double[] values, double[] partners) {
            boolean any = false;
            for (int i = 0; i < values.length; i++) {
                if (Double.isFinite(values[i]) && Double.isFinite(partners[i])) {
                    lower = Math.min(lower, values[i]);
                    upper = Math.max(upper, values[i]);
                    any = true;
                }
            }
            return any;
        }

        private boolean empty() {
            return !(upper > lower);
        }
    }
}
