package org.mirrorflow.app.compose;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ColourVision;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;

/**
 * The page of figures: panels from any runs, set for a venue, seen as they will be printed. Draws the newest state of a
 * {@link ComposeSession} once a pulse, off the FX thread.
 */
public final class ComposePage implements AutoCloseable {

    /** Id of the page. */
    public static final String ID = "figure";

    private static final String GROUP = "Figure";

    private final ComposeSession session = new ComposeSession(this::hear);
    private final AtomicReference<@Nullable ComposeState> newest = new AtomicReference<>();
    private final FigureView view = new FigureView();
    private final ListView<String> list = new ListView<>();
    private final ComboBox<ChartKind> another = new ComboBox<>();
    private final Label size = new Label();
    private final Label working = new Label();
    private final Label empty = new Label();
    private final Segments<String> zoom = Segments.ofWords(List.of("Fit", "100 %", "200 %"), word -> word);
    private final ComboBox<ColourVision> eyes = new ComboBox<>();
    private final ComboBox<String> format = new ComboBox<>();
    private final ComposePanel panel;
    private final VBox gallery = new VBox();
    private final VBox centre = new VBox();
    private final BooleanProperty filled = new SimpleBooleanProperty();
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final BooleanProperty redoable = new SimpleBooleanProperty();
    private ComposeState state = ComposeState.EMPTY;
    private int selected;
    private boolean updating;
    private @Nullable Path file;
    private Consumer<String> toast = message -> {};
    private Supplier<Boolean> fromLab = () -> false;

    /** A page without panels. */
    public ComposePage() {
        panel = new ComposePanel(this::edit, footer());
        buildGallery();
        buildCentre();
        show(ComposeState.EMPTY);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Who adds the lab's chart; answers whether there was one. */
    public void setOnAddFromLab(Supplier<Boolean> handler) {
        fromLab = handler;
    }

    /** The page. */
    public Page page() {
        return new Page(ID, "Figure", gallery, centre, panel, null, null);
    }

    ComposeState state() {
        return state;
    }

    FigureView view() {
        return view;
    }

    /**
     * Adds a chart of runs that are at hand: they are not run again.
     *
     * @param chart id of the chart
     * @param runs what it shows, the first drawn against its theory
     * @param clock the abscissa
     * @param scale id of the scale that was chosen for the ordinate; empty where the chart decides
     * @param title name of runs that have none
     * @param base folder against which their specifications' paths are resolved
     */
    public void add(String chart, List<RunView> runs, Clock clock, String scale, String title, Path base) {
        List<Source> sources = new ArrayList<>();
        for (RunView run : runs) {
            Source source = Source.of("", run.name().isEmpty() ? title : run.name(), run, base);
            sources.add(source);
            session.know(source, new Material.OfRun(run));
        }
        Panel added = Panel.of(chart, List.of("A"), clock);
        Panel scaled = added.withAxes(added.x(), added.y().on(scale));
        edit(composition -> composition.plus(scaled, sources));
        selected = Math.max(0, session.composition().panels().size() - 1);
    }

    /** Opens a composition in the place of what is there; undo brings that back. */
    public void open(Composition composition, @Nullable Path from) {
        file = from;
        selected = 0;
        session.edit(before -> composition);
    }

    private void edit(UnaryOperator<Composition> change) {
        try {
            session.edit(change);
        } catch (FigureException e) {
            toast.accept(String.valueOf(e.getMessage()));
        }
    }

    private void hear(ComposeState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(() -> {
                ComposeState now = newest.getAndSet(null);
                if (now != null) {
                    show(now);
                }
            });
        }
    }

    private void show(ComposeState now) {
        state = now;
        updating = true;
        Composition composition = now.composition();
        selected = Math.clamp(selected, 0, Math.max(0, composition.panels().size() - 1));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < composition.panels().size(); i++) {
            rows.add("(" + (char) ('a' + i) + ")  " + title(composition.panels().get(i)));
        }
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
        }
        if (!rows.isEmpty()) {
            list.getSelectionModel().select(selected);
        }
        offerCharts();
        updating = false;
        filled.set(!composition.panels().isEmpty());
        undoable.set(now.canUndo());
        redoable.set(now.canRedo());
        working.setText(now.working());
        Figure figure = filled.get() ? now.figure().orElse(null) : null;
        view.show(figure);
        view.setSelected(selected);
        empty.setVisible(!filled.get());
        panel.show(composition, selected, now.problem(), filled.get() ? now.findings() : List.of());
        size.setText(
                filled.get()
                        ? String.format(
                                Locale.ROOT,
                                "%s, %s",
                                Venue.of(composition.layout().venue()).name(),
                                composition.layout().column())
                        : "");
    }

    private static String title(Panel panel) {
        return !panel.title().isEmpty()
                ? panel.title()
                : panel.chart().equals(Panel.SWEEP)
                        ? "Sweep"
                        : Charts.contains(panel.chart())
                                ? Charts.get(panel.chart()).name()
                                : panel.chart();
    }

    private void select(int index) {
        if (index >= 0 && index < state.composition().panels().size() && index != selected) {
            selected = index;
            show(state);
        }
    }

    private void buildGallery() {
        Label heading = new Label("Panels");
        heading.getStyleClass().add("strong");
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        Button up = tool("arrow-up", "Earlier (Alt+Up)", "compose-up", () -> move(-1));
        Button down = tool("arrow-down", "Later (Alt+Down)", "compose-down", () -> move(1));
        Button remove = tool("trash-2", "Remove the panel (Delete)", "compose-remove", this::remove);
        HBox head = new HBox(2, heading, up, down, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(8, 8, 4, 14));
        list.setId("compose-panels");
        list.setAccessibleText("Panels of the figure");
        list.setPlaceholder(new Label(""));
        list.getStyleClass().add("compose-list");
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean blank) {
                super.updateItem(item, blank);
                setText(blank ? null : item);
            }
        });
        list.getSelectionModel().selectedIndexProperty().addListener((observable, before, now) -> {
            if (!updating) {
                select(now.intValue());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(60);
        list.setFixedCellSize(30);
        Button lab = new Button("The lab\u2019s chart", Icons.feather("activity"));
        lab.setId("compose-from-lab");
        lab.setMaxWidth(Double.MAX_VALUE);
        lab.setTooltip(new Tooltip("Add the chart that has the focus in the lab (there: A)"));
        lab.setOnAction(event -> {
            if (!fromLab.get()) {
                toast.accept("The lab has no run to show yet");
            }
        });
        Panels.choices(another, "compose-another", "Another chart of these runs", ChartKind::name);
        another.setPromptText("Another chart of these runs");
        another.setMaxWidth(Double.MAX_VALUE);
        another.valueProperty().addListener((observable, before, now) -> {
            if (now != null && !updating) {
                int from = selected;
                edit(composition -> {
                    Panel like = composition.panels().get(from);
                    List<Panel> more = new ArrayList<>(composition.panels());
                    more.add(like.withChart(now.id()).withTitle(""));
                    return new Composition(composition.layout(), composition.sources(), more);
                });
                selected = session.composition().panels().size() - 1;
                Platform.runLater(() -> another.setValue(null));
            }
        });
        VBox add = new VBox(8, strong("Add"), lab, another);
        add.setPadding(new Insets(10, 14, 12, 14));
        HBox files = new HBox(
                8,
                wide("Open\u2026", "folder", "compose-open", this::chooseOpen),
                wide("Save\u2026", "save", "compose-save", this::save));
        files.setPadding(new Insets(10, 14, 4, 14));
        Label hint = new Label("Saved as a figure.json, which lab plot draws again.");
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.setPadding(new Insets(0, 14, 10, 14));
        gallery.getChildren().setAll(head, list, Panels.rule(), add, Panels.rule(), files, hint);
        gallery.getStyleClass().add("panel");
    }

    private void buildCentre() {
        Label title = new Label("Figure");
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        size.getStyleClass().add("secondary");
        size.setMinWidth(0);
        working.getStyleClass().add("secondary");
        working.setId("compose-working");
        working.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        zoom.setId("compose-zoom");
        zoom.setMinWidth(Region.USE_PREF_SIZE);
        zoom.valueProperty().set("Fit");
        zoom.valueProperty()
                .addListener((observable, before, now) ->
                        view.zoomProperty().set(now.equals("Fit") ? 0 : now.equals("200 %") ? 2 : 1));
        Panels.choices(eyes, "compose-eyes", "As seen by", ColourVision::displayName);
        eyes.getItems().setAll(ColourVision.values());
        eyes.setValue(ColourVision.ALL);
        eyes.setTooltip(new Tooltip("As seen by people with other colour vision, or printed in black"));
        eyes.setPrefWidth(150);
        eyes.setMinWidth(110);
        eyes.valueProperty()
                .addListener((observable, before, now) -> view.visionProperty().set(now));
        Label seen = new Label("seen by");
        seen.getStyleClass().add("secondary");
        seen.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(10, title, size, working, gap, zoom, seen, eyes);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(10, 16, 10, 16));
        empty.setText("A figure for a paper, panel by panel.\n"
                + "Press A over a chart in the lab to add it here, or open a figure.json.");
        empty.getStyleClass().add("muted");
        empty.setWrapText(true);
        empty.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        StackPane desk = new StackPane(view, empty);
        desk.setMinSize(0, 0);
        VBox.setVgrow(desk, Priority.ALWAYS);
        view.setOnSelect(this::select);
        view.setOnWords((index, which, right, up) -> {
            selected = index;
            edit(composition -> {
                Panel panelThere = composition.panels().get(index);
                List<Chart.Annotation> words = new ArrayList<>(panelThere.annotations());
                words.set(which, words.get(which).away(tenths(right), tenths(up)));
                return composition.with(index, panelThere.withAnnotations(words));
            });
        });
        view.setOnPoint((index, x, y) -> {
            selected = index;
            edit(composition -> {
                Panel panelThere = composition.panels().get(index);
                List<Chart.Annotation> words = new ArrayList<>(panelThere.annotations());
                words.add(new Chart.Annotation(rounded(x), rounded(y), "words", Chart.Anchor.RIGHT));
                return composition.with(index, panelThere.withAnnotations(words));
            });
        });
        centre.getChildren().setAll(head, Panels.rule(), desk);
        centre.getStyleClass().add("page");
        centre.setMinSize(0, 0);
    }

    /** A place that was pointed at is not known to more digits. */
    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
    }

    private static double tenths(double value) {
        return Math.rint(10 * value) / 10;
    }

    private Node footer() {
        Button export = new Button("Export\u2026", Icons.feather("download"));
        export.getStyleClass().add("accent");
        export.setId("compose-export");
        export.disableProperty().bind(filled.not());
        export.setOnAction(event -> chooseExport());
        export.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(export, Priority.ALWAYS);
        Panels.choices(format, "compose-format", "Format", id -> id.toUpperCase(Locale.ROOT));
        format.getItems()
                .setAll(FigureWriter.all().stream().map(FigureWriter::id).toList());
        format.setValue("pdf");
        format.valueProperty().addListener((observable, before, now) -> session.setFormat(now));
        format.setPrefWidth(84);
        Button copy = Icons.button(Icons.feather("copy"), "Copy as a picture and as a file (Ctrl+C)");
        copy.setId("compose-copy");
        copy.disableProperty().bind(filled.not());
        copy.setOnAction(event -> copy());
        HBox row = new HBox(8, export, format, copy);
        row.setPadding(new Insets(10, 14, 10, 14));
        for (Region each : List.of(export, format, copy)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        return row;
    }

    private Button tool(String icon, String says, String id, Runnable what) {
        Button button = Icons.button(Icons.feather(icon), says);
        button.getStyleClass().add("compact");
        button.setId(id);
        button.disableProperty().bind(filled.not());
        button.setOnAction(event -> what.run());
        return button;
    }

    private static Button wide(String word, String icon, String id, Runnable what) {
        Button button = new Button(word, Icons.feather(icon));
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(event -> what.run());
        return button;
    }

    private static Label strong(String word) {
        Label label = new Label(word);
        label.getStyleClass().add("strong");
        return label;
    }

    /** Charts that have something to show of what the chosen panel shows. */
    private void offerCharts() {
        List<ChartKind> offered = List.of();
        Composition composition = state.composition();
        if (!composition.panels().isEmpty()) {
            Panel now = composition.panels().get(selected);
            Optional<RunView> first =
                    session.run(composition.source(now.sources().getFirst()));
            offered = first.map(run -> Charts.ALL.entries().stream()
                            .filter(kind -> kind.applies(run))
                            .toList())
                    .orElse(List.of());
        }
        another.setDisable(offered.isEmpty());
        if (!offered.equals(another.getItems())) {
            another.getItems().setAll(offered);
        }
    }

    private void move(int by) {
        int from = selected;
        int to = from + by;
        if (to >= 0 && to < state.composition().panels().size()) {
            selected = to;
            edit(composition -> composition.moved(from, to));
        }
    }

    private void remove() {
        int index = selected;
        if (!state.composition().panels().isEmpty()) {
            edit(composition -> composition.without(index));
            toast.accept("Removed panel (" + (char) ('a' + index) + "); Ctrl+Z brings it back");
        }
    }

    private void chooseOpen() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a figure");
        File chosen = chooser.showOpenDialog(centre.getScene().getWindow());
        if (chosen != null) {
            try {
                open(CompositionCodec.read(chosen.toPath()), chosen.toPath());
            } catch (RuntimeException e) {
                toast.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the figure");
        Path last = file;
        chooser.setInitialFileName(last == null ? "figure.json" : String.valueOf(last.getFileName()));
        File chosen = chooser.showSaveDialog(centre.getScene().getWindow());
        if (chosen != null) {
            saveAs(chosen.toPath());
        }
    }

    void saveAs(Path target) {
        try {
            CompositionCodec.save(session.composition(), target);
            file = target;
            toast.accept("Saved as " + target.getFileName());
        } catch (FigureException e) {
            toast.accept(String.valueOf(e.getMessage()));
        }
    }

    private void chooseExport() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the figure");
        chooser.setInitialFileName(
                "figure." + FigureWriter.of(format.getValue()).extension());
        File chosen = chooser.showSaveDialog(centre.getScene().getWindow());
        if (chosen != null) {
            // It says itself how it ended.
            var _ = export(chosen.toPath());
        }
    }

    /** Writes the figure in the background, in the chosen format, and says where it is. */
    CompletableFuture<Void> export(Path target) {
        Figure drawn = state.figure().orElse(null);
        String chosen = format.getValue();
        return CompletableFuture.runAsync(() -> {
                    if (drawn == null) {
                        throw new FigureException("There is no figure to write yet.");
                    }
                    FigureWriter.save(drawn.as(chosen), target);
                })
                .whenComplete((nothing, failure) -> say(failure, "Saved " + target));
    }

    private void copy() {
        Figure drawn = state.figure().orElse(null);
        String chosen = format.getValue();
        if (drawn != null) {
            var _ = CompletableFuture.supplyAsync(() -> FigureClipboard.of(drawn.as(chosen), "figure"))
                    .whenComplete((made, failure) -> {
                        if (failure == null) {
                            Platform.runLater(made::put);
                        }
                        say(failure, "Copied as a picture and as a file");
                    });
        }
    }

    private void say(@Nullable Throwable failure, String done) {
        Platform.runLater(() -> toast.accept(
                failure == null
                        ? done
                        : String.valueOf(
                                failure.getCause() == null
                                        ? failure.getMessage()
                                        : failure.getCause().getMessage())));
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    public void addActions(Actions actions) {
        add(actions, "figure.export", "Export the figure", "E", this::chooseExport, filled);
        add(actions, "figure.copy", "Copy the figure", "Ctrl+C", this::copy, filled);
        add(actions, "figure.save", "Save the figure", "S", this::save, filled);
        add(actions, "figure.open", "Open a figure", "O", this::chooseOpen, new SimpleBooleanProperty(true));
        add(actions, "figure.earlier", "Move the panel up", "Alt+Up", () -> move(-1), filled);
        add(actions, "figure.later", "Move the panel down", "Alt+Down", () -> move(1), filled);
        add(actions, "figure.remove", "Remove the panel", "Delete", this::remove, filled);
        add(actions, "figure.undo", "Undo in the figure", "Ctrl+Z", session::undo, undoable);
        add(actions, "figure.redo", "Redo in the figure", "Ctrl+Shift+Z", session::redo, redoable);
    }

    private static void add(
            Actions actions, String id, String name, String key, Runnable what, BooleanProperty enabled) {
        actions.add(new Action(id, name, GROUP, List.of(Shortcut.of(key)), what, enabled, ID));
    }

    @Override
    public void close() {
        session.close();
    }
}
