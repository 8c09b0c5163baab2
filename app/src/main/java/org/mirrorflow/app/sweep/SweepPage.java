package org.mirrorflow.app.sweep;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.chart.SweepFigure;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepPresets;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.sim.sweep.SweepRunner;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * The page of sweeps: a phase diagram that fills in while it is run. Draws the newest state of a {@link SweepSession} once a
 * pulse, off the FX thread.
 */
public final class SweepPage implements AutoCloseable {

    /** Id of the page. */
    public static final String ID = "sweeps";

    private static final String GROUP = "Sweeps";

    /** An experiment with the folder against which its relative paths are resolved. */
    private final BiConsumer<Specification, Path> open;

    private final Appearance appearance;
    private final SweepSession session = new SweepSession(this::hear);
    private final AtomicReference<@Nullable SweepState> newest = new AtomicReference<>();
    private final PixelSurface surface = new PixelSurface();
    private final Label title = new Label("Sweeps");
    private final Label status = new Label();
    private final Label reading = new Label();
    private final Label theory = new Label();
    private final HBox legend = new HBox(8);
    private final ProgressBar bar = new ProgressBar(0);
    private final Banner banner = new Banner();
    private final Button start = new Button("Start", Icons.play());
    private final Button stop = new Button("Stop", Icons.feather("square"));
    private final Button resume = new Button("Resume", Icons.play());
    private final ComboBox<String> ready = new ComboBox<>();
    private final VBox centre = new VBox();
    private final SweepPanel panel;
    private final BooleanProperty startable = new SimpleBooleanProperty(true);
    private final BooleanProperty stoppable = new SimpleBooleanProperty();
    private final BooleanProperty resumable = new SimpleBooleanProperty();
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final BooleanProperty savable = new SimpleBooleanProperty();
    private SweepState state = SweepState.EMPTY;
    private Optional<SweepResult> planned = Optional.empty();
    private @Nullable PlotGeometry geometry;
    private int column;
    private int row;
    private boolean pointed;
    private Consumer<String> toast = message -> {};

    /**
     * @param appearance theme and text size
     * @param lab the experiment that the lab shows, with the folder of its relative paths; empty before there is one
     * @param open opens the run of a cell in the lab
     */
    public SweepPage(
            Appearance appearance, Supplier<Optional<Specification>> lab, BiConsumer<Specification, Path> open) {
        this.appearance = appearance;
        this.open = open;
        panel = new SweepPanel(
                () -> lab.get()
                        .map(now -> new SweepPanel.Base(
                                "The lab\u2019s: " + (now.title().isEmpty() ? "untitled" : now.title()),
                                now,
                                Path.of(""))),
                footer());
        buildCentre();
        panel.setOnChange(this::plan);
        appearance.themeProperty().addListener((observable, before, now) -> draw());
        appearance.textScaleProperty().addListener((observable, before, now) -> draw());
        surface.setOnOverlay(this::drawCursor);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> surface.requestFocus());
        surface.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (point(event)) {
                openCell();
            }
        });
        centre.sceneProperty().addListener((observable, before, now) -> {
            if (now != null) {
                panel.offerBases();
                if (state.result().isEmpty()) {
                    SweepPresets.all().values().stream().findFirst().ifPresent(first -> panel.show(first, Path.of("")));
                }
            }
        });
        show();
    }

    private Node footer() {
        Panels.dress(start, "sweep-start", startable, this::start);
        Panels.dress(stop, "sweep-stop", stoppable, this::stop);
        Panels.dress(resume, "sweep-resume", resumable, this::resume);
        start.getStyleClass().add("accent");
        start.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(start, Priority.ALWAYS);
        HBox row = new HBox(8, start, resume, stop);
        row.setPadding(new Insets(10, 14, 10, 14));
        return row;
    }

    private void buildCentre() {
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        status.getStyleClass().add("secondary");
        status.setId("sweep-status");
        status.setMinWidth(0);
        reading.setId("sweep-reading");
        reading.setWrapText(true);
        reading.setMinHeight(Region.USE_PREF_SIZE);
        theory.getStyleClass().add("secondary");
        theory.setWrapText(true);
        theory.setMinHeight(Region.USE_PREF_SIZE);
        Panels.choices(
                ready,
                "sweep-preset",
                "Sweeps that ship with the lab",
                id -> SweepPresets.get(id).map(Sweep::title).orElse(id));
        ready.getItems().setAll(SweepPresets.all().keySet());
        ready.setPrefWidth(230);
        ready.setPromptText("A ready sweep");
        ready.valueProperty().addListener((observable, before, now) -> {
            if (now != null) {
                SweepPresets.get(now).ifPresent(sweep -> panel.show(sweep, Path.of("")));
            }
        });
        Button export = new Button("Figure\u2026", Icons.feather("image"));
        Panels.dress(export, "sweep-export", shown, this::chooseFigure);
        Button copy = new Button("Copy", Icons.feather("copy"));
        Panels.dress(copy, "sweep-copy", shown, this::copyNumbers);
        copy.setTooltip(new Tooltip("Numbers of all cells, with tabs (Ctrl+C)"));
        Button save = new Button("Save\u2026", Icons.feather("save"));
        Panels.dress(save, "sweep-save", savable, this::chooseSave);
        save.setTooltip(new Tooltip("Keep the sweep in a folder"));
        Button load = new Button("Open\u2026", Icons.feather("folder"));
        Panels.dress(load, "sweep-open", new SimpleBooleanProperty(true), this::chooseOpen);
        load.setTooltip(new Tooltip("Open the folder of a sweep"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(8, title, gap, ready, export, copy, save, load);
        tools.setAlignment(Pos.CENTER_LEFT);
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.setMinWidth(0);
        FlowPane below = new FlowPane(16, 2, status, legend);
        VBox head = new VBox(4, tools, below);
        head.setPadding(new Insets(12, 16, 8, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        bar.getStyleClass().add("ledger-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Progress of the sweep");
        surface.setId("sweep-map");
        surface.setAccessibleText("Phase diagram of the sweep; nothing has been run yet");
        surface.setFocusTraversable(true);
        VBox.setVgrow(surface, Priority.ALWAYS);
        VBox foot = new VBox(2, reading, theory);
        foot.setPadding(new Insets(6, 16, 10, 16));
        foot.setMinHeight(Region.USE_PREF_SIZE);
        centre.getStyleClass().add("page");
        centre.getChildren().setAll(head, bar, banner, surface, foot);
        centre.setMinSize(0, 0);
    }

    /** The page for the window. */
    public Page page() {
        return new Page(ID, "Sweeps", null, centre, panel, null, null);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    public void addActions(Actions actions) {
        add(actions, "sweeps.start", "Start the sweep", List.of("Ctrl+Enter"), startable, this::start);
        add(actions, "sweeps.stop", "Stop", List.of("Esc"), stoppable, this::stop);
        add(actions, "sweeps.resume", "Resume", List.of("R"), resumable, this::resume);
        add(actions, "sweeps.left", "Cell to the left", List.of("Left"), shown, () -> move(-1, 0));
        add(actions, "sweeps.right", "Cell to the right", List.of("Right"), shown, () -> move(1, 0));
        add(actions, "sweeps.up", "Cell above", List.of("Up"), shown, () -> move(0, 1));
        add(actions, "sweeps.down", "Cell below", List.of("Down"), shown, () -> move(0, -1));
        add(actions, "sweeps.cell", "Open the cell\u2019s run in the lab", List.of("Enter"), shown, this::openCell);
        add(actions, "sweeps.figure", "Export figure", List.of("E"), shown, this::chooseFigure);
        add(actions, "sweeps.copy", "Copy the numbers", List.of("Ctrl+C"), shown, this::copyNumbers);
        add(actions, "sweeps.save", "Save in a folder", List.of("S"), savable, this::chooseSave);
        add(actions, "sweeps.open", "Open a folder", List.of("O"), new SimpleBooleanProperty(true), this::chooseOpen);
    }

    private static void add(
            Actions actions, String id, String name, List<String> keys, ObservableBooleanValue enabled, Runnable what) {
        actions.add(new Action(id, name, GROUP, keys.stream().map(Shortcut::of).toList(), what, enabled, ID));
    }

    /** What the panel asks for, as long as nothing has been run. */
    private void plan() {
        if (state.result().isEmpty()) {
            planned = panel.sweep().map(SweepResult::empty);
            show();
        }
    }

    /** Called on the session's threads: keeps the newest state and asks for one drawing. */
    private void hear(SweepState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(() -> {
                SweepState now = newest.getAndSet(null);
                if (now != null) {
                    adopt(now);
                }
            });
        }
    }

    private void adopt(SweepState now) {
        Optional<Sweep> before = state.result().map(SweepResult::sweep);
        Optional<Sweep> after = now.result().map(SweepResult::sweep);
        boolean opened = !now.folder().equals(state.folder());
        state = now;
        if (!after.equals(before)) {
            column = 0;
            row = 0;
            pointed = false;
            geometry = null;
            if (opened) {
                after.ifPresent(sweep -> panel.show(sweep, now.base()));
            }
        }
        show();
    }

    Optional<PlotGeometry> geometry() {
        return Optional.ofNullable(geometry);
    }

    SweepState state() {
        return state;
    }

    /** Starts what the panel says; a mistake is said there. */
    void start() {
        panel.sweep().ifPresent(sweep -> {
            banner.clear();
            session.start(sweep, panel.folder());
        });
    }

    /** Starts this sweep, as if it had been set by hand. */
    void start(Sweep sweep) {
        panel.show(sweep, Path.of(""));
        start();
    }

    private void stop() {
        session.stop();
    }

    private void resume() {
        session.resume();
    }

    private void show() {
        SweepState now = state;
        boolean some = now.result().isPresent();
        stoppable.set(now.working());
        startable.set(!now.working());
        resumable.set(now.resumable());
        shown.set(some);
        savable.set(some && !now.working() && now.folder().isEmpty());
        for (Button button : List.of(start, stop, resume)) {
            boolean visible =
                    button.equals(stop) ? now.working() : button.equals(start) ? !now.working() : now.resumable();
            button.setVisible(visible);
            button.setManaged(visible);
        }
        title.setText(now.result()
                .or(() -> planned)
                .map(result -> SweepChart.title(result.sweep()))
                .orElse("Sweeps"));
        bar.setVisible(now.working());
        bar.setProgress(now.progress()
                .map(progress -> (double) progress.done() / progress.trials())
                .orElse(0.0));
        status.setText(statusWords(now));
        theory.setText(now.result()
                .map(result -> {
                    String why = SweepChart.withoutTheory(result);
                    return why.isEmpty() ? SweepChart.agreement(result) : why;
                })
                .orElse(""));
        if (now.problem().isEmpty()) {
            banner.clear();
        } else {
            banner.show("The sweep stands still", now.problem(), List.of());
        }
        showReading();
        draw();
    }

    private String statusWords(SweepState now) {
        if (now.result().isEmpty()) {
            return planned.map(SweepResult::sweep)
                    .map(sweep -> String.format(
                            Locale.ROOT,
                            "%d cells, %d runs of the lab, none run yet.",
                            sweep.columns() * sweep.rows(),
                            sweep.trials()))
                    .orElse("Choose one or two parameters on the right and start; every cell is a run of the lab.");
        }
        SweepResult result = now.result().get();
        String what = result.sweep().ends() == Sweep.Ends.NEWTON ? " limits" : " runs";
        String done = result.done() + " of " + result.sweep().trials() + what;
        String where =
                now.folder().map(folder -> ", in " + folder.getFileName()).orElse("");
        if (now.working()) {
            double left = now.progress().map(SweepRunner.Progress::left).orElse(Double.NaN);
            return done + (Double.isNaN(left) ? "" : String.format(Locale.ROOT, ", about %.0f s left", left)) + where;
        }
        return done + (result.finished() ? "" : "; stopped, and what is done is kept") + where;
    }

    private void draw() {
        SweepResult result = state.result().or(() -> planned).orElse(null);
        if (result == null) {
            return;
        }
        Palette palette = appearance.palette();
        Metrics metrics = Metrics.screen(appearance.textScaleProperty().get());
        surface.setPainter((image, scale) -> {
            Chart chart = SweepChart.of(result);
            PlotGeometry where = ChartPainter.paint(image, scale, chart, palette, metrics);
            String says = SweepChart.describe(result) + " Arrow keys read cells, Enter opens one in the lab.";
            Platform.runLater(() -> drawn(result, chart, where, says));
        });
    }

    private void drawn(SweepResult of, Chart chart, PlotGeometry where, String says) {
        if (state.result()
                .or(() -> planned)
                .map(SweepResult::sweep)
                .filter(of.sweep()::equals)
                .isEmpty()) {
            return;
        }
        geometry = where;
        surface.setAccessibleText(says);
        legend.getChildren()
                .setAll(chart.legend().stream().map(SweepPage::entry).toList());
        chart.layers().stream()
                .filter(Layer.Band.class::isInstance)
                .map(layer -> new Label(((Layer.Band) layer).definition()))
                .forEach(label -> {
                    label.getStyleClass().add("secondary");
                    legend.getChildren().add(label);
                });
        drawCursor();
    }

    private static Node entry(Chart.LegendEntry entry) {
        Line dashes = new Line(0, 0, 22, 0);
        dashes.getStyleClass().add("theorem-dashes");
        Label words = new Label(entry.text());
        words.getStyleClass().add("secondary");
        HBox row = new HBox(6, dashes, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Takes the cell under the pointer; whether there is one. */
    private boolean point(MouseEvent event) {
        SweepResult result = state.result().orElse(null);
        PlotGeometry where = geometry;
        if (result == null || where == null || !where.plot().contains(event.getX(), event.getY())) {
            return false;
        }
        List<SweepAxis> axes = result.sweep().axes();
        Optional<Integer> across = SweepChart.index(axes.getFirst(), where.valueX(event.getX()));
        Optional<Integer> up =
                axes.size() == 1 ? Optional.of(0) : SweepChart.index(axes.getLast(), where.valueY(event.getY()));
        if (across.isEmpty() || up.isEmpty()) {
            return false;
        }
        select(across.get(), up.get());
        return true;
    }

    private void select(int newColumn, int newRow) {
        column = newColumn;
        row = newRow;
        pointed = true;
        showReading();
        drawCursor();
    }

    private void move(int right, int above) {
        state.result().ifPresent(result -> {
            Sweep sweep = result.sweep();
            if (pointed) {
                select(
                        Math.clamp((long) column + right, 0, sweep.columns() - 1),
                        Math.clamp((long) row + above, 0, sweep.rows() - 1));
            } else {
                select(0, 0);
            }
        });
    }

    private void showReading() {
        String text = state.result()
                .filter(result -> pointed)
                .map(result -> result.sweep().cellName(column, row) + ": " + SweepChart.says(result, column, row))
                .orElse(
                        state.result().isPresent()
                                ? "Point at a cell, or use the arrow keys; a click or Enter opens its run."
                                : "Nothing has been run yet: Start fills the diagram in, coarsely first.");
        reading.setText(text);
    }

    private void drawCursor() {
        GraphicsContext g = surface.overlay().getGraphicsContext2D();
        g.clearRect(0, 0, surface.getWidth(), surface.getHeight());
        SweepResult result = state.result().orElse(null);
        PlotGeometry where = geometry;
        if (result == null || where == null || !pointed) {
            return;
        }
        List<SweepAxis> axes = result.sweep().axes();
        double[] xs = SweepChart.edges(axes.getFirst());
        double left = Math.max(where.plot().getMinX(), where.pixelX(xs[column]));
        double right = Math.min(where.plot().getMaxX(), where.pixelX(xs[column + 1]));
        double top = where.plot().getMinY();
        double bottom = where.plot().getMaxY();
        if (axes.size() == 2) {
            double[] ys = SweepChart.edges(axes.getLast());
            top = where.pixelY(ys[row + 1]);
            bottom = where.pixelY(ys[row]);
        }
        // Two lines, of which one is seen on any colour.
        g.setLineWidth(3);
        g.setStroke(Color.BLACK);
        g.strokeRect(left, top, right - left, bottom - top);
        g.setLineWidth(1);
        g.setStroke(Color.WHITE);
        g.strokeRect(left, top, right - left, bottom - top);
    }

    /** Opens the run of the cell that is read, with its first seed. */
    void openCell() {
        SweepResult result = state.result().orElse(null);
        if (result == null || !pointed) {
            return;
        }
        try {
            open.accept(result.sweep().specification(column, row, 0), state.base());
        } catch (InvalidSettingException e) {
            toast.accept(e.getMessage() + ".");
        }
    }

    private void copyNumbers() {
        state.result().ifPresent(result -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(tabbed(result));
            Clipboard.getSystemClipboard().setContent(content);
            toast.accept("Copied the numbers of "
                    + result.sweep().columns() * result.sweep().rows() + " cells");
        });
    }

    /** The table with tabs; without the reasons, which hold commas. */
    static String tabbed(SweepResult result) {
        Sweep sweep = result.sweep();
        StringBuilder text = new StringBuilder();
        sweep.axes().forEach(axis -> text.append(axis.path()).append('\t'));
        text.append(sweep.quantity().id()).append("\tpredicted\tseeds\n");
        for (int y = 0; y < sweep.rows(); y++) {
            for (int x = 0; x < sweep.columns(); x++) {
                SweepResult.Cell cell = result.cell(x, y);
                text.append(SweepAxis.shown(sweep.axes().getFirst().values().get(x)))
                        .append('\t');
                if (sweep.axes().size() == 2) {
                    text.append(SweepAxis.shown(sweep.axes().getLast().values().get(y)))
                            .append('\t');
                }
                text.append(cell.value()).append('\t').append(cell.predicted()).append('\t');
                text.append(cell.finite()).append('\n');
            }
        }
        return text.toString();
    }

    private void chooseFigure() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export figure");
        chooser.setInitialFileName("sweep.pdf");
        File file = chooser.showSaveDialog(centre.getScene().getWindow());
        if (file != null) {
            // It says itself how it ended.
            var _ = export(file.toPath());
        }
    }

    /** Writes the figure in the background, in the format of the file's name, and says where it is. */
    CompletableFuture<Void> export(Path file) {
        Optional<SweepResult> seen = state.result();
        return CompletableFuture.runAsync(() -> {
                    String name = String.valueOf(file.getFileName());
                    int dot = name.lastIndexOf('.');
                    String format = dot < 0 ? "pdf" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
                    FigureWriter.save(
                            SweepFigure.of(
                                    seen.orElseThrow(() -> new FigureException("There is no sweep to draw yet.")),
                                    SweepFigure.spec(
                                            "icml",
                                            firstColumn(),
                                            FigureWriter.of(format).id())),
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

    private static String firstColumn() {
        return Venue.of("icml").columnsPt().keySet().iterator().next();
    }

    private void chooseSave() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the sweep in a new folder");
        chooser.setInitialFileName("sweep");
        File folder = chooser.showSaveDialog(centre.getScene().getWindow());
        if (folder != null) {
            save(folder.toPath());
        }
    }

    /** Keeps the sweep in a new folder. */
    void save(Path folder) {
        session.save(folder);
    }

    private void chooseOpen() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open the folder of a sweep");
        File folder = chooser.showDialog(centre.getScene().getWindow());
        if (folder != null) {
            openFolder(folder.toPath());
        }
    }

    /** Whether a folder holds a sweep, which {@link #openFolder} shows. */
    public static boolean holdsSweep(Path folder) {
        return SweepFolder.holdsSweep(folder);
    }

    /** Shows the sweep of a folder. */
    public void openFolder(Path folder) {
        session.open(folder);
    }

    /** Puts a sweep into the controls, ready to be started; what was run before stays until then. */
    public void offer(Sweep sweep) {
        panel.show(sweep, Path.of(""));
        toast.accept("This figure shows a sweep of " + sweep.trials() + " runs; start it to run them again");
    }

    @Override
    public void close() {
        session.close();
    }
}
