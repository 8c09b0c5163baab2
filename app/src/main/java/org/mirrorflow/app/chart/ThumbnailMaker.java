package org.mirrorflow.app.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Draws the largest coordinates of a preset's runs over logarithmic time as the corners of a few lines. */
public final class ThumbnailMaker {

    /** Width of the picture; coordinates are in these units. */
    public static final int WIDTH = 40;

    /** Height of the picture. */
    public static final int HEIGHT = 26;

    private static final int CORNERS = 20;
    private static final int COORDINATES = 4;
    private static final int MARGIN = 2;

    /** A run that is not over by then is drawn as far as it has come. */
    private static final long MOST_NANOS = 3_000_000_000L;

    private ThumbnailMaker() {}

    /** The lines of one preset, each {@code {"run": n, "points": [x, y, …]}}; none where it cannot be run as it is. */
    public static ArrayNode draw(Preset preset) {
        List<History> histories = new ArrayList<>();
        try {
            histories.add(run(Experiment.of(preset.specification(), Path.of(""))));
            for (Preset.Companion companion : preset.companions()) {
                histories.add(run(Experiment.of(companion.of(preset.specification()), Path.of(""))));
            }
        } catch (ProblemException | InvalidSettingException waitsForItsUser) {
            histories.clear();
        }
        histories.removeIf(history -> history.size() < 3);
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        draw(lines, histories);
        return lines;
    }

    private static History run(Experiment experiment) {
        Run run = Run.start(experiment);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < MOST_NANOS && run.advance()) {
            // On to the next step.
        }
        return run.history();
    }

    private static void draw(ArrayNode lines, List<History> histories) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        double low = 0;
        double high = 0;
        for (History history : histories) {
            first = Math.min(first, history.clocks(1).logTime());
            last = Math.max(last, end(history));
            for (int i : largest(history)) {
                for (double w : history.weight(i)) {
                    low = Math.min(low, w);
                    high = Math.max(high, w);
                }
            }
        }
        if (!(last > first) || !(high > low)) {
            return;
        }
        for (int run = histories.size() - 1; run >= 0; run--) {
            History history = histories.get(run);
            for (int i : largest(history)) {
                ObjectNode line = lines.addObject();
                line.put("run", run);
                ArrayNode points = line.putArray("points");
                for (int k = 0; k < CORNERS; k++) {
                    double share = k / (CORNERS - 1.0);
                    double at = first + share * (last - first);
                    if (k > 0 && at > end(history) + 0.5 * (last - first) / CORNERS) {
                        break;
                    }
                    double w = history.weights(history.rowAt(Clocks::logTime, at))[i];
                    points.add(Math.round(10 * WIDTH * share) / 10.0);
                    points.add(Math.round(10 * (MARGIN + (HEIGHT - 2 * MARGIN) * (high - w) / (high - low))) / 10.0);
                }
            }
        }
    }

    private static double end(History history) {
        return history.clocks(history.size() - 1).logTime();
    }

    private static int[] largest(History history) {
        double[] w = history.weights(history.size() - 1);
        return IntStream.range(0, w.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(w[i])))
                .limit(COORDINATES)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
