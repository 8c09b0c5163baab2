package org.mirrorflow.app.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.control.TransportBar;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;

/** Time in the lab: the transport, by which clock it counts, how fast it goes, and the bookmarks on it. */
final class TimeDesk {

    private static final List<String> SPEEDS =
            List.of("1 / frame", "2 / frame", "5 / frame", "20 / frame", "100 / frame");
    private static final int TEN = 10;
    private static final int DIGITS = 9;

    private final LabSession session;
    private final TransportBar transport = new TransportBar();
    private final Segments<TransportBar.Clock> clocks;
    private final ComboBox<String> speeds;
    private final NavigableMap<Integer, Double> bookmarks = new TreeMap<>();
    private Clock clock = Clock.LOG_TIME;
    private @Nullable LabState state;
    private Consumer<String> toast = message -> {};

    /**
     * @param session whose time it is
     * @param onClock is run after another clock was chosen
     */
    TimeDesk(LabSession session, Runnable onClock) {
        this.session = session;
        clocks = transport.addClocks(Arrays.stream(Clock.values())
                .map(each -> new TransportBar.Clock(each.id(), each.symbol(), each.label()))
                .toList());
        speeds = transport.addSpeeds(SPEEDS, "2 / frame");
        session.setSpeed(2);
        speeds.valueProperty().addListener((observable, before, now) -> session.setSpeed(samples(now)));
        transport.setOnPlayPause(session::play, session::pause);
        transport.setOnRewind(session::rewind);
        transport.setOnStep(session::step);
        transport.setOnSeek(position -> session.seekLogTime(logTimeAt(position)));
        Button fork = transport.addFork(session::fork);
        fork.setId("fork");
        fork.setTooltip(new Tooltip("Keep this run and go on from the moment at which you look (B)"));
        clocks.valueProperty().addListener((observable, before, now) -> {
            clock = Clock.named("clock", now.id());
            onClock.run();
            showTransport();
        });
    }

    /** Where short messages go. */
    void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    TransportBar bar() {
        return transport;
    }

    /** By what the charts run. */
    Clock clock() {
        return clock;
    }

    /** Runs all charts by the clock with that id, if there is one. */
    void setClock(String id) {
        clocks.choices().stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .ifPresent(clocks.valueProperty()::set);
    }

    /** So many samples a frame. */
    void setSpeed(int wanted) {
        speeds.getItems().stream()
                .filter(words -> samples(words) == wanted)
                .findFirst()
                .ifPresent(speeds::setValue);
    }

    private static int samples(String speed) {
        return Integer.parseInt(speed.substring(0, speed.indexOf(' ')));
    }

    /** Logarithms of the flow times that are marked, by digit. */
    NavigableMap<Integer, Double> bookmarks() {
        return new TreeMap<>(bookmarks);
    }

    /** Marks these flow times and no others. */
    void setBookmarks(Map<Integer, Double> wanted) {
        bookmarks.clear();
        bookmarks.putAll(wanted);
    }

    void show(LabState now) {
        state = now;
        transport.playingProperty().set(now.playing());
        showTransport();
    }

    private void showTransport() {
        LabState now = state;
        if (now == null || now.live().isEmpty()) {
            transport.setTime("", now == null ? "" : now.working());
            transport.setMovable(false, false);
            transport.setMarks(List.of());
            return;
        }
        RunView view = now.live().get().view();
        History history = view.history();
        int last = history.size() - 1;
        transport.setTime(clock.readOff(view.clocks()), detail(now, view));
        transport.positionProperty().set(Marks.position(history, clock, view.clocks()));
        transport.setMovable(last > 0, view.outcome().isEmpty() || view.cursor() < last);
        transport.setMarks(Marks.of(history, clock));
        transport.setBookmarks(
                bookmarks.entrySet().stream()
                        .map(entry -> new TransportBar.Bookmark(
                                entry.getKey(),
                                Marks.position(
                                        history,
                                        clock,
                                        history.clocks(history.rowAt(Clocks::logTime, entry.getValue())))))
                        .toList(),
                this::goTo);
    }

    private static String detail(LabState now, RunView view) {
        History history = view.history();
        int last = history.size() - 1;
        if (!now.working().isEmpty()) {
            return now.working();
        }
        if (last == 0 && !now.playing()) {
            return "press Space to play";
        }
        return view.experiment().continuous()
                ? "sample " + view.cursor() + " of " + last
                : "step " + history.step(view.cursor()) + " of " + history.step(last);
    }

    private double logTimeAt(double position) {
        LabState now = state;
        return now == null
                ? Double.NEGATIVE_INFINITY
                : now.live()
                        .map(entry -> entry.view().history())
                        .map(history -> history.clocks(Marks.row(history, clock, position))
                                .logTime())
                        .orElse(Double.NEGATIVE_INFINITY);
    }

    private void goTo(int digit) {
        Double time = bookmarks.get(digit);
        if (time == null) {
            toast.accept("No bookmark " + digit + " is set; Ctrl+" + digit + " sets it");
        } else {
            session.seekLogTime(time);
        }
    }

    private void bookmark(int digit) {
        LabState now = state;
        if (now != null && now.live().isPresent()) {
            RunView view = now.live().get().view();
            bookmarks.put(digit, view.clocks().logTime());
            toast.accept("Bookmark " + digit + " at " + clock.readOff(view.clocks()));
            showTransport();
        }
    }

    private void playOrPause() {
        if (transport.playingProperty().get()) {
            session.pause();
        } else {
            session.play();
        }
    }

    private void nextClock() {
        List<TransportBar.Clock> all = clocks.choices();
        int at = all.indexOf(clocks.valueProperty().get());
        clocks.valueProperty().set(all.get((at + 1) % all.size()));
    }

    /** Adds the keys of time to the window's actions, on one page. */
    void addActions(Actions actions, String page) {
        String run = "Run";
        actions.add(action("run.play", "Play or pause", run, page, this::playOrPause, "Space"));
        actions.add(action("run.step", "One step on", run, page, () -> session.step(1), "Right"));
        actions.add(action("run.back", "One step back", run, page, () -> session.step(-1), "Left"));
        actions.add(action("run.ten", "Ten steps on", run, page, () -> session.step(TEN), "Shift+Right"));
        actions.add(action("run.ten-back", "Ten steps back", run, page, () -> session.step(-TEN), "Shift+Left"));
        actions.add(action("run.start", "Look at the start", run, page, session::seekStart, "Home"));
        actions.add(action("run.end", "Run to the end", run, page, session::runToEnd, "End"));
        actions.add(action("run.rewind", "Rewind to the same start", run, page, session::rewind, "Backspace"));
        actions.add(action("run.fork", "Fork here", run, page, session::fork, "B"));
        actions.add(action("chart.clock", "Next clock", "Charts", page, this::nextClock, "C"));
        for (int digit = 1; digit <= DIGITS; digit++) {
            int which = digit;
            String id = Integer.toString(digit);
            actions.add(action("bookmark.go-" + id, "Go to bookmark " + id, "Bookmarks", page, () -> goTo(which), id));
            actions.add(action(
                    "bookmark.set-" + id,
                    "Set bookmark " + id,
                    "Bookmarks",
                    page,
                    () -> bookmark(which),
                    "Ctrl+" + id));
        }
    }

    private static Action action(String id, String name, String group, String page, Runnable what, String key) {
        return new Action(id, name, group, List.of(Shortcut.of(key)), what).on(page);
    }
}
