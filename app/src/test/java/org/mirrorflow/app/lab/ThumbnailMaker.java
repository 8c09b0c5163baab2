package org.mirrorflow.app.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/** Runs every preset and writes the lines of its thumbnail; the argument is the file to write. */
public final class ThumbnailMaker {

    private static final int CORNERS = 20;
    private static final int COORDINATES = 4;

    private ThumbnailMaker() {}

    /** Writes the file. */
    public static void main(String[] arguments) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        for (Preset preset : Presets.all()) {
            List<History> histories = new ArrayList<>();
            try {
                histories.add(run(Experiment.of(preset.specification(), Path.of(""))));
                for (Preset.Companion companion : preset.companions()) {
                    histories.add(run(Experiment.of(companion.of(preset.specification()), Path.of(""))));
                }
            } catch (ProblemException | IllegalArgumentException e) {
                continue;
            }
            histories.removeIf(history -> history.size() < 3);
            draw(root.putArray(preset.id()), histories);
        }
        Files.writeString(Path.of(arguments[0]), root.toString().replace("},{", "},\n{") + "\n");
    }

    private static History run(Experiment experiment) {
        Run run = Run.start(experiment);
        while (run.advance()) {}
        return run.history();
    }

    private static void draw(ArrayNode lines, List<History> histories) {
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        double low = 0;
        double high = 0;
        for (History history : histories) {
            first = Math.min(first, history.time(1));
            last = Math.max(last, history.time(history.size() - 1));
            for (int i : largest(history)) {
                for (double w : history.weight(i)) {
                    low = Math.min(low, w);
                    high = Math.max(high, w);
                }
            }
        }
        for (int run = histories.size() - 1; run >= 0; run--) {
            History history = histories.get(run);
            for (int i : largest(history)) {
                ObjectNode line = lines.addObject();
                line.put("run", run);
                ArrayNode points = line.putArray("points");
                for (int k = 0; k < CORNERS; k++) {
                    double time = first * Math.pow(last / first, k / (CORNERS - 1.0));
                    if (time > history.time(history.size() - 1) * 1.5) {
                        break;
                    }
                    double w = history.weights(history.rowAt(time))[i];
                    points.add(Math.round(10 * Thumbnails.WIDTH * k / (CORNERS - 1.0)) / 10.0);
                    points.add(Math.round(10 * (2 + (Thumbnails.HEIGHT - 4) * (high - w) / (high - low))) / 10.0);
                }
            }
        }
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
