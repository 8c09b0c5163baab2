package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ThumbnailMaker;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab thumbnails}: draws the pictures of the gallery anew; for whoever adds a preset. */
@Command(
        name = "thumbnails",
        hidden = true,
        description = "Runs every preset for a few seconds and writes the small pictures of the gallery.")
final class ThumbnailsCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "thumbnails.json among the presets in assets")
    private @Nullable Path file;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        List<Preset> presets = Presets.all();
        ProgressLine line = new ProgressLine(err(), quiet);
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        List<ArrayNode> pictures = presets.parallelStream()
                .map(preset -> {
                    ArrayNode picture = ThumbnailMaker.draw(preset);
                    int drawn = done.incrementAndGet();
                    synchronized (line) {
                        line.show(System.nanoTime() - begin, () -> drawn + " of " + presets.size() + " presets");
                    }
                    return picture;
                })
                .toList();
        line.clear();
        ObjectNode root = JSON.createObjectNode();
        for (int i = 0; i < pictures.size(); i++) {
            if (!pictures.get(i).isEmpty()) {
                root.set(presets.get(i).id(), pictures.get(i));
            }
        }
        String text = root.toString().replace("},{", "},\n{").replace("]}],", "]}],\n") + "\n";
        if (file != null) {
            AtomicFiles.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        out().println(root.size() + " pictures of " + presets.size() + " presets");
        out().flush();
        return 0;
    }
}
