package org.mirrorflow.sim.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sweeps that ship with the lab, by id, in the order of their index. */
public final class SweepPresets {

    private static final String FOLDER = "/org/mirrorflow/assets/sweeps/";

    private SweepPresets() {}

    private static final class Holder {
        static final Map<String, Sweep> ALL = load();
    }

    /** All of them. */
    public static Map<String, Sweep> all() {
        return Holder.ALL;
    }

    /** The one with that id. */
    public static Optional<Sweep> get(String id) {
        return Optional.ofNullable(all().get(id));
    }

    private static Map<String, Sweep> load() {
        Map<String, Sweep> sweeps = new LinkedHashMap<>();
        text("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(id -> sweeps.put(id, SweepCodec.parse(text(id + ".json"), "sweep " + id)));
        return java.util.Collections.unmodifiableMap(sweeps);
    }

    private static String text(String file) {
        try (InputStream in = SweepPresets.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the assets lack " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the assets cannot be read: " + FOLDER + file, e);
        }
    }
}
