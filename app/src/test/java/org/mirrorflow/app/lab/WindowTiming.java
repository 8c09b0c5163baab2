package org.mirrorflow.app.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;

/**
 * How smooth the window is while a run plays, for people: time to the first picture, how long the FX thread keeps a task
 * waiting, pictures a second of each pane, processor time by thread, and the time of a whole run with and without a window.
 *
 * <p>Named arguments: {@code --preset=ID --seconds=8 --width=1280 --height=800}; 0 seconds only start; {@code -Dcold=true} starts
 * without the warm-up.
 */
public final class WindowTiming extends Application {

    private static final long BORN = ManagementFactory.getRuntimeMXBean().getStartTime();

    /** Opens the window, measures, prints. */
    public static void main(String[] arguments) {
        if (!Boolean.getBoolean("cold")) {
            WarmUp.start();
        }
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        say("start() after", sinceBirth(), "ms");
        LabWindow window = new LabWindow();
        LabPage page = new LabPage(window.appearance());
        Scene scene = window.scene(
                page,
                Double.parseDouble(named.getOrDefault("width", "1280")),
                Double.parseDouble(named.getOrDefault("height", "800")));
        say("scene made after", sinceBirth(), "ms");
        stage.setScene(scene);
        stage.show();
        say("stage shown after", sinceBirth(), "ms");
        Preset preset = Presets.get(
                named.getOrDefault("preset", Presets.all().getFirst().id()));
        int seconds = Integer.parseInt(named.getOrDefault("seconds", "8"));
        Thread measuring = new Thread(() -> {
            try {
                measure(page, preset, seconds);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                Platform.exit();
            }
        });
        measuring.start();
    }

    private static void measure(LabPage page, Preset preset, int seconds) throws InterruptedException {
        while (page.grid().panes().isEmpty()
                || page.grid().panes().stream().anyMatch(pane -> pane.surface().pictures() == 0)) {
            Thread.sleep(5);
        }
        say("all panes drawn after", sinceBirth(), "ms");
        if (seconds == 0) {
            return;
        }
        Platform.runLater(() -> page.open(preset));
        Thread.sleep(3000);
        page.session().play();
        Thread.sleep(2000);
        Map<String, Long> before = processorTimes();
        long[] pictures = pictures(page);
        long began = System.nanoTime();
        double[] waits = pings(seconds);
        double took = (System.nanoTime() - began) / 1e9;
        long[] later = pictures(page);
        Arrays.sort(waits);
        System.out.printf(
                "%s, %d s of play: a task waits for the FX thread %.1f ms (median), %.1f ms (95 %%), %.1f ms (most)%n",
                preset.id(),
                seconds,
                waits[waits.length / 2],
                waits[(int) (waits.length * 0.95)],
                waits[waits.length - 1]);
        for (int i = 0; i < later.length; i++) {
            System.out.printf(
                    "  %s: %.1f pictures a second%n",
                    page.grid().panes().get(i).kind().id(), (later[i] - pictures[i]) / took);
        }
        Map<String, Long> after = processorTimes();
        after.forEach((name, time) -> {
            double share = (time - before.getOrDefault(name, 0L)) / 1e9 / took;
            if (share > 0.005) {
                System.out.printf("  %-28s %5.1f %% of a core%n", name, 100 * share);
            }
        });
        System.gc();
        Runtime memory = Runtime.getRuntime();
        System.out.printf("  heap in use: %d MB%n", (memory.totalMemory() - memory.freeMemory()) >> 20);
        page.session().rewind();
        Thread.sleep(500);
        System.out.printf("whole run in the window: %.0f ms%n", wholeRun(page));
        System.out.printf("whole run without:       %.0f ms%n", wholeRunAlone(preset));
    }

    private static double wholeRun(LabPage page) throws InterruptedException {
        long began = System.nanoTime();
        page.session().runToEnd();
        AtomicReference<Boolean> over = new AtomicReference<>(false);
        while (!over.get()) {
            Thread.sleep(5);
            Platform.runLater(() -> over.set(page.state()
                    .flatMap(LabState::live)
                    .flatMap(entry -> entry.view().outcome())
                    .isPresent()));
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double wholeRunAlone(Preset preset) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (LabSession session = new LabSession(preset, state -> {
            if (state.live().isPresent()) {
                ready.countDown();
                if (state.live().get().view().outcome().isPresent()) {
                    over.countDown();
                }
            }
        })) {
            ready.await();
            long began = System.nanoTime();
            session.setSpeed(2);
            session.runToEnd();
            over.await();
            return (System.nanoTime() - began) / 1e6;
        }
    }

    /** Milliseconds that tasks waited, one task every five milliseconds. */
    static double[] pings(double seconds) throws InterruptedException {
        int count = (int) (seconds * 200);
        double[] waits = new double[count];
        CountDownLatch answered = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            long sent = System.nanoTime();
            Platform.runLater(() -> {
                waits[index] = (System.nanoTime() - sent) / 1e6;
                answered.countDown();
            });
            Thread.sleep(5);
        }
        answered.await(30, TimeUnit.SECONDS);
        return waits;
    }

    private static long[] pictures(LabPage page) {
        return page.grid().panes().stream()
                .mapToLong(pane -> pane.surface().pictures())
                .toArray();
    }

    private static Map<String, Long> processorTimes() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> times = new LinkedHashMap<>();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                times.merge(info.getThreadName(), threads.getThreadCpuTime(info.getThreadId()), Long::sum);
            }
        }
        return times;
    }

    private static long sinceBirth() {
        return System.currentTimeMillis() - BORN;
    }

    private static void say(String what, long number, String unit) {
        System.out.printf("%s %d %s%n", what, number, unit);
    }
}
