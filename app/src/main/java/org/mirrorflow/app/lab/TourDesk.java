package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.PaletteEntry;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourMoment;
import org.mirrorflow.app.tour.TourPlayer;
import org.mirrorflow.app.tour.TourStage;
import org.mirrorflow.app.tour.Tours;
import org.mirrorflow.sim.experiment.Preset;

/** Plays guided tours on the lab page. Used on the FX thread. */
final class TourDesk {

    private static final String GROUP = "Tours";

    private final LabPage page;
    private final MainWindow window;
    private final TourPanel panel = new TourPanel(this::back, this::on, this::leave);
    private final BooleanProperty touring = new SimpleBooleanProperty();
    private final BooleanProperty atEnd = new SimpleBooleanProperty();
    private final BooleanProperty atStart = new SimpleBooleanProperty();
    private final Stage stage = new Stage();
    private @Nullable TourPlayer player;

    TourDesk(LabPage page, MainWindow window) {
        this.page = page;
        this.window = window;
        page.addOnShown(this::hear);
        window.addLeave(touring, this::leave);
        window.presentingProperty().addListener(observable -> arrange());
        window.addPaletteSource(this::entries);
    }

    /** Whether a tour is under way. */
    ReadOnlyBooleanProperty touringProperty() {
        return touring;
    }

    /** The player of the tour under way. */
    Optional<TourPlayer> player() {
        return Optional.ofNullable(player);
    }

    /** Adds what can be done with tours to the window's actions; keys of a step come before all others. */
    void addActions(Actions actions) {
        actions.add(new Action("tour.choose", "Guided tours", GROUP, List.of(Shortcut.of("Shift+T")), this::choose));
        add(actions, "tour.reveal", "Reveal, go on", this::on, touring, "Enter", "Page Down");
        add(actions, "tour.back", "Step before", this::back, touring, "Page Up");
        add(actions, "tour.on-by-arrow", "Next step, at its end", this::on, atEnd, "Right");
        add(actions, "tour.back-by-arrow", "Step before, at its start", this::back, atStart, "Left");
        actions.add(
                new Action("tour.again", "Begin the step again", GROUP, List.of(), this::again, touring, LabPage.ID));
        actions.add(new Action("tour.leave", "Leave the tour", GROUP, List.of(), this::leave, touring, LabPage.ID));
    }

    private static void add(
            Actions actions, String id, String name, Runnable run, ReadOnlyBooleanProperty when, String... keys) {
        List<Shortcut> shortcuts = new ArrayList<>();
        for (String key : keys) {
            shortcuts.add(Shortcut.of(key));
        }
        actions.add(new Action(id, name, GROUP, shortcuts, run, when, LabPage.ID).takingKeysFirst());
    }

    /** Lets the person choose one of the shipped tours. */
    void choose() {
        List<PaletteEntry> entries = entries();
        window.showPalette("Search " + entries.size() + " tours", entries);
    }

    private List<PaletteEntry> entries() {
        return Tours.all().stream()
                .map(tour -> new PaletteEntry(
                        "Tour, " + tour.steps().size() + " steps", tour.title(), tour.sentence(), () -> open(tour)))
                .toList();
    }

    /** Begins a tour. */
    void open(Tour tour) {
        window.showPage(LabPage.ID);
        player = new TourPlayer(tour, stage, true, (expectation, finding) -> {});
        touring.set(true);
        window.statusProperty().set(tour.title());
        page.showTour(panel);
        arrange();
        player.start();
        show();
    }

    private void hear() {
        TourPlayer now = player;
        if (now != null) {
            page.state().ifPresent(state -> {
                if (now.idle()) {
                    stage.seed = state.edited().seed();
                }
                now.hear(moment(state));
                showEnds(now);
            });
        }
    }

    private void on() {
        TourPlayer now = player;
        if (now == null) {
            return;
        }
        if (now.canReveal()) {
            now.reveal();
        } else if (now.isLast()) {
            leave();
            return;
        } else {
            now.next();
        }
        show();
    }

    private void back() {
        TourPlayer now = player;
        if (now != null) {
            now.back();
            show();
        }
    }

    private void again() {
        TourPlayer now = player;
        if (now != null) {
            now.go(now.index());
            show();
        }
    }

    /** The experiment stays as it is; the tour can be taken up again. */
    private void leave() {
        TourPlayer left = player;
        if (left == null) {
            return;
        }
        player = null;
        touring.set(false);
        atEnd.set(false);
        atStart.set(false);
        page.showTour(null);
        page.setCompanionOfTransport(null);
        window.statusProperty().set("");
        boolean over = left.isLast() && left.atEnd();
        window.toast().show(over ? "The tour is over" : "Left the tour", over ? "Begin again" : "Go on", () -> {
            player = left;
            touring.set(true);
            window.statusProperty().set(left.tour().title());
            window.showPage(LabPage.ID);
            page.showTour(panel);
            arrange();
            left.go(over ? 0 : left.index());
            show();
        });
    }

    /** Shows where the player stands. */
    void show() {
        TourPlayer now = player;
        if (now != null) {
            panel.show(now);
            showEnds(now);
        }
    }

    private void showEnds(TourPlayer now) {
        atEnd.set(now.atEnd());
        atStart.set(now.index() > 0
                && now.idle()
                && page.state()
                        .flatMap(LabState::live)
                        .filter(live -> live.view().cursor() == 0)
                        .isPresent());
    }

    /** In presenter mode the way on stands beside the transport, where the hand is. */
    private void arrange() {
        if (player != null) {
            if (window.presentingProperty().get()) {
                page.setCompanionOfTransport(panel.way());
            } else {
                page.setCompanionOfTransport(null);
                panel.takeWay();
            }
        }
    }

    /** What the session shows, as a tour sees it. */
    static TourMoment moment(LabState state) {
        List<LabState.RunEntry> runs = state.runs();
        int leader = 0;
        while (leader < runs.size() && !goesOn(runs.get(leader))) {
            leader++;
        }
        boolean over = leader == runs.size();
        return new TourMoment(
                runs.stream().map(LabState.RunEntry::view).toList(),
                state.verdicts(),
                over ? 0 : leader,
                over,
                state.playing(),
                !state.working().isEmpty(),
                state.edits(),
                state.failure().map(LabState.Failure::sentence).orElse(""));
    }

    private static boolean goesOn(LabState.RunEntry entry) {
        return !entry.pinned() && entry.view().outcome().isEmpty();
    }

    /** The lab page as a stage. */
    private final class Stage implements TourStage {

        private long seed;

        @Override
        public void open(Preset preset) {
            seed = preset.specification().seed();
            page.openAgain(preset);
        }

        @Override
        public void set(String path, Object value) {
            if (path.equals("seed") && value instanceof Number number) {
                seed = number.longValue();
            }
            page.session().edit(path, value);
        }

        @Override
        public void rewind() {
            page.session().rewind();
        }

        @Override
        public void show(List<String> charts) {
            page.showOnly(charts);
        }

        @Override
        public void clock(Clock clock) {
            page.time().setClock(clock.id());
        }

        @Override
        public void speed(int samples) {
            page.time().setSpeed(samples);
        }

        @Override
        public void play() {
            page.session().play();
        }

        @Override
        public void pause() {
            page.session().pause();
        }

        @Override
        public void runToEnd() {
            page.session().runToEnd();
        }

        @Override
        public void step(int samples) {
            page.session().step(samples);
        }

        @Override
        public void look(double logTime) {
            page.session().seekLogTime(logTime);
        }

        @Override
        public void pin() {
            page.session().pin();
        }

        @Override
        public long mark() {
            // Setting the seed to what it is changes nothing, and is answered in order.
            return page.session().edit("seed", seed);
        }
    }
}
