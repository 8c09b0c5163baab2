package org.mirrorflow.app.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How the person likes the window, kept in a file: theme, text size, reduced motion. What cannot be read is as if it had never
 * been said, and what cannot be written is forgotten.
 */
public final class Preferences {

    private static final System.Logger LOG = System.getLogger(Preferences.class.getName());
    private static final String FILE = "appearance.properties";
    private static final String THEME = "theme";
    private static final String TEXT = "text-scale";
    private static final String MOTION = "reduce-motion";

    private Preferences() {}

    /** Takes over what the folder holds, and keeps every later change in it. */
    public static void attach(Appearance appearance, Path folder) {
        Path file = folder.resolve(FILE);
        load(appearance, file);
        AtomicReference<Properties> newest = new AtomicReference<>(of(appearance));
        Runnable keep = () -> {
            newest.set(of(appearance));
            Thread.ofVirtual().name("preferences").start(() -> save(newest, file));
        };
        appearance.themeProperty().addListener(observable -> keep.run());
        appearance.textScaleProperty().addListener(observable -> keep.run());
        appearance.reducedMotionProperty().addListener(observable -> keep.run());
    }

    private static void load(Appearance appearance, Path file) {
        Properties kept = new Properties();
        if (!Files.isReadable(file)) {
            return;
        }
        try (Reader in = Files.newBufferedReader(file)) {
            kept.load(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.INFO, "the preferences cannot be read: " + file, e);
            return;
        }
        Arrays.stream(Theme.values())
                .filter(theme -> id(theme).equals(kept.getProperty(THEME)))
                .findFirst()
                .ifPresent(appearance.themeProperty()::set);
        try {
            double scale = Double.parseDouble(kept.getProperty(TEXT, "1"));
            if (scale >= Appearance.SMALLEST && scale <= Appearance.LARGEST) {
                appearance.textScaleProperty().set(scale);
            }
        } catch (NumberFormatException e) {
            LOG.log(System.Logger.Level.INFO, "the text size in " + file + " is no number", e);
        }
        appearance.reducedMotionProperty().set(Boolean.parseBoolean(kept.getProperty(MOTION)));
    }

    private static Properties of(Appearance appearance) {
        Properties now = new Properties();
        now.setProperty(THEME, id(appearance.themeProperty().get()));
        now.setProperty(TEXT, Double.toString(appearance.textScaleProperty().get()));
        now.setProperty(
                MOTION, Boolean.toString(appearance.reducedMotionProperty().get()));
        return now;
    }

    private static String id(Theme theme) {
        return theme.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whichever thread comes last writes what was set last. */
    private static synchronized void save(AtomicReference<Properties> newest, Path file) {
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".tmp");
            try (Writer out = Files.newBufferedWriter(fresh)) {
                newest.get().store(out, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the preferences cannot be kept in " + file, e);
        }
    }
}
