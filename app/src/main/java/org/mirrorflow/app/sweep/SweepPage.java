package org.mirrorflow.app.sweep;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.control.FigurePane;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.sweep.Axis;
import org.mirrorflow.sim.sweep.Quantity;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepTable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/** The page of sweeps: what to sweep on the left, the diagram as it fills in, and the run behind each of its cells. */
public final class SweepPage implements AutoCloseable {

    /** Id of the page. */
    public static final String ID = "sweeps";

    private static final String GROUP = "Sweeps";
    private static final List<Integer> SEEDS = List.of(1, 3, 5, 10, 20);

    private final Appearance appearance;
    private final Supplier<Optional<Specification>> lab;
    private final BiConsumer<Specification, Path> onOpen;
    private final SweepSession session = new SweepSession(this::hear);
    private final AtomicReference<@Nullable SweepState> newest = new AtomicReference<>();
    private final Label experiment = new Label();
    private final AxisEditor first = new AxisEditor("Across", "sweep-x", false);
    private final AxisEditor second = new AxisEditor("Up", "sweep-y", true);
    private final ComboBox<String> quantity = new ComboBox<>();
    private final ComboBox<Integer> seeds = new ComboBox<>();
    private final Button start = new Button("Run the sweep", Icons.play());
    private final Button stop = new Button("Stop", Icons.feather("square"));
    private final Button resume = new Button("Resume", Icons.play());
    private final Button export = new Button("Export figure\u2026", Icons.feather("image"));
    private final Button copy = new Button("Copy the numbers", Icons.feather("copy"));
    private final Button save = new Button("Save in a folder\u2026", Icons.feather("save"));
    private final ProgressBar bar = new ProgressBar(0);
    private final Label status = new Label();
    private final Label under = new Label();
    private final Banner banner = new Banner();
    private final FigurePane pane = new FigurePane();
    private final VBox centre = new VBox();
    private final VBox panel = new VBox();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final BooleanProperty stopped = new SimpleBooleanProperty();
    private final BooleanProperty some = new SimpleBooleanProperty();
    private SweepState state = SweepState.EMPTY;
    private @Nullable Specification base;
    private int chosen = -1;
    private Consumer<String> toast = message -> {};

    /**
     * @param appearance colours and size of type
     * @param lab the specification that the lab shows
     * @param onOpen shows the run of a cell
     */
    public SweepPage(
            Appearance appearance, Supplier<Optional<Specification>> lab, BiConsumer<Specification, Path> onOpen) {
        this.appearance = appearance;
        this.lab = lab;
        this.onOpen = onOpen;
        buildPanel();
        buildCentre();
        button(start, "sweep-start", running.not(), this::start);
        button(stop, "sweep-stop", running, session::stop);
        button(resume, "sweep-resume", stopped, session::resume);
        button(export, "sweep-export", some, this::chooseFigure);
        button(copy, "sweep-copy", some, this::copyNumbers);
        button(save, "sweep-save", some, this::chooseFolder);
        start.getStyleClass().add("accent");
        for (Button shown : List.of(stop, resume)) {
            shown.managedProperty().bind(shown.visibleProperty());
        }
        stop.visibleProperty().bind(running);
        resume.visibleProperty().bind(stopped);
        centre.sceneProperty().addListener((observable, before, now) -> {
            if (now != null) {
                takeFromLab();
            }
        });
        appearance.themeProperty().addListener(observable -> draw());
        appearance.textScaleProperty().addListener(observable -> draw());
        show(SweepState.EMPTY);
    }

    private static void button(
            Button button, String id, javafx.beans.value.ObservableBooleanValue enabled, Runnable what) {
        button.setId(id);
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(enabled));
        button.setOnAction(event -> what.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void buildPanel() {
        Label heading = new Label("The experiment");
        heading.getStyleClass().add("strong");
        experiment.setWrapText(true);
        experiment.setId("sweep-experiment");
        experiment.getStyleClass().add("secondary");
        Button take = new Button("Take the one in the lab", Icons.feather("activity"));
        take.setId("sweep-take");
        take.setOnAction(event -> takeFromLab());
        Label settings = new Label("Settings");
        settings.getStyleClass().add("strong");
        Label asked = new Label("Asked of each run");
        asked.getStyleClass().add("strong");
        Panels.choices(quantity, "sweep-quantity", "Quantity", id -> new Quantity(id).name());
        quantity.getItems().setAll(Quantity.ids());
        quantity.setValue("l1-norm");
        Panels.choices(seeds, "sweep-seeds", "Seeds", count -> count == 1 ? "1 seed" : count + " seeds, mean");
        seeds.getItems().setAll(SEEDS);
        seeds.setValue(1);
        VBox box = new VBox(
                10,
                heading,
                experiment,
                take,
                Panels.rule(),
                settings,
                first,
                second,
                Panels.rule(),
                asked,
                Panels.row("Quantity", 64, quantity),
                Panels.row("Seeds", 64, seeds));
        HBox row = new HBox(8, start);
        HBox.setHgrow(start, Priority.ALWAYS);
        start.setMaxWidth(Double.MAX_VALUE);
        row.setPadding(new Insets(10, 14, 10, 14));
        panel.getChildren().setAll(Panels.scrolling(box), Panels.rule(), row);
        panel.getStyleClass().add("panel");
    }

    private void buildCentre() {
        Label title = new Label("Sweeps");
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(8, title, gap, stop, resume, copy, save, export);
        tools.setAlignment(Pos.CENTER_LEFT);
        status.getStyleClass().add("secondary");
        status.setId("sweep-status");
        status.setWrapText(true);
        VBox head = new VBox(4, tools, status);
        head.setPadding(new Insets(12, 16, 8, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        bar.getStyleClass().add("ledger-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Progress of the sweep");
        under.getStyleClass().add("secondary");
        under.setPadding(new Insets(4, 16, 10, 16));
        under.setId("sweep-under");
        under.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(pane, Priority.ALWAYS);
        pane.surface().setId("sweep-diagram");
        pane.surface().addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
        pane.surface().addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            pane.surface().requestFocus();
            point(event.getX(), event.getY());
            openChosen();
        });
        pane.surface().setOnOverlay(this::drawChosen);
        pane.setOnDrawn(this::drawChosen);
        centre.getStyleClass().add("page");
        centre.getChildren().setAll(head, bar, banner, pane, under);
        centre.setMinSize(0, 0);
    }

    /** The page for the window. */
    public Page page() {
        return new Page(ID, "Sweeps", panel, centre, null, null, null);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    public void addActions(Actions actions) {
        add(actions, "sweep.start", "Run the sweep", "Ctrl+Enter", running.not(), this::start);
        add(actions, "sweep.stop", "Stop", "Esc", running, session::stop);
        add(actions, "sweep.resume", "Resume", "R", stopped, session::resume);
        add(actions, "sweep.export", "Export figure", "E", some, this::chooseFigure);
        add(actions, "sweep.copy", "Copy the numbers", "Ctrl+C", some, this::copyNumbers);
        add(actions, "sweep.save", "Save in a folder", "S", some, this::chooseFolder);
        add(actions, "sweep.left", "Cell to the left", "Left", some, () -> move(-1, 0));
        add(actions, "sweep.right", "Cell to the right", "Right", some, () -> move(1, 0));
        add(actions, "sweep.up", "Cell above", "Up", some, () -> move(0, 1));
        add(actions, "sweep.down", "Cell below", "Down", some, () -> move(0, -1));
        add(actions, "sweep.open", "Open the run of the cell", "Enter", some, this::openChosen);
    }

    private static void add(
            Actions actions,
            String id,
            String name,
            String key,
            javafx.beans.value.ObservableBooleanValue enabled,
            Runnable what) {
        actions.add(new Action(id, name, GROUP, List.of(Shortcut.of(key)), what, enabled, ID));
    }

    /** Shows a sweep that was kept in a folder. */
    public void open(Path folder) {
        session.open(folder);
    }

    /** The lab has an experiment: the page takes the first one that it hears of. */
    public void labHasShown() {
        if (base == null) {
            takeFromLab();
        }
    }

    private void takeFromLab() {
        if (!running.get()) {
            lab.get().ifPresent(this::takeBase);
        }
    }

    private void takeBase(Specification specification) {
        if (specification.equals(base)) {
            return;
        }
        boolean same = base != null && kinds(base).equals(kinds(specification));
        base = specification;
        experiment.setText((specification.title().isBlank() ? "Untitled experiment" : specification.title()) + ", seed "
                + specification.seed());
        List<AxisEditor.Setting> settings = new ArrayList<>();
        for (String section : List.of("model", "problem", "dynamics")) {
            for (Parameter parameter : Components.entry(
                            section, specification.section(section).kind())
                    .parameters()) {
                if (!(parameter instanceof Parameter.Text)) {
                    settings.add(new AxisEditor.Setting(section + "." + parameter.id(), parameter));
                }
            }
        }
        Map<String, Object> values = specification.values();
        first.offer(settings, values);
        second.offer(settings, values);
        if (!same) {
            first.choose("model.initial-scale");
        }
    }

    private static List<String> kinds(Specification specification) {
        return Specification.SECTIONS.stream()
                .map(name -> specification.section(name).kind())
                .toList();
    }

    private void start() {
        Specification swept = base;
        if (swept == null) {
            return;
        }
        try {
            List<Axis> axes = new ArrayList<>();
            first.axis().ifPresent(axes::add);
            second.axis().ifPresent(axes::add);
            Sweep sweep = new Sweep(swept, axes, seeds.getValue(), new Quantity(quantity.getValue()));
            banner.clear();
            chosen = -1;
            running.set(true);
            session.start(sweep, Path.of(""));
        } catch (InvalidSettingException e) {
            banner.show("This cannot be swept", e.getMessage() + ".", List.of());
        }
    }

    /** Called on the engine's thread: keeps the newest state and asks for one drawing. */
    private void hear(SweepState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(() -> {
                SweepState now = newest.getAndSet(null);
                if (now != null) {
                    show(now);
                }
            });
        }
    }

    SweepState state() {
        return state;
    }

    private void show(SweepState now) {
        state = now;
        Optional<SweepTable> table = now.table();
        running.set(now.running());
        stopped.set(!now.running() && table.isPresent() && !table.get().complete());
        some.set(table.isPresent() && table.get().done() > 0);
        bar.setVisible(now.running());
        bar.setProgress(
                table.map(results -> (double) results.done() / results.sweep().runs())
                        .orElse(0.0));
        status.setText(words(now));
        if (!now.failure().isEmpty()) {
            banner.show("The sweep has stopped", now.failure(), List.of());
        }
        draw();
        showChosen();
    }

    private static String words(SweepState now) {
        if (now.table().isEmpty()) {
            return "Choose one or two settings; the diagram fills in as the runs come to their ends.";
        }
        SweepTable table = now.table().get();
        String done = table.done() + " of " + table.sweep().runs() + " runs";
        boolean theory = false;
        for (int cell = 0; cell < table.sweep().cells(); cell++) {
            theory |= Double.isFinite(table.predicted(cell));
        }
        String prediction = theory
                ? "Dashed: the same quantity at the predicted limit."
                : table.done() == 0 ? "" : "Theory names no value of this quantity here; nothing is dashed.";
        if (now.running()) {
            return done
                    + (Double.isNaN(now.secondsLeft())
                            ? ""
                            : ", about " + Math.max(1, Math.round(now.secondsLeft())) + " s left")
                    + ". " + prediction;
        }
        return (table.complete() ? "All " + table.sweep().runs() + " runs are done. " : done + ", stopped. ")
                + prediction;
    }

    private void draw() {
        Optional<SweepTable> table = state.table();
        pane.setVisible(table.isPresent());
        if (table.isPresent()) {
            SweepTable drawn = table.get();
            pane.show(
                    () -> SweepChart.draw(drawn),
                    palette(),
                    appearance.textScaleProperty().get(),
                    chart -> SweepChart.describe(drawn));
        }
    }

    private Palette palette() {
        return switch (appearance.themeProperty().get()) {
            case LIGHT -> Palette.LIGHT;
            case DARK -> Palette.DARK;
            case HIGH_CONTRAST -> Palette.HIGH_CONTRAST;
        };
    }

    private void point(double x, double y) {
        Optional<PlotGeometry> geometry = pane.geometry();
        if (geometry.isPresent()
                && state.table().isPresent()
                && geometry.get().plot().contains(x, y)) {
            chosen = SweepChart.cellAt(
                    state.table().get().sweep(),
                    geometry.get().valueX(x),
                    geometry.get().valueY(y));
            showChosen();
        }
    }

    private void move(int columns, int rows) {
        Sweep sweep = state.table().orElseThrow().sweep();
        if (chosen < 0) {
            chosen = 0;
        } else {
            int column = Math.clamp(chosen % sweep.columns() + columns, 0, sweep.columns() - 1);
            int row = Math.clamp(chosen / sweep.columns() + rows, 0, sweep.rows() - 1);
            chosen = row * sweep.columns() + column;
        }
        showChosen();
    }

    private void showChosen() {
        if (chosen < 0 || state.table().isEmpty()) {
            under.setText(
                    state.table().isEmpty()
                            ? ""
                            : "Point at a cell, or move with the arrows; a click or Enter opens its run in the lab.");
        } else {
            under.setText(describe(state.table().get(), chosen));
        }
        drawChosen();
    }

    private static String describe(SweepTable table, int cell) {
        Sweep sweep = table.sweep();
        StringBuilder words = new StringBuilder(value(sweep.axes().getFirst(), cell % sweep.columns()));
        if (sweep.axes().size() > 1) {
            words.append(", ").append(value(sweep.axes().get(1), cell / sweep.columns()));
        }
        double[] values = table.values(cell);
        words.append(":   ");
        if (values.length > 0) {
            words.append(Numbers.readOff(table.mean(cell)));
            if (sweep.seeds() > 1) {
                words.append(" over ")
                        .append(values.length)
                        .append(" of ")
                        .append(sweep.seeds())
                        .append(" seeds");
                if (values.length > 1) {
                    words.append(", sem ").append(Numbers.residual(table.standardError(cell)));
                }
            }
        } else {
            words.append(table.finished(cell) ? "no value" : "not run yet");
        }
        if (Double.isFinite(table.predicted(cell))) {
            words.append("   predicted ").append(Numbers.readOff(table.predicted(cell)));
        }
        if (!table.reason(cell).isEmpty()) {
            words.append("   ").append(table.reason(cell));
        }
        return words.toString();
    }

    private static String value(Axis axis, int i) {
        Object value = axis.values().get(i);
        String name = axis.path().substring(axis.path().indexOf('.') + 1);
        return name + " = " + (value instanceof Double x ? Numbers.readOff(x) : value.toString());
    }

    /** A frame of ink around the chosen cell. */
    private void drawChosen() {
        var g = pane.surface().overlay().getGraphicsContext2D();
        g.clearRect(
                0,
                0,
                pane.surface().overlay().getWidth(),
                pane.surface().overlay().getHeight());
        Optional<PlotGeometry> geometry = pane.geometry();
        if (chosen < 0 || geometry.isEmpty() || state.table().isEmpty()) {
            return;
        }
        Sweep sweep = state.table().get().sweep();
        if (chosen >= sweep.cells()) {
            return;
        }
        double[] cell = SweepChart.bounds(sweep, chosen);
        PlotGeometry at = geometry.get();
        double x0 = at.pixelX(cell[0]);
        double x1 = at.pixelX(cell[1]);
        double y0 = sweep.axes().size() == 1 ? at.plot().getMinY() : at.pixelY(cell[3]);
        double y1 = sweep.axes().size() == 1 ? at.plot().getMaxY() : at.pixelY(cell[2]);
        g.setLineWidth(3);
        g.setStroke(FigurePane.fx(palette().plot()));
        g.strokeRect(x0, y0, x1 - x0, y1 - y0);
        g.setLineWidth(1.5);
        g.setStroke(FigurePane.fx(palette().theorem()));
        g.strokeRect(x0, y0, x1 - x0, y1 - y0);
    }

    private void openChosen() {
        if (chosen >= 0 && state.table().isPresent()) {
            onOpen.accept(state.table().get().sweep().specification(chosen, 0), Path.of(""));
        }
    }

    private @Nullable Window stage() {
        return centre.getScene() == null ? null : centre.getScene().getWindow();
    }

    private void chooseFigure() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the diagram");
        chooser.setInitialFileName("sweep.pdf");
        File file = chooser.showSaveDialog(stage());
        if (file != null) {
            exportTo(file.toPath());
        }
    }

    /** Writes the diagram; the ending of the name says in which format. */
    void exportTo(Path file) {
        SweepTable table = state.table().orElseThrow();
        Thread writer = new Thread(
                () -> {
                    String said;
                    try {
                        String name = Objects.requireNonNull(file.getFileName()).toString();
                        String format = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "pdf";
                        FigureWriter.save(RunFigure.of(table, "icml", "column", format), file);
                        said = "Saved " + name;
                    } catch (FigureException e) {
                        said = String.valueOf(e.getMessage());
                    }
                    String words = said;
                    Platform.runLater(() -> toast.accept(words));
                },
                "sweep figure");
        writer.setDaemon(true);
        writer.start();
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("An empty folder for the sweep");
        File folder = chooser.showDialog(stage());
        if (folder != null) {
            saveTo(folder.toPath());
        }
    }

    /** Keeps the sweep in an empty folder. */
    void saveTo(Path folder) {
        session.saveTo(folder, words -> Platform.runLater(() -> toast.accept(words)));
    }

    private void copyNumbers() {
        SweepTable table = state.table().orElseThrow();
        ClipboardContent content = new ClipboardContent();
        content.putString(tabbed(table));
        Clipboard.getSystemClipboard().setContent(content);
        toast.accept("Copied");
    }

    /** A line for each cell, with tabs between its numbers. */
    static String tabbed(SweepTable table) {
        Sweep sweep = table.sweep();
        StringBuilder text = new StringBuilder();
        sweep.axes().forEach(axis -> text.append(axis.path()).append('\t'));
        text.append(sweep.quantity().id()).append("\tsem\tN\tpredicted\n");
        for (int cell = 0; cell < sweep.cells(); cell++) {
            text.append(sweep.axes().getFirst().values().get(cell % sweep.columns()))
                    .append('\t');
            if (sweep.axes().size() > 1) {
                text.append(sweep.axes().get(1).values().get(cell / sweep.columns()))
                        .append('\t');
            }
            text.append(table.mean(cell))
                    .append('\t')
                    .append(table.standardError(cell))
                    .append('\t');
            text.append(table.values(cell).length)
                    .append('\t')
                    .append(table.predicted(cell))
                    .append('\n');
        }
        return text.toString();
    }

    /** The window is closed: nothing goes on. */
    @Override
    public void close() {
        session.close();
    }
}
