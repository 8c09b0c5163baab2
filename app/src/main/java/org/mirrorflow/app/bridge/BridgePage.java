package org.mirrorflow.app.bridge;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.TrainingChart;
import org.mirrorflow.app.chart.TrainingFigure;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.app.shell.UserFolder;
import org.mirrorflow.app.verdict.VerdictTexts;
import org.mirrorflow.bridge.client.RunPhase;
import org.mirrorflow.bridge.client.RunStatus;
import org.mirrorflow.bridge.client.TrainingSession;
import org.mirrorflow.bridge.client.TrainingState;
import org.mirrorflow.bridge.client.WorkerCommand;
import org.mirrorflow.bridge.client.WorkerStatus;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.record.TrainingRecord;
import org.mirrorflow.bridge.record.TrainingSeries;
import org.mirrorflow.bridge.worker.Worker;
import org.mirrorflow.sim.run.Verdict;

/**
 * The page of the bridge: networks in training over each other, and beside them the toys that a comparison names, on one clock.
 * Shows the newest {@link TrainingState} once a pulse; all work is done elsewhere.
 */
public final class BridgePage implements AutoCloseable {

    /** Id of the page. */
    public static final String ID = "bridge";

    private static final String GROUP = "Bridge";
    private static final int MOST_ROWS = 3;
    private static final int ALONE = 4;

    private final Appearance appearance;
    private final TrainingSession session = new TrainingSession(this::command, TrainingSession.PATIENCE, this::hear);
    private final ToyTwins twins = new ToyTwins(this::hearToys);
    private final AtomicReference<@Nullable TrainingState> newest = new AtomicReference<>();
    private final AtomicReference<ToyTwins.@Nullable State> newestToys = new AtomicReference<>();
    private final RunsPanel runs = new RunsPanel(session::pause, session::resume);
    private final BridgePanel panel;
    private final Label title = new Label("Bridge");
    private final Label status = new Label();
    private final Label reading = new Label();
    private final Banner banner = new Banner();
    private final Segments<TrainingChart.Ruler> ruler =
            Segments.ofWords(List.of(TrainingChart.Ruler.values()), TrainingChart.Ruler::word);
    private final GridPane grid = new GridPane();
    private final Offer offer;
    private final Label toyTitle = new Label("Toy twin");
    private final Label toyNote = new Label();
    private final FlowPane toyVerdicts = new FlowPane(6, 4);
    private final Map<String, VerdictChip> toyChips = new LinkedHashMap<>();
    private final Label netTitle = new Label();
    private final Label netNote = new Label();
    private final VBox centre = new VBox();
    private final List<TrainingPane> toyPanes = new ArrayList<>();
    private final List<TrainingPane> netPanes = new ArrayList<>();
    private final Button start = new Button("Start", Icons.play());
    private final Button pause = new Button("Pause", Icons.feather("pause"));
    private final Button resume = new Button("Resume", Icons.play());
    private final Button save = Icons.button(Icons.feather("save"), "Save a checkpoint now (K)");
    private final Button stop = new Button("Stop", Icons.feather("square"));
    private final BooleanProperty startable = new SimpleBooleanProperty(true);
    private final BooleanProperty working = new SimpleBooleanProperty();
    private final BooleanProperty resumable = new SimpleBooleanProperty();
    private final BooleanProperty drawable = new SimpleBooleanProperty();
    private final List<String> chosen = new ArrayList<>();
    private Optional<WorkerCommand> given = Optional.empty();
    private volatile String host = "";
    private TrainingState state = TrainingState.EMPTY;
    private ToyTwins.State toys = ToyTwins.State.NONE;
    private double cursor = Double.NaN;
    private String bannerKey = "";
    private Consumer<String> toast = message -> {};
    private boolean connected;

    /** @param appearance theme and text size */
    public BridgePage(Appearance appearance) {
        this.appearance = appearance;
        panel = new BridgePanel(footer());
        panel.setOnSet(session::set);
        offer = new Offer(panel::show);
        panel.setOnHost(() -> {
            host = panel.host();
            sayCore();
        });
        buildCentre();
        appearance.themeProperty().addListener((observable, before, now) -> draw());
        appearance.textScaleProperty().addListener((observable, before, now) -> draw());
        ruler.valueProperty().addListener((observable, before, now) -> {
            cursor = Double.NaN;
            draw();
            showReading();
        });
        centre.sceneProperty().addListener((observable, before, now) -> {
            if (now != null) {
                connect();
            }
        });
        show();
    }

    /** Asks a local worker what it has, the first time that the page is seen. */
    private void connect() {
        sayCore();
        if (!connected && hasCore()) {
            connected = true;
            session.connect();
        }
    }

    private boolean hasCore() {
        return given.isPresent() || Worker.hasCore();
    }

    private void sayCore() {
        panel.sayCore(host.isEmpty() && !hasCore() ? Worker.NO_CORE + " " + Worker.NO_CORE_ADVICE : "");
        startable.set(!state.working() && (!host.isEmpty() || hasCore()));
    }

    /** How a worker is started; asked on the session's thread. */
    private WorkerCommand command() {
        return given.orElseGet(
                () -> host.isEmpty() ? WorkerCommand.local() : WorkerCommand.ssh(host, WorkerCommand.REMOTE));
    }

    /** Trains with this worker instead of one that is found. */
    public void trainWith(WorkerCommand command) {
        given = Optional.of(command);
        connected = false;
        connect();
    }

    private Node footer() {
        Panels.dress(start, "bridge-start", startable, this::start);
        Panels.dress(pause, "bridge-pause", working, this::pauseOrGoOn);
        Panels.dress(resume, "bridge-resume", resumable, session::resume);
        Panels.dress(save, "bridge-save", working, session::checkpoint);
        Panels.dress(stop, "bridge-stop", working, session::stop);
        start.getStyleClass().add("accent");
        start.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(start, Priority.ALWAYS);
        HBox.setHgrow(pause, Priority.ALWAYS);
        pause.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, start, resume, pause, save, stop);
        row.setPadding(new Insets(10, 14, 10, 14));
        return row;
    }

    private void buildCentre() {
        toyVerdicts.setId("bridge-toy-verdicts");
        toyVerdicts.setPadding(new Insets(6, 14, 4, 14));
        toyVerdicts.managedProperty().bind(toyVerdicts.visibleProperty());
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        title.setId("bridge-title");
        status.getStyleClass().add("secondary");
        status.setId("bridge-status");
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        reading.setId("bridge-reading");
        reading.setWrapText(true);
        reading.setMinHeight(Region.USE_PREF_SIZE);
        Button export = new Button("Figure\u2026", Icons.feather("image"));
        Panels.dress(export, "bridge-export", drawable, this::chooseFigure);
        Button load = new Button("Open\u2026", Icons.feather("folder"));
        Panels.dress(load, "bridge-open", new SimpleBooleanProperty(true), this::chooseOpen);
        load.setTooltip(new Tooltip("Open a folder of trainings (O)"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label clock = new Label("Clock");
        clock.getStyleClass().add("secondary");
        clock.setMinWidth(Region.USE_PREF_SIZE);
        ruler.setMinWidth(Region.USE_PREF_SIZE);
        HBox tools = new HBox(8, title, gap, clock, ruler, export, load);
        tools.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(4, tools, status);
        head.setPadding(new Insets(12, 16, 8, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(grid, Priority.ALWAYS);
        grid.setMinSize(0, 0);
        VBox.setVgrow(offer, Priority.ALWAYS);
        VBox foot = new VBox(reading);
        foot.setPadding(new Insets(6, 16, 10, 16));
        foot.setMinHeight(Region.USE_PREF_SIZE);
        centre.getStyleClass().add("page");
        centre.getChildren().setAll(head, banner, offer, grid, foot);
        centre.setMinSize(0, 0);
    }

    /** The page for the window. */
    public Page page() {
        return new Page(ID, "Bridge", runs, centre, panel, null, null);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    public void addActions(Actions actions) {
        add(actions, "bridge.start", "Start the trainings", List.of("Ctrl+Enter"), startable, this::start);
        add(actions, "bridge.pause", "Pause or go on", List.of("Space"), working, this::pauseOrGoOn);
        add(actions, "bridge.stop", "Stop, with a checkpoint", List.of("Esc"), working, session::stop);
        add(actions, "bridge.resume", "Resume", List.of("R"), resumable, session::resume);
        add(actions, "bridge.save", "Save a checkpoint now", List.of("K"), working, session::checkpoint);
        add(
                actions,
                "bridge.clock",
                "Steps or \u03a3\u03b7",
                List.of("C"),
                new SimpleBooleanProperty(true),
                this::turn);
        add(actions, "bridge.figure", "Export figure", List.of("E"), drawable, this::chooseFigure);
        add(actions, "bridge.open", "Open a folder", List.of("O"), new SimpleBooleanProperty(true), this::chooseOpen);
    }

    private static void add(
            Actions actions, String id, String name, List<String> keys, ObservableBooleanValue enabled, Runnable what) {
        actions.add(new Action(id, name, GROUP, keys.stream().map(Shortcut::of).toList(), what, enabled, ID));
    }

    private void turn() {
        List<TrainingChart.Ruler> all = ruler.choices();
        int at = all.indexOf(ruler.valueProperty().get());
        ruler.valueProperty().set(all.get((at + 1) % all.size()));
    }

    /** Called on the session's thread: keeps the newest state and asks for one showing. */
    private void hear(TrainingState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(() -> {
                TrainingState now = newest.getAndSet(null);
                if (now != null) {
                    adopt(now);
                }
            });
        }
    }

    /** The same on the toys' thread. */
    private void hearToys(ToyTwins.State published) {
        if (newestToys.getAndSet(published) == null) {
            Platform.runLater(() -> {
                ToyTwins.State now = newestToys.getAndSet(null);
                if (now != null) {
                    toys = now;
                    show();
                }
            });
        }
    }

    private void adopt(TrainingState now) {
        boolean other = !now.plan().equals(state.plan());
        state = now;
        if (other) {
            cursor = Double.NaN;
            chosen.clear();
            toys = ToyTwins.State.NONE;
            now.plan().ifPresent(plan -> {
                chosen.addAll(plan.preset().charts());
                twins.run(plan);
            });
        }
        now.worker()
                .described()
                .filter(described -> !described.models().isEmpty())
                .ifPresent(panel::describe);
        show();
    }

    TrainingState state() {
        return state;
    }

    ToyTwins.State toys() {
        return toys;
    }

    List<TrainingPane> panes() {
        List<TrainingPane> all = new ArrayList<>(toyPanes);
        all.addAll(netPanes);
        return all;
    }

    /** Starts what the panel says; a mistake is said there. */
    private void start() {
        panel.plan().ifPresent(this::start);
    }

    /** Starts a plan, kept in a new folder among the person's own. */
    void start(TrainingPlan plan) {
        try {
            Path all = Files.createDirectories(UserFolder.path().resolve("trainings"));
            String name = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT)
                            .format(LocalDateTime.now(ZoneId.systemDefault()))
                    + (plan.preset().id().isEmpty() ? "" : "-" + plan.preset().id());
            Path folder = all.resolve(name);
            for (int k = 2; Files.exists(folder); k++) {
                folder = all.resolve(name + "-" + k);
            }
            session.start(plan, folder);
        } catch (IOException e) {
            panel.sayProblem("Trainings cannot be kept (" + e.getMessage() + "); see to the folder of the lab.");
        }
    }

    private void pauseOrGoOn() {
        if (state.runs().stream().anyMatch(run -> run.phase() == RunPhase.PAUSED)) {
            state.runs().stream()
                    .filter(run -> run.phase().active())
                    .forEach(run -> session.resume(run.run().id()));
        } else {
            session.pause();
        }
    }

    private void show() {
        TrainingState now = state;
        boolean held = now.runs().stream().anyMatch(run -> run.phase() == RunPhase.PAUSED);
        working.set(now.working());
        resumable.set(now.resumable());
        sayCore();
        pause.setText(held ? "Go on" : "Pause");
        pause.setGraphic(held ? Icons.play() : Icons.feather("pause"));
        panel.setWorking(now.working());
        shownIf(offer, now.plan().isEmpty());
        shownIf(grid, now.plan().isPresent());
        shownIf(start, !now.working());
        shownIf(resume, now.resumable());
        shownIf(pause, now.working());
        shownIf(save, now.working());
        shownIf(stop, now.working());
        Map<String, Role> roles = roles();
        runs.show(now, roles);
        title.setText(now.plan().map(plan -> plan.preset().title()).orElse("Bridge"));
        status.setText(statusWords(now));
        showBanner(now);
        drawable.set(now.runs().stream().anyMatch(run -> run.series().size() > 0));
        layOut();
        draw();
        showReading();
    }

    private static void shownIf(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private String statusWords(TrainingState now) {
        if (now.plan().isEmpty()) {
            return "A network trains in a process of its own, under several optimizers; its curves stand over each other here,"
                    + " beside the paper\u2019s toy. Choose one, and start it on the right.";
        }
        TrainingPlan plan = now.plan().get();
        return plan.preset().subject() + ", "
                + plan.contestants().size() + (plan.contestants().size() == 1 ? " optimizer" : " optimizers")
                + (plan.preset().seeds() == 1
                        ? ", 1 seed"
                        : ", " + plan.preset().seeds() + " seeds") + ". "
                + plan.preset().size();
    }

    private void showBanner(TrainingState now) {
        WorkerStatus worker = now.worker();
        String key = worker.state() + worker.sentence() + now.problem() + now.resumable();
        if (key.equals(bannerKey)) {
            return;
        }
        bannerKey = key;
        if (worker.state() == WorkerStatus.State.LOST) {
            long from = now.runs().stream()
                    .filter(run -> run.phase() == RunPhase.LOST)
                    .mapToLong(RunStatus::checkpoint)
                    .max()
                    .orElse(-1);
            boolean lost = now.runs().stream().anyMatch(run -> run.phase() == RunPhase.LOST);
            banner.show(
                    "The worker is gone",
                    worker.sentence() + (lost ? " Everything that it has said is kept." : ""),
                    lost
                            ? List.of(new Banner.Remedy(
                                    from >= 0 ? "Resume from " + Numbers.integer(from) : "Start again",
                                    session::revive))
                            : List.of());
        } else if (worker.state() == WorkerStatus.State.STALLED) {
            banner.show(
                    "The worker is silent",
                    worker.sentence(),
                    List.of(new Banner.Remedy("Give it up", session::abandon)));
        } else if (!now.problem().isEmpty()) {
            banner.show("This cannot be trained", now.problem(), List.of());
        } else {
            banner.clear();
        }
    }

    /** The hue of each contestant, in the order of the plan. */
    private Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        state.plan()
                .map(TrainingPlan::contestants)
                .orElse(List.of())
                .forEach(name -> roles.put(name, Role.run(roles.size())));
        return roles;
    }

    private List<TrainingChart.Strand> strands() {
        List<TrainingChart.Strand> strands = new ArrayList<>();
        roles().forEach((name, role) -> {
            List<RunStatus> own = state.runs().stream()
                    .filter(run -> run.run().contestant().equals(name))
                    .toList();
            List<TrainingSeries> seeds = own.stream()
                    .map(RunStatus::series)
                    .filter(series -> series.size() > 0)
                    .toList();
            boolean early = own.stream()
                    .allMatch(run -> run.phase() == RunPhase.DIVERGED
                            || run.phase() == RunPhase.STOPPED
                            || run.phase() == RunPhase.LOST);
            strands.add(new TrainingChart.Strand(role, name, seeds, early));
        });
        return strands;
    }

    private boolean twinned() {
        return state.plan().flatMap(plan -> plan.preset().twin()).isPresent();
    }

    /** What is shown: what the plan names and was chosen, as far as there is room. */
    private List<String> metrics() {
        int most = twinned() ? MOST_ROWS : ALONE;
        return chosen.stream().limit(most).toList();
    }

    /** As many panes as there are charts to show: with toys in two columns, the network on the right; alone two by two. */
    private void layOut() {
        int count = metrics().size();
        int toyCount = twinned() ? count : 0;
        if (netPanes.size() == count && toyPanes.size() == toyCount) {
            return;
        }
        netPanes.clear();
        toyPanes.clear();
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        for (int i = 0; i < count; i++) {
            if (twinned()) {
                toyPanes.add(new TrainingPane("bridge-toy-" + i, this::point));
                grid.add(toyPanes.get(i), 0, i + 1);
            }
            TrainingPane pane = new TrainingPane("bridge-net-" + i, this::point);
            netPanes.add(pane);
            if (twinned()) {
                grid.add(pane, 1, i + 1);
            } else {
                grid.add(pane, i % 2, Math.floorDiv(i, 2));
            }
        }
        if (twinned()) {
            grid.add(new VBox(column(toyTitle, toyNote), toyVerdicts), 0, 0);
            grid.add(new VBox(column(netTitle, netNote)), 1, 0);
            RowConstraints head = new RowConstraints();
            head.setMinHeight(Region.USE_PREF_SIZE);
            grid.getRowConstraints().add(head);
        }
        int rows = twinned() ? count : Math.floorDiv(count + 1, 2);
        for (int k = 0; k < 2; k++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        for (int k = 0; k < rows; k++) {
            RowConstraints row = new RowConstraints();
            row.setVgrow(Priority.ALWAYS);
            row.setPrefHeight(400);
            row.setMinHeight(60);
            grid.getRowConstraints().add(row);
        }
    }

    private static Node column(Label title, Label note) {
        title.getStyleClass().setAll("label", "strong");
        note.getStyleClass().setAll("label", "secondary");
        note.setMinWidth(0);
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(10, title, note);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.setPadding(new Insets(8, 14, 6, 14));
        head.getStyleClass().add("bridge-column");
        return head;
    }

    /** What both columns show of the ruler: the whole budget in steps, what was reached in flow time. */
    private Axis.@Nullable Range range(TrainingChart.Ruler now) {
        double end = state.runs().stream()
                .mapToDouble(run -> now == TrainingChart.Ruler.STEPS
                        ? Math.max(run.budget(), run.series().lastStep())
                        : run.series().lastTime())
                .max()
                .orElse(0);
        return end > 0 ? new Axis.Range(0, end) : null;
    }

    private void draw() {
        List<String> metrics = metrics();
        List<TrainingChart.Strand> strands = strands();
        List<TrainingChart.Toy> beside = toys.toys();
        TrainingChart.Ruler now = ruler.valueProperty().get();
        Axis.Range range = range(now);
        Palette palette = appearance.palette();
        double scale = appearance.textScaleProperty().get();
        List<String> all =
                state.plan().map(plan -> TrainingFigure.metrics(plan, strands)).orElse(List.of());
        String network = state.plan().map(plan -> plan.preset().subject()).orElse("");
        showToyVerdicts();
        toyNote.setText(toys.problem().isEmpty() ? toys.title() : toys.problem());
        netTitle.setText(network);
        netNote.setText(state.runs().stream()
                .filter(run -> run.parameters() > 0)
                .findFirst()
                .map(run -> Numbers.integer(run.parameters()) + " weights, on " + run.device())
                .orElse("not begun"));
        for (int i = 0; i < netPanes.size(); i++) {
            String metric = metrics.get(i);
            int index = i;
            boolean recorded =
                    strands.stream().anyMatch(strand -> strand.seeds().stream().anyMatch(series -> series.has(metric)));
            netPanes.get(i).offer(all, metric, other -> choose(index, other));
            netPanes.get(i)
                    .show(
                            TrainingChart.name(metric),
                            recorded
                                            || strands.stream()
                                                    .allMatch(strand ->
                                                            strand.seeds().isEmpty())
                                    ? ""
                                    : "not recorded yet",
                            network + ": " + TrainingChart.name(metric) + " over " + now.word() + ". "
                                    + values(strands, metric),
                            () -> TrainingChart.of(metric, strands, now, range),
                            palette,
                            scale);
            if (i < toyPanes.size()) {
                toyPanes.get(i)
                        .show(
                                TrainingChart.name(metric),
                                beside.isEmpty() || TrainingChart.recorded(metric, beside) ? "" : "the toy has none",
                                "Toy " + toys.title() + ": " + TrainingChart.name(metric) + " over " + now.word(),
                                () -> TrainingChart.ofToys(metric, beside, now, range),
                                palette,
                                scale);
            }
        }
    }

    /** What theory says of one toy. */
    private record ToyVerdict(TrainingChart.Toy toy, Verdict verdict) {}

    /** What theory says of the toys, each with its residual: there it can be held against numbers, where the network has none. */
    private void showToyVerdicts() {
        Map<String, ToyVerdict> said = new LinkedHashMap<>();
        for (TrainingChart.Toy toy : toys.toys()) {
            for (Verdict verdict : toy.run().verdicts()) {
                said.put(toy.role().letter() + " " + verdict.id(), new ToyVerdict(toy, verdict));
            }
        }
        if (!toyChips.keySet().equals(said.keySet())) {
            toyChips.clear();
            toyVerdicts.getChildren().clear();
            String last = "";
            for (Map.Entry<String, ToyVerdict> each : said.entrySet()) {
                TrainingChart.Toy toy = each.getValue().toy();
                if (!toy.role().letter().equals(last)) {
                    last = toy.role().letter();
                    toyVerdicts.getChildren().add(RunsPanel.letter(last));
                }
                VerdictChip chip =
                        new VerdictChip(VerdictTexts.chip(each.getValue().verdict(), toy.run()));
                toyChips.put(each.getKey(), chip);
                toyVerdicts.getChildren().add(chip);
            }
        }
        said.forEach((key, each) -> {
            VerdictChip chip = toyChips.get(key);
            if (chip != null) {
                chip.update(VerdictTexts.chip(each.verdict(), each.toy().run()));
                chip.setCard(() -> new ResidualCard(VerdictTexts.card(each.verdict())));
            }
        });
        toyVerdicts.setVisible(!toyChips.isEmpty());
    }

    private void choose(int pane, String metric) {
        if (pane < chosen.size()) {
            chosen.set(pane, metric);
            draw();
            showReading();
        }
    }

    private static String values(List<TrainingChart.Strand> strands, String metric) {
        StringBuilder words = new StringBuilder();
        for (TrainingChart.Strand strand : strands) {
            strand.seeds().stream()
                    .map(series -> series.last(metric))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(value -> words.append(strand.role().letter())
                            .append(' ')
                            .append(strand.name())
                            .append(" now ")
                            .append(Numbers.readOff(value))
                            .append(". "));
        }
        return words.toString();
    }

    private void point(OptionalDouble place) {
        cursor = place.orElse(Double.NaN);
        panes().forEach(pane -> pane.setCursor(cursor));
        showReading();
    }

    /** What stands at the cursor, in all panes; without one, what can be done. */
    private void showReading() {
        if (Double.isNaN(cursor) || metrics().isEmpty()) {
            reading.setText(drawable.get() ? "Point into a chart to read all of them at one place of the clock." : "");
            return;
        }
        TrainingChart.Ruler now = ruler.valueProperty().get();
        StringBuilder words = new StringBuilder(
                now == TrainingChart.Ruler.STEPS
                        ? "Step " + Numbers.integer((long) Math.max(0, cursor))
                        : "\u03a3\u03b7 = " + Numbers.readOff(cursor));
        List<TrainingChart.Strand> strands = strands();
        for (String metric : metrics()) {
            StringBuilder own = new StringBuilder();
            for (TrainingChart.Strand strand : strands) {
                TrainingChart.at(strand, metric, now, cursor)
                        .ifPresent(value -> own.append(own.isEmpty() ? "" : ", ")
                                .append(strand.role().letter())
                                .append(' ')
                                .append(Numbers.readOff(value)));
            }
            for (TrainingChart.Toy toy : toys.toys()) {
                TrainingChart.at(toy, metric, now, cursor)
                        .ifPresent(value -> own.append(own.isEmpty() ? "" : ", ")
                                .append("toy ")
                                .append(toy.role().letter())
                                .append(' ')
                                .append(Numbers.readOff(value)));
            }
            if (!own.isEmpty()) {
                words.append(";  ")
                        .append(TrainingChart.name(metric))
                        .append(": ")
                        .append(own);
            }
        }
        reading.setText(words.toString());
    }

    private void chooseFigure() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export figure");
        chooser.setInitialFileName("training.pdf");
        File file = chooser.showSaveDialog(centre.getScene().getWindow());
        if (file != null) {
            // It says itself how it ended.
            var _ = export(file.toPath());
        }
    }

    /** Writes what is shown as a figure in the background, in the format of the file's name, and says where it is. */
    CompletableFuture<Void> export(Path file) {
        List<TrainingChart.Strand> strands = strands();
        List<TrainingChart.Toy> beside = toys.toys();
        Optional<TrainingPlan> plan = state.plan();
        TrainingChart.Ruler now = ruler.valueProperty().get();
        Axis.Range range = range(now);
        List<String> shown = metrics().stream()
                .filter(metric -> strands.stream()
                        .anyMatch(strand -> strand.seeds().stream().anyMatch(series -> series.has(metric))))
                .limit(beside.isEmpty() ? TrainingFigure.MOST : TrainingFigure.MOST / 2)
                .toList();
        return CompletableFuture.runAsync(() -> {
                    String name = String.valueOf(file.getFileName());
                    int dot = name.lastIndexOf('.');
                    String format = dot < 0 ? "pdf" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
                    FigureWriter.save(
                            TrainingFigure.of(
                                    plan.orElseThrow(() -> new FigureException("There is no training to draw yet.")),
                                    strands,
                                    beside,
                                    shown,
                                    now,
                                    range,
                                    RunFigure.spec(
                                            "icml",
                                            Venue.of("icml")
                                                    .columnsPt()
                                                    .keySet()
                                                    .iterator()
                                                    .next(),
                                            FigureWriter.of(format).id(),
                                            Math.max(1, shown.size() * (beside.isEmpty() ? 1 : 2)))),
                            file);
                })
                .whenComplete((nothing, failure) -> Platform.runLater(() -> toast.accept(
                        failure == null
                                ? "Saved " + file
                                : String.valueOf(
                                        failure.getCause() == null
                                                ? failure.getMessage()
                                                : failure.getCause().getMessage()))));
    }

    private void chooseOpen() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open a folder of trainings");
        File folder = chooser.showDialog(centre.getScene().getWindow());
        if (folder != null) {
            openFolder(folder.toPath());
        }
    }

    /** Whether a folder holds trainings, which {@link #openFolder} shows. */
    public static boolean holdsTraining(Path folder) {
        return TrainingRecord.holdsTraining(folder);
    }

    /** Takes a training over into the panel, where it can be changed and started. */
    public void offer(TrainingPreset training) {
        panel.show(training);
    }

    /** Shows the trainings of a folder; they can be gone on with. */
    public void openFolder(Path folder) {
        session.open(folder);
    }

    /** Ends the worker, which saves what it has, without holding up the window. */
    @Override
    public void close() {
        twins.close();
        Thread end = new Thread(session::close, "end of trainings");
        end.start();
    }
}
