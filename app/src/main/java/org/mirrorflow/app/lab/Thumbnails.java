package org.mirrorflow.app.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import org.mirrorflow.app.chart.ThumbnailMaker;
import org.mirrorflow.app.control.Icons;

/**
 * Small pictures for the gallery: the first chart of each preset, computed once and shipped as the corners of a few lines; a
 * preset that has none has an icon, a folder where it is about the user's own files.
 */
final class Thumbnails {

    private static final String FILE = "/org/mirrorflow/assets/presets/thumbnails.json";
    private static final String RUNS = "abcd";

    private Thumbnails() {}

    private static final class Holder {
        static final JsonNode ALL = read();
    }

    static Node of(PresetItem item) {
        JsonNode lines = Holder.ALL.path(item.id());
        if (!lines.isArray() || lines.isEmpty()) {
            boolean own = item.preset().specification().problem().kind().endsWith("-csv");
            return Icons.feather(own ? "folder" : "activity");
        }
        Pane picture = new Pane();
        picture.setMinSize(ThumbnailMaker.WIDTH, ThumbnailMaker.HEIGHT);
        picture.setMaxSize(ThumbnailMaker.WIDTH, ThumbnailMaker.HEIGHT);
        for (JsonNode line : lines) {
            Polyline drawn = new Polyline();
            line.path("points").forEach(number -> drawn.getPoints().add(number.asDouble()));
            int run = line.path("run").asInt();
            drawn.getStyleClass()
                    .addAll("thumbnail-line", "run-" + (run < RUNS.length() ? RUNS.substring(run, run + 1) : "other"));
            picture.getChildren().add(drawn);
        }
        return picture;
    }

    private static JsonNode read() {
        try (InputStream in = Thumbnails.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("the assets lack " + FILE, e);
        }
    }
}
