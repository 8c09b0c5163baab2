package org.mirrorflow.app.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.mirrorflow.app.chart.ChartTiming;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;

/**
 * The figures of the screen, one after the other, for people: pictures a second of eight charts of 2,000 points and of eight
 * charts of a million, time from a key to the frame that answers it while a run plays, how long the FX thread is held, and
 * all of that on a record of a million samples; and how many steps a second are left to a run while the window draws it, beside
 * the same run without a window.
 *
 * <p>Named arguments: {@code --parts=charts,play,record,live --seconds=8 --samples=1000000 --width=1280 --height=800
 * --preset=ID}.
 */
public final class LabTiming extends Application {

    private static final int KEYS = 60;
    private static final int CHARTS = 8;

    /** Opens the window, measures, prints. */
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        double width = Double.parseDouble(named.getOrDefault("width", "1280"));
        double height = Double.parseDouble(named.getOrDefault("height", "800"));
        LabWindow window = new LabWindow();
        LabPage page = new LabPage(window.appearance());
        Scene lab = window.scene(page, width, height);
        stage.setScene(lab);
        stage.show();
        Thread measuring = new Thread(() -> {
            try {
                double seconds = Double.parseDouble(named.getOrDefault("seconds", "8"));
                System.out.printf(
                        Locale.ROOT,
                        "%.0f × %.0f, software rendering, %d cores%n",
                        width,
                        height,
                        Runtime.getRuntime().availableProcessors());
                Set<String> parts = Set.of(
                        named.getOrDefault("parts", "charts,play,record,live").split(","));
                if (parts.contains("charts")) {
                    charts(stage, CHARTS, 2_000, seconds, width, height);
                    charts(stage, CHARTS, 1_000_000, seconds, width, height);
                }
                on(() -> {
                    stage.setScene(lab);
                    return true;
                });
                Preset preset = Presets.get(
                        named.getOrDefault("preset", Presets.all().getFirst().id()));
                if (parts.contains("play")) {
                    play(page, lab, preset, seconds);
                }
                if (parts.contains("record")) {
                    record(page, lab, Long.parseLong(named.getOrDefault("samples", "1000000")), seconds);
                }
                if (parts.contains("live")) {
                    live("a tiny toy, 8 weights", page, toy(2, 4), seconds);
                    live("a large toy, 4000 weights", page, toy(200, 2000), seconds);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                Platform.exit();
            }
        });
        measuring.start();
    }

    private static <T> T on(Callable<T> what) throws InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(what.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void charts(Stage stage, int charts, int points, double seconds, double width, double height)
            throws InterruptedException {
        ChartTiming timing = on(() -> {
            ChartTiming made = new ChartTiming(charts, points);
            stage.setScene(new Scene(made.root(), width, height));
            made.start();
            return made;
        });
        double rate = timing.picturesPerSecond(5, seconds);
        on(() -> {
            timing.stop();
            return true;
        });
        System.out.printf(
                Locale.ROOT, "%d charts × %,d points: %.1f pictures a second of each%n", charts, points, rate);
    }

    private static void play(LabPage page, Scene scene, Preset preset, double seconds) throws InterruptedException {
        on(() -> {
            page.open(preset);
            return true;
        });
        Thread.sleep(3000);
        page.session().play();
        Thread.sleep(2000);
        measure("while " + preset.id() + " plays", page, scene, seconds);
        page.session().pause();
    }

    /** A toy with steps so small that it never arrives. */
    private static Specification toy(int samples, int features) {
        return Presets.get("steps-or-flow")
                .specification()
                .with("title", "A toy that does not end")
                .with("problem.sparsity", 1)
                .with("problem.samples", samples)
                .with("problem.features", features)
                .with("dynamics.step-size", 1e-8)
                .with("stop.steps", 100_000_000_000L);
    }

    /** Steps a second of the same experiment: by itself, as fast as it goes; in the window, as fast as it goes; by itself again. */
    private static void live(String what, LabPage page, Specification toy, double seconds) throws InterruptedException {
        double before = headless(toy, seconds);
        on(() -> {
            page.open(toy, java.nio.file.Path.of(""));
            return true;
        });
        Thread.sleep(3000);
        page.session().runToEnd();
        Thread.sleep(5000);
        long first = steps(page);
        long began = System.nanoTime();
        Thread.sleep((long) (1000 * seconds));
        double window = (steps(page) - first) / ((System.nanoTime() - began) / 1e9);
        page.session().pause();
        Thread.sleep(2000);
        double after = headless(toy, seconds);
        System.out.printf(
                Locale.ROOT,
                "%s: %,.0f steps a second by itself, %,.0f in the window, %,.0f by itself again: %.1f %%%n",
                what,
                before,
                window,
                after,
                200 * window / (before + after));
    }

    private static double headless(Specification toy, double seconds) {
        Run run;
        try {
            run = Run.start(Experiment.of(toy, java.nio.file.Path.of("")));
        } catch (ProblemException e) {
            throw new IllegalStateException(e);
        }
        long warm = System.nanoTime() + 3_000_000_000L;
        while (System.nanoTime() < warm) {
            run.advance();
        }
        long first = run.steps();
        long began = System.nanoTime();
        long end = began + (long) (1e9 * seconds);
        while (System.nanoTime() < end) {
            // The clock is looked at as seldom as a run without a window looks at it.
            for (int i = 0; i < 16; i++) {
                run.advance();
            }
        }
        return (run.steps() - first) / ((System.nanoTime() - began) / 1e9);
    }

    private static long steps(LabPage page) throws InterruptedException {
        return on(() -> page.state()
                .flatMap(LabState::live)
                .map(entry -> entry.view()
                        .history()
                        .clocks(entry.view().history().size() - 1)
                        .step())
                .orElse(0L));
    }

    /** Runs until the record holds so many samples, then goes on while it is looked at. */
    private static void record(LabPage page, Scene scene, long samples, double seconds) throws InterruptedException {
        // A few weights, so that the million fits the memory of a record.
        Specification specification = Presets.get("steps-or-flow")
                .specification()
                .with("title", "A record of many samples")
                .with("problem.sparsity", 1)
                .with("problem.samples", 2)
                .with("problem.features", 4)
                .with("dynamics.step-size", 1e-7)
                .with("record.capacity", Math.toIntExact(2 * samples))
                .with("stop.steps", 4 * samples);
        on(() -> {
            page.open(specification, java.nio.file.Path.of(""));
            return true;
        });
        Thread.sleep(2000);
        page.session().runToEnd();
        long began = System.nanoTime();
        while (rows(page) < samples && System.nanoTime() - began < 300e9) {
            Thread.sleep(200);
        }
        page.session().setSpeed(2);
        page.session().play();
        Thread.sleep(3000);
        measure(String.format(Locale.ROOT, "on a record of %,d samples", rows(page)), page, scene, seconds);
        on(() -> {
            while (page.grid().panes().size() < CHARTS) {
                page.grid().reopen(page.grid().panes().getFirst());
            }
            return true;
        });
        Thread.sleep(3000);
        measure(String.format(Locale.ROOT, "on a record of %,d samples", rows(page)), page, scene, seconds);
        page.session().pause();
    }

    private static int rows(LabPage page) throws InterruptedException {
        return on(() -> page.state()
                .flatMap(LabState::live)
                .map(entry -> entry.view().history().size())
                .orElse(0));
    }

    private static void measure(String when, LabPage page, Scene scene, double seconds) throws InterruptedException {
        System.out.println(when + ":");
        on(() -> {
            page.grid().panes().getFirst().surface().requestFocus();
            return true;
        });
        try (FxWatchdog watchdog = new FxWatchdog()) {
            watchdog.longest();
            long before = pictures(page);
            AtomicLong states = new AtomicLong();
            on(() -> {
                page.addOnShown(states::incrementAndGet);
                return true;
            });
            int panes = on(() -> page.grid().panes().size());
            Map<String, Long> busy = busy();
            long began = System.nanoTime();
            Thread.sleep((long) (1000 * seconds));
            double took = (System.nanoTime() - began) / 1e9;
            StringJoiner shares = new StringJoiner(", ");
            busy().forEach((thread, nanos) -> {
                double share = (nanos - busy.getOrDefault(thread, 0L)) / 1e7 / took;
                if (share >= 1) {
                    shares.add(String.format(Locale.ROOT, "%s %.0f %%", thread, share));
                }
            });
            System.out.println("  of a core: " + shares);
            System.out.printf(
                    Locale.ROOT,
                    "  %d charts: %.1f pictures a second of each, of %.1f states a second; the FX thread was held %.1f ms at most%s%n",
                    panes,
                    (pictures(page) - before) / took / panes,
                    states.get() / took,
                    watchdog.longest(),
                    watchdog.worst());
            on(() -> {
                page.grid()
                        .panes()
                        .forEach(pane -> System.out.printf(
                                "    %s: %d pictures%n",
                                pane.kind().id(), pane.surface().pictures()));
                return true;
            });
            double[] latency = new double[KEYS];
            for (int k = 0; k < KEYS; k++) {
                latency[k] = latency(page, scene);
                Thread.sleep(50);
            }
            System.out.println("  "
                    + Arrays.toString(
                            Arrays.stream(latency).mapToLong(Math::round).toArray()));
            Arrays.sort(latency);
            System.out.printf(
                    Locale.ROOT,
                    "  key to the frame that shows its answer: %.1f ms (median), %.1f ms (95 %%), %.1f ms (most);"
                            + " the FX thread was held %.1f ms at most%s%n",
                    latency[KEYS / 2],
                    latency[(int) (0.95 * KEYS)],
                    latency[KEYS - 1],
                    watchdog.longest(),
                    watchdog.worst());
        }
    }

    /** Processor time of every thread by name, and of the whole process with its compilers and collectors. */
    private static Map<String, Long> busy() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> times = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                times.merge(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            times.put("everything", system.getProcessCpuTime());
        }
        return times;
    }

    private static long pictures(LabPage page) throws InterruptedException {
        return on(() -> page.grid().panes().stream()
                .mapToLong(pane -> pane.surface().pictures())
                .sum());
    }

    /** Milliseconds from the key X to the end of the layout of the frame in which the axis has changed. */
    private static double latency(LabPage page, Scene scene) throws InterruptedException {
        CompletableFuture<Double> answered = new CompletableFuture<>();
        AtomicReference<Runnable> listening = new AtomicReference<>();
        Platform.runLater(() -> {
            ChartPane pane = page.grid().panes().getFirst();
            Class<?> before = pane.shownScale();
            long sent = System.nanoTime();
            Runnable afterLayout = () -> {
                if (pane.shownScale() != before) {
                    answered.complete((System.nanoTime() - sent) / 1e6);
                    scene.removePostLayoutPulseListener(listening.get());
                }
            };
            listening.set(afterLayout);
            scene.addPostLayoutPulseListener(afterLayout);
            pane.surface().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.X, false, false, false, false));
        });
        try {
            return answered.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
