package org.mirrorflow.app.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * Says how long a start has taken, and leaves: for those who measure starts, and for recording what a start needs. The window does
 * so where the system property {@value #PROPERTY} is set.
 */
final class FirstFrame {

    /** The property that asks for it. */
    static final String PROPERTY = "mirrorflow.first-frame";

    private FirstFrame() {}

    /** Whether it was asked for. */
    static boolean isAskedFor() {
        return System.getProperty(PROPERTY) != null;
    }

    /** Waits for the first frame that can be used and for the first with all its charts; then says when they came, and closes the window. */
    static void watch(Scene scene, LabPage page) {
        AtomicReference<Runnable> listening = new AtomicReference<>();
        AtomicReference<Duration> usable = new AtomicReference<>();
        Runnable afterLayout = () -> {
            if (usable.get() == null) {
                usable.set(sinceStart());
            }
            boolean drawn = !page.grid().panes().isEmpty()
                    && page.grid().panes().stream()
                            .allMatch(pane -> pane.surface().pictures() > 0);
            if (drawn) {
                scene.removePostLayoutPulseListener(listening.get());
                System.out.printf(
                        Locale.ROOT,
                        "first frame after %.2f s, all charts after %.2f s%n",
                        usable.get().toNanos() / 1e9,
                        sinceStart().toNanos() / 1e9);
                Platform.exit();
            }
        };
        listening.set(afterLayout);
        scene.addPostLayoutPulseListener(afterLayout);
    }

    private static Duration sinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
