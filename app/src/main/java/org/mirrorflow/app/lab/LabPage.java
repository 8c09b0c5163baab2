package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.GalleryList;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.RunsStrip;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.PaletteEntry;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.app.verdict.VerdictTexts;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Verdict;

/**
 * The lab: gallery, charts, controls and transport around one {@link LabSession}. Draws the newest state once a pulse,
 * however often the session speaks.
 */
final class LabPage {

    /** Id of the page. */
    static final String ID = "lab";

    /** More runs than this are too narrow side by side. */
    private static final int MOST_BESIDE = 3;

    /** More presets than this do not fit into the gallery at once. */
    private static final int UNFOLDED = 16;

    private final LabSession session;
    private final Appearance appearance;
    private final AtomicReference<@Nullable LabState> newest = new AtomicReference<>();
    private final GalleryList<PresetItem> gallery;
    private final PageHead head = new PageHead();
    private final Banner banner = new Banner();
    /** Of a session that can be restored; stays whatever the run has to say. */
    private final Banner lost = new Banner();

    private final ChartGrid grid;
    private final ControlPanel controls;
    private final RunsStrip runs = new RunsStrip();
    private final TimeDesk time;
    private final CopyMenu copyMenu;
    private final ExportCard exportCard;
    private final StackPane centre = new StackPane();
    private final ChartDesk desk;
    /** Id of the preset that was opened last; empty for anything else. */
    private String openPreset = Presets.all().getFirst().id();

    private String shownBanner = "";
    private List<RunsStrip.RunChip> shownChips = List.of();
    private @Nullable LabState state;
    private Comparison comparison = Comparison.OVERLAY;
    private final CompareBar compare;
    /** How the session that is being restored was looked at, until its first state arrives. */
    private SavedSession.@Nullable View awaited;

    private final List<Runnable> onShown = new ArrayList<>();
    private final HBox bottom = new HBox();
    /** The charts that a tour shows; empty where the experiment chooses. */
    private List<String> shownOnly = List.of();
    /** How much larger than usual a class sees the page; 0 outside presenter mode. */
    private double presented;

    private volatile boolean reducedMotion;
    private final PauseTransition nextPicture = new PauseTransition(Duration.millis(100));
    private Consumer<String> toast = message -> {};
    private ComposeHandler onCompose = (chart, runs, by, scale, title, base) -> {};

    LabPage(Appearance appearance) {
        this.appearance = appearance;
        gallery = new GalleryList<>(List.of(PresetItem.BY_PAPER, PresetItem.BY_OBJECT), Thumbnails::of);
        gallery.setItems(PresetItem.all());
        if (Presets.all().size() > UNFOLDED) {
            gallery.foldAllBut(Presets.all().getFirst().id());
        }
        session = new LabSession(Presets.all().getFirst(), this::hear);
        grid = new ChartGrid(session::seekLogTime, this::export);
        grid.setOnRearranged(this::drawCharts);
        desk = new ChartDesk(grid, session);
        time = new TimeDesk(session, this::drawCharts);
        copyMenu = new CopyMenu(() -> state, () -> openPreset);
        exportCard = new ExportCard(
                saved -> {
                    closeExport();
                    toast.accept(saved);
                },
                this::closeExport);
        Button export = new Button("Export figure", Icons.feather("image"));
        export.getStyleClass().add("accent");
        export.setId("export");
        export.setOnAction(event -> exportCurrent());
        controls = new ControlPanel(
                session::edit, session::rewind, session::keepChanges, footer(export, copyMenu.button()));
        compare = new CompareBar(this::compare, session::setSeeds, session::setSpread);
        runs.addExtra(compare);
        buildCentre();
        runs.setOnPin(this::pin);
        runs.setOnShow(session::show);
        runs.setOnRemove(session::remove);
        gallery.select(Presets.all().getFirst().id());
        gallery.setOnOpen(item -> open(item.preset()));
        appearance.themeProperty().addListener((observable, before, now) -> {
            gallery.refreshThumbnails();
            drawCharts();
        });
        appearance.textScaleProperty().addListener((observable, before, now) -> drawCharts());
        reducedMotion = appearance.reducedMotionProperty().get();
        appearance.reducedMotionProperty().addListener((observable, before, now) -> reducedMotion = now);
        nextPicture.setOnFinished(event -> showNewest());
    }

    /** Where short messages go. */
    void setOnMessage(Consumer<String> handler) {
        toast = handler;
        desk.setOnMessage(handler);
        time.setOnMessage(handler);
        copyMenu.setOnMessage(handler);
    }

    Page page() {
        return new Page(ID, "Lab", gallery, centre, controls, runs, bottom);
    }

    /** Shows what a tour says in the place of title and sentence; null for these. */
    void showTour(@Nullable Node says) {
        head.showTour(says);
        if (says == null) {
            shownOnly = List.of();
        }
        arrange();
    }

    /** Puts something beside the transport; null for nothing. */
    void setCompanionOfTransport(@Nullable Node beside) {
        bottom.getChildren().setAll(beside == null ? List.of(time.bar()) : List.of(time.bar(), beside));
    }

    /** Shows the page to a class, larger than usual by that factor; 0 shows it as usual. */
    void setPresented(double factor) {
        if (factor == presented) {
            return;
        }
        presented = factor;
        time.bar().setMinimal(factor > 0);
        head.setPresented(factor > 0);
        arrange();
        drawCharts();
    }

    /** As many charts as can be seen from afar, or as a tour wants. */
    private void arrange() {
        grid.setMost(!shownOnly.isEmpty() ? shownOnly.size() : presented > 0 ? 2 : 0);
    }

    /** Opens a preset at its start, also the one that is open, with the charts that it asks for. */
    void openAgain(Preset wanted) {
        boolean open = wanted.id().equals(openPreset);
        shownOnly = List.of();
        arrange();
        open(wanted);
        if (open) {
            session.open(wanted);
            grid.showCharts(wanted.charts());
        }
    }

    /** Shows these charts and no others. */
    void showOnly(List<String> charts) {
        shownOnly = List.copyOf(charts);
        arrange();
        grid.showCharts(charts);
    }

    /** Time, as the page counts it. */
    TimeDesk time() {
        return time;
    }

    /** Whether the export card is open. */
    ReadOnlyBooleanProperty exportOpenProperty() {
        return exportCard.visibleProperty();
    }

    /** The charts that can be shown in the place of the current one, as lines of the command palette; {@code show} brings the page to the front. */
    List<PaletteEntry> chartEntries(Runnable show) {
        LabState now = state;
        if (now == null || now.live().isEmpty()) {
            return List.of();
        }
        RunView live = now.live().get().view();
        List<String> shown = grid.shown();
        return Charts.ALL.entries().stream()
                .filter(kind -> !shown.contains(kind.id()) && kind.applies(live))
                .map(kind -> new PaletteEntry("Chart", kind.name(), kind.summary(), () -> {
                    show.run();
                    grid.current().ifPresent(pane -> grid.choose(pane, kind));
                }))
                .toList();
    }

    /** The presets, as lines of the command palette; {@code show} brings the page to the front. */
    List<PaletteEntry> presetEntries(Runnable show) {
        return Presets.all().stream()
                .map(preset -> new PaletteEntry("Experiment", preset.title(), preset.sentence(), () -> {
                    show.run();
                    open(preset);
                }))
                .toList();
    }

    LabSession session() {
        return session;
    }

    Optional<LabState> state() {
        return Optional.ofNullable(state);
    }

    /** The specification as the controls have it; empty before the first state. */
    Optional<Specification> edited() {
        return Optional.ofNullable(state).map(LabState::edited);
    }

    /** Where the page says what needs the person. */
    Banner banner() {
        return lost;
    }

    ChartGrid grid() {
        return grid;
    }

    ControlPanel controls() {
        return controls;
    }

    /** Opens a specification that is not in the gallery. */
    void open(Specification specification, Path base) {
        openPreset = "";
        time.setBookmarks(Map.of());
        session.open(specification, base);
    }

    /** Opens a preset and marks it in the gallery; the one that is open already stays as it is. */
    void open(Preset wanted) {
        gallery.select(wanted.id());
        if (!wanted.id().equals(openPreset)) {
            openPreset = wanted.id();
            time.setBookmarks(Map.of());
            session.open(wanted);
        }
    }

    /** Opens what was saved: its runs are run again, and it is looked at as before. */
    void open(SavedSession saved) {
        openPreset = saved.subject().preset();
        if (!openPreset.isEmpty()) {
            gallery.select(openPreset);
        }
        awaited = saved.view();
        session.restore(saved);
    }

    /** The session as it can be saved; empty as long as there is no run. */
    Optional<SavedSession> saved() {
        LabState now = state;
        if (now == null || now.live().isEmpty() || awaited != null) {
            return Optional.empty();
        }
        return Optional.of(SavedSession.of(
                now, new SavedSession.View(grid.arrangement(), time.clock().id(), comparison, time.bookmarks())));
    }

    /** Is called after every state that was shown. */
    void addOnShown(Runnable handler) {
        onShown.add(handler);
    }

    private void show(SavedSession.View view, LabState now) {
        time.setClock(view.clock());
        compare.choose(view.comparison());
        time.setSpeed(now.speed());
        time.setBookmarks(view.bookmarks());
        grid.restore(view.arrangement());
    }

    private void buildCentre() {
        HBox.setHgrow(time.bar(), Priority.ALWAYS);
        bottom.getStyleClass().add("transport-row");
        bottom.getChildren().setAll(time.bar());
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        VBox.setVgrow(grid, Priority.ALWAYS);
        VBox content = new VBox(lost);
        content.getChildren().addAll(head.nodes());
        content.getChildren().addAll(rule, banner, grid);
        content.getStyleClass().add("page");
        content.setMinSize(0, 0);
        exportCard.setVisible(false);
        StackPane.setAlignment(exportCard, Pos.TOP_RIGHT);
        StackPane.setMargin(exportCard, new Insets(12));
        centre.getChildren().setAll(content, exportCard);
        centre.setMinSize(0, 0);
    }

    /** Called on the engine's thread: keeps the newest state and asks for one drawing. */
    private void hear(LabState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(reducedMotion && published.playing() ? nextPicture::playFromStart : this::showNewest);
        }
    }

    private void showNewest() {
        LabState now = newest.getAndSet(null);
        if (now != null) {
            state = now;
            show(now);
        }
    }

    private void show(LabState now) {
        head.show(now, comparison);
        desk.show(now);
        controls.show(now);
        showBanner(now);
        showRuns(now);
        time.show(now);
        compare.show(now);
        grid.offer(now.charts(), now.live().map(LabState.RunEntry::view));
        SavedSession.View view = awaited;
        if (view != null && now.live().isPresent() && now.subject().preset().equals(openPreset)) {
            awaited = null;
            show(view, now);
        }
        drawCharts();
        onShown.forEach(Runnable::run);
    }

    private void compare(Comparison wanted) {
        comparison = wanted;
        LabState now = state;
        if (now != null) {
            show(now);
        }
    }

    private void showBanner(LabState now) {
        Optional<LabState.Failure> failure = now.failure().filter(wrong -> !controls.hasPlaceFor(wrong));
        Optional<Outcome> outcome = now.live()
                .map(LabState.RunEntry::view)
                .flatMap(view -> view.outcome().filter(ended -> wantsAdvice(ended, view)));
        String unpredicted = now.live()
                .map(entry -> entry.view().experiment())
                .filter(experiment -> experiment.prediction(Prediction.LIMIT).isEmpty())
                .map(Experiment::unpredicted)
                .orElse("");
        String waiting = now.runs().isEmpty() && now.failure().isPresent() ? "waiting" : "";
        String key = failure.map(LabState.Failure::sentence)
                .orElseGet(() -> outcome.map(Outcome::sentence).orElse(waiting.isEmpty() ? unpredicted : waiting));
        if (key.equals(shownBanner)) {
            return;
        }
        shownBanner = key;
        if (failure.isPresent()) {
            banner.show("This cannot be run", failure.get().sentence(), List.of());
        } else if (outcome.isPresent()) {
            banner.show(
                    headline(outcome.get().kind()),
                    outcome.get().sentence() + " " + outcome.get().advice(),
                    List.of(new Banner.Remedy("Rewind", session::rewind)));
        } else if (key.equals("waiting")) {
            banner.show(
                    "Nothing to draw yet",
                    "A setting on the right needs you; it says there what is missing.",
                    List.of());
        } else if (!key.isEmpty()) {
            banner.show("No limit is predicted here", key, List.of());
        } else {
            banner.clear();
        }
    }

    /** A run that ended by its limits where nothing was to be reached, or where it is, needs nobody. */
    private static boolean wantsAdvice(Outcome ended, RunView view) {
        return switch (ended.kind()) {
            case CONVERGED -> false;
            case DIVERGED -> true;
            case STATIONARY, TIME_LIMIT, STEP_LIMIT ->
                view.limitVerdict()
                        .filter(verdict -> verdict.status() != Verdict.Status.HOLDS)
                        .isPresent();
        };
    }

    private static String headline(Outcome.Kind kind) {
        return switch (kind) {
            case CONVERGED -> "Converged";
            case STATIONARY -> "The flow rests, but not at zero loss";
            case TIME_LIMIT -> "The time is over";
            case STEP_LIMIT -> "The steps are over";
            case DIVERGED -> "The run diverged";
        };
    }

    private void showRuns(LabState now) {
        List<RunsStrip.RunChip> entries = now.runs().stream()
                .map(entry -> new RunsStrip.RunChip(
                        letter(now.runs().indexOf(entry)),
                        entry.difference(),
                        entry.view()
                                .limitVerdict()
                                .map(verdict -> VerdictTexts.mark(verdict, entry.view()))
                                .orElse(null),
                        entry.live(),
                        entry.shown()))
                .toList();
        if (!entries.equals(shownChips)) {
            shownChips = entries;
            runs.setRuns(entries);
            head.setKey(entries);
        }
        runs.setPinnable(pinnable(now));
    }

    private static boolean pinnable(LabState now) {
        return now.live().isPresent() && now.runs().size() < LabSession.MOST_RUNS;
    }

    private static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    private void drawCharts() {
        LabState now = state;
        if (now == null) {
            return;
        }
        List<RunView> drawn = now.drawn();
        Palette palette = appearance.palette();
        double scale = appearance.textScaleProperty().get();
        controls.setLook(palette, scale);
        boolean apart = comparison == Comparison.SIDE_BY_SIDE && drawn.size() > 1;
        int copies = apart ? Math.min(drawn.size(), MOST_BESIDE) : 1;
        grid.setCopies(copies);
        RunView less = comparison == Comparison.DIFFERENCE && drawn.size() > 1 ? drawn.get(1) : null;
        List<ChartPane> panes = grid.panes();
        panes.forEach(pane -> pane.setPresented(presented));
        for (int i = 0; i < panes.size(); i++) {
            if (apart) {
                RunView own = drawn.get(i % copies);
                panes.get(i).show(List.of(own), null, own.role().letter(), time.clock(), palette, scale);
            } else {
                panes.get(i).show(drawn, less, "", time.clock(), palette, scale);
            }
        }
    }

    private void pin() {
        LabState now = state;
        if (now == null || !pinnable(now)) {
            return;
        }
        session.pin();
        toast.accept("Pinned this run; change the start and rewind to hold another against it");
    }

    private void exportCurrent() {
        grid.current().ifPresent(this::export);
    }

    private void export(ChartPane pane) {
        LabState now = state;
        if (now != null && now.live().isPresent()) {
            exportCard.setVisible(true);
            exportCard.offer(
                    grid.panes().stream().map(ChartPane::kind).toList(), pane.kind(), now.drawn(), time.clock());
        }
    }

    /** Hears of a chart that goes into the figure. */
    @FunctionalInterface
    interface ComposeHandler {
        /** A chart with its runs, as the lab shows them. */
        void add(String chart, List<RunView> runs, Clock clock, String scale, String title, Path base);
    }

    /** Who composes figures. */
    void setOnCompose(ComposeHandler handler) {
        onCompose = handler;
        grid.setOnCompose(this::compose);
    }

    /** Adds the chart that has the focus to the figure; answers whether there was one. */
    boolean composeCurrent() {
        Optional<ChartPane> pane =
                grid.current().filter(now -> state != null && !state.drawn().isEmpty());
        pane.ifPresent(this::compose);
        return pane.isPresent();
    }

    private void compose(ChartPane pane) {
        LabState now = state;
        if (now != null && now.live().isPresent() && !now.drawn().isEmpty()) {
            String scale = pane.chosenScale();
            onCompose.add(
                    pane.kind().id(),
                    now.drawn(),
                    time.clock(),
                    scale == null ? "" : scale,
                    now.title(),
                    now.subject().base());
            toast.accept("Added to the figure, which the page Figure shows");
        }
    }

    void closeExport() {
        exportCard.setVisible(false);
        grid.current().ifPresent(pane -> pane.surface().requestFocus());
    }

    private Node footer(Button export, MenuButton copy) {
        HBox row = new HBox(8, export, copy);
        row.setPadding(new Insets(10, 14, 10, 14));
        HBox.setHgrow(export, Priority.ALWAYS);
        export.setMaxWidth(Double.MAX_VALUE);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    void addActions(Actions actions) {
        String run = "Run";
        time.addActions(actions, ID);
        actions.add(action("run.reseed", "Another seed", run, this::reseed, "R"));
        actions.add(action("run.pin", "Pin this run", run, this::pin, "P"));
        String chart = "Charts";
        actions.add(action(
                "chart.scale",
                "Logarithmic or linear",
                chart,
                () -> grid.current().ifPresent(ChartPane::toggleLogarithmic),
                "X"));
        actions.add(action("chart.export", "Export figure", chart, this::exportCurrent, "E"));
        actions.add(action("chart.compose", "Add to the figure", chart, this::composeCurrent, "A"));
        actions.add(new Action(
                "chart.export-close",
                "Close the export card",
                chart,
                List.of(Shortcut.of("Esc")),
                this::closeExport,
                exportCard.visibleProperty(),
                ID));
        desk.addActions(actions, ID);
    }

    private static Action action(String id, String name, String group, Runnable what, String key) {
        return new Action(id, name, group, List.of(Shortcut.of(key)), what).on(ID);
    }

    private void reseed() {
        LabState now = state;
        if (now != null) {
            session.edit("seed", now.edited().seed() + 1);
            session.rewind();
            toast.accept("Reseeded to " + (now.edited().seed() + 1));
        }
    }
}
