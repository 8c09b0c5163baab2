package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.GalleryList;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.RunsStrip;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.control.TransportBar;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.copy.CopyAs;
import org.mirrorflow.app.copy.CopyForm;
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
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Verdict;

/**
 * The lab: gallery, charts, controls and transport around one {@link LabSession}. Draws the newest state once a pulse,
 * however often the session speaks.
 */
final class LabPage {

    /** Id of the page. */
    static final String ID = "lab";

    private static final List<String> SPEEDS =
            List.of("1 / frame", "2 / frame", "5 / frame", "20 / frame", "100 / frame");
    private static final int TEN = 10;
    private static final int DIGITS = 9;

    /** More runs than this are too narrow side by side. */
    private static final int MOST_BESIDE = 3;

    /** More presets than this do not fit into the gallery at once. */
    private static final int UNFOLDED = 16;

    private final LabSession session;
    private final Appearance appearance;
    private final AtomicReference<@Nullable LabState> newest = new AtomicReference<>();
    private final GalleryList<PresetItem> gallery;
    private final Label title = new Label();
    private final Label sentence = new Label();
    private final FlowPane chips = new FlowPane(8, 6);
    private final List<VerdictChip> verdictChips = new ArrayList<>();
    private List<String> chipIds = List.of();
    private final Banner banner = new Banner();
    /** Of a session that can be restored; stays whatever the run has to say. */
    private final Banner lost = new Banner();

    private final ChartGrid grid;
    private final ControlPanel controls;
    private final RunsStrip runs = new RunsStrip();
    private final TransportBar transport = new TransportBar();
    private final ExportCard exportCard;
    private final ComboBox<String> speeds;
    private final StackPane centre = new StackPane();
    private final ChartDesk desk;
    private final Segments<TransportBar.Clock> clocks;
    private Clock clock = Clock.LOG_TIME;
    /** Id of the preset that was opened last; empty for anything else. */
    private String openPreset = Presets.all().getFirst().id();

    private String shownBanner = "";
    private List<RunsStrip.RunChip> shownChips = List.of();
    private @Nullable LabState state;
    private Comparison comparison = Comparison.OVERLAY;
    private final CompareBar compare;
    private final NavigableMap<Integer, Double> bookmarks = new TreeMap<>();
    /** How the session that is being restored was looked at, until its first state arrives. */
    private SavedSession.@Nullable View awaited;

    private final List<Runnable> onShown = new ArrayList<>();
    private final VBox head = new VBox(4);
    /** Where a guided tour speaks, in the place of title and sentence. */
    private final VBox tour = new VBox();
    /** Which run is which, for those who see no runs strip. */
    private final FlowPane key = new FlowPane(24, 4);

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
        controls = new ControlPanel(session::edit, session::rewind, session::keepChanges, footer(export, copyMenu()));
        compare = new CompareBar(this::compare, session::setSeeds, session::setSpread);
        runs.addExtra(compare);
        clocks = transport.addClocks(Arrays.stream(Clock.values())
                .map(each -> new TransportBar.Clock(each.id(), each.symbol(), each.label()))
                .toList());
        buildCentre();
        speeds = transport.addSpeeds(SPEEDS, "2 / frame");
        buildTransport();
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
    }

    Page page() {
        return new Page(ID, "Lab", gallery, centre, controls, runs, bottom);
    }

    /** Shows what a tour says in the place of title and sentence; null for these. */
    void showTour(@Nullable Node says) {
        tour.getChildren().setAll(says == null ? List.of() : List.of(says));
        if (says == null) {
            shownOnly = List.of();
        }
        arrange();
    }

    /** Puts something beside the transport; null for nothing. */
    void setCompanionOfTransport(@Nullable Node beside) {
        bottom.getChildren().setAll(beside == null ? List.of(transport) : List.of(transport, beside));
    }

    /** Shows the page to a class, larger than usual by that factor; 0 shows it as usual. */
    void setPresented(double factor) {
        if (factor == presented) {
            return;
        }
        presented = factor;
        transport.setMinimal(factor > 0);
        arrange();
        drawCharts();
    }

    /** Title and sentence unless a tour speaks; chips where one works; as many charts as can be seen from afar. */
    private void arrange() {
        boolean touring = !tour.getChildren().isEmpty();
        for (Node words : List.of(title, sentence)) {
            words.setVisible(!touring);
            words.setManaged(!touring);
        }
        chips.setVisible(presented == 0);
        chips.setManaged(presented == 0);
        key.setVisible(presented > 0);
        key.setManaged(presented > 0);
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

    /** Runs all charts by this clock. */
    void setClock(Clock wanted) {
        clocks.choices().stream()
                .filter(choice -> choice.id().equals(wanted.id()))
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
        bookmarks.clear();
        session.open(specification, base);
    }

    /** Opens a preset and marks it in the gallery; the one that is open already stays as it is. */
    void open(Preset wanted) {
        gallery.select(wanted.id());
        if (!wanted.id().equals(openPreset)) {
            openPreset = wanted.id();
            bookmarks.clear();
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
        return Optional.of(
                SavedSession.of(now, new SavedSession.View(grid.arrangement(), clock.id(), comparison, bookmarks)));
    }

    /** Is called after every state that was shown. */
    void addOnShown(Runnable handler) {
        onShown.add(handler);
    }

    private void show(SavedSession.View view, LabState now) {
        clocks.choices().stream()
                .filter(choice -> choice.id().equals(view.clock()))
                .findFirst()
                .ifPresent(clocks.valueProperty()::set);
        compare.choose(view.comparison());
        speeds.getItems().stream()
                .filter(words -> samples(words) == now.speed())
                .findFirst()
                .ifPresent(speeds::setValue);
        bookmarks.clear();
        bookmarks.putAll(view.bookmarks());
        grid.restore(view.arrangement());
    }

    private void buildCentre() {
        title.getStyleClass().add("page-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("muted");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        chips.setMinHeight(Region.USE_PREF_SIZE);
        head.getChildren().setAll(title, sentence, chips, key);
        key.setVisible(false);
        key.setManaged(false);
        key.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(transport, Priority.ALWAYS);
        bottom.getStyleClass().add("transport-row");
        bottom.getChildren().setAll(transport);
        VBox.setMargin(chips, new Insets(4, 0, 0, 0));
        head.setPadding(new Insets(12, 16, 10, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        VBox.setVgrow(grid, Priority.ALWAYS);
        VBox content = new VBox(lost, tour, head, rule, banner, grid);
        content.getStyleClass().add("page");
        content.setMinSize(0, 0);
        exportCard.setVisible(false);
        StackPane.setAlignment(exportCard, Pos.TOP_RIGHT);
        StackPane.setMargin(exportCard, new Insets(12));
        centre.getChildren().setAll(content, exportCard);
        centre.setMinSize(0, 0);
    }

    private void buildTransport() {
        transport.setOnPlayPause(session::play, session::pause);
        transport.setOnRewind(session::rewind);
        transport.setOnStep(session::step);
        transport.setOnSeek(position -> session.seekLogTime(logTimeAt(position)));
        clocks.valueProperty().addListener((observable, before, now) -> {
            clock = Clock.named("clock", now.id());
            drawCharts();
            showTransport();
        });
        Button fork = transport.addFork(session::fork);
        fork.setId("fork");
        fork.setTooltip(new Tooltip("Keep this run and go on from the moment at which you look (B)"));
        session.setSpeed(2);
        speeds.valueProperty().addListener((observable, before, now) -> session.setSpeed(samples(now)));
    }

    private static int samples(String speed) {
        return Integer.parseInt(speed.substring(0, speed.indexOf(' ')));
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
        title.setText(now.title());
        sentence.setText(
                comparison == Comparison.OVERLAY
                        ? now.sentence()
                        : difference(now).orElse(now.sentence()));
        transport.playingProperty().set(now.playing());
        desk.show(now);
        controls.show(now);
        now.live()
                .ifPresentOrElse(
                        live -> showVerdicts(now.verdicts(), live.view()),
                        () -> chips.getChildren().clear());
        showBanner(now);
        showRuns(now);
        showTransport();
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

    /** What tells the first two runs that are drawn from each other. */
    private static Optional<String> difference(LabState now) {
        List<RunView> drawn = now.drawn();
        if (drawn.size() < 2) {
            return Optional.empty();
        }
        RunView a = drawn.get(0);
        RunView b = drawn.get(1);
        return Optional.of(Differences.between(
                a.role().letter(),
                a.experiment().specification(),
                b.role().letter(),
                b.experiment().specification()));
    }

    private void compare(Comparison wanted) {
        comparison = wanted;
        LabState now = state;
        if (now != null) {
            show(now);
        }
    }

    private void showVerdicts(List<Verdict> verdicts, RunView live) {
        List<String> ids = verdicts.stream().map(Verdict::id).toList();
        if (!ids.equals(chipIds) || chips.getChildren().isEmpty()) {
            chipIds = ids;
            verdictChips.clear();
            verdicts.forEach(verdict -> verdictChips.add(new VerdictChip(VerdictTexts.chip(verdict, live))));
            chips.getChildren().setAll(verdictChips);
        }
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            verdictChips.get(i).update(VerdictTexts.chip(verdict, live));
            verdictChips.get(i).setCard(() -> new ResidualCard(VerdictTexts.card(verdict)));
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
            key.getChildren()
                    .setAll(entries.stream()
                            .filter(RunsStrip.RunChip::shown)
                            .map(LabPage::keyOf)
                            .toList());
        }
        runs.setPinnable(pinnable(now));
    }

    private static Node keyOf(RunsStrip.RunChip run) {
        Region line = new Region();
        boolean hued = run.letter().compareTo("D") <= 0;
        line.getStyleClass().addAll("run-line", hued ? "run-" + run.letter().toLowerCase(Locale.ROOT) : "run-other");
        Label words = new Label(run.letter() + (run.difference().isEmpty() ? "" : "  " + run.difference()));
        HBox row = new HBox(8, line, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static boolean pinnable(LabState now) {
        return now.live().isPresent() && now.runs().size() < LabSession.MOST_RUNS;
    }

    private static String letter(int index) {
        return String.valueOf((char) ('A' + index));
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
                panes.get(i).show(List.of(own), null, own.role().letter(), clock, palette, scale);
            } else {
                panes.get(i).show(drawn, less, "", clock, palette, scale);
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
            exportCard.offer(grid.panes().stream().map(ChartPane::kind).toList(), pane.kind(), now.drawn(), clock);
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
                    clock,
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

    private MenuButton copyMenu() {
        MenuButton menu = new MenuButton("Copy as", Icons.feather("terminal"));
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(form.label());
            item.setId("copy-" + form.id());
            item.setOnAction(event -> copyAs(form));
            menu.getItems().add(item);
        }
        menu.setId("copy-as");
        return menu;
    }

    /** Copies the experiment in that form. Its data and predictions are made anew, so it is written on another thread. */
    private void copyAs(CopyForm form) {
        LabState now = state;
        if (now == null) {
            return;
        }
        Specification specification = now.edited();
        String source = openPreset;
        Path base = now.subject().base();
        Thread.ofVirtual().start(() -> {
            Runnable shown;
            try {
                String text = CopyAs.text(form, specification, source, base);
                shown = () -> copy(text);
            } catch (ProblemException e) {
                shown = () -> toast.accept(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                String sentence = Failures.of(e).sentence();
                shown = () -> toast.accept(sentence);
            }
            Platform.runLater(shown);
        });
    }

    private void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        toast.accept("Copied");
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    void addActions(Actions actions) {
        String run = "Run";
        actions.add(action("run.play", "Play or pause", run, this::playOrPause, "Space"));
        actions.add(action("run.step", "One step on", run, () -> session.step(1), "Right"));
        actions.add(action("run.back", "One step back", run, () -> session.step(-1), "Left"));
        actions.add(action("run.ten", "Ten steps on", run, () -> session.step(TEN), "Shift+Right"));
        actions.add(action("run.ten-back", "Ten steps back", run, () -> session.step(-TEN), "Shift+Left"));
        actions.add(action("run.start", "Look at the start", run, session::seekStart, "Home"));
        actions.add(action("run.end", "Run to the end", run, session::runToEnd, "End"));
        actions.add(action("run.rewind", "Rewind to the same start", run, session::rewind, "Backspace"));
        actions.add(action("run.reseed", "Another seed", run, this::reseed, "R"));
        actions.add(action("run.pin", "Pin this run", run, this::pin, "P"));
        actions.add(action("run.fork", "Fork here", run, session::fork, "B"));
        for (int digit = 1; digit <= DIGITS; digit++) {
            int which = digit;
            actions.add(action(
                    "bookmark.go-" + digit,
                    "Go to bookmark " + digit,
                    "Bookmarks",
                    () -> goTo(which),
                    Integer.toString(digit)));
            actions.add(action(
                    "bookmark.set-" + digit,
                    "Set bookmark " + digit,
                    "Bookmarks",
                    () -> bookmark(which),
                    "Ctrl+" + digit));
        }
        String chart = "Charts";
        actions.add(action("chart.clock", "Next clock", chart, this::nextClock, "C"));
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

    private void playOrPause() {
        if (transport.playingProperty().get()) {
            session.pause();
        } else {
            session.play();
        }
    }

    Clock clock() {
        return clock;
    }

    private void nextClock() {
        List<TransportBar.Clock> all = clocks.choices();
        int at = all.indexOf(clocks.valueProperty().get());
        clocks.valueProperty().set(all.get((at + 1) % all.size()));
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
