package org.mirrorflow.app.explorer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.GalleryList;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.mirror.FormulaPotential;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMapFamily;

/**
 * The mirror-map explorer. Maps are made, checked and drawn off the FX thread; the newest choice wins, and the last good
 * picture stays until the next is ready. Nothing is computed before the page is first shown.
 */
public final class ExplorerPage {

    private static final String FIRST = "hyperbolic-entropy";

    /** The experiment that a map is carried into: regression under a mirror flow. */
    private static final String EXPERIMENT = "mirror-maps";

    /** The same of matrices, for spectral maps. */
    private static final String OF_MATRICES = "matrix-sensing-storage";

    private static final double HANDLE = 8;
    private static final double KEY_SHARE = 0.01;

    private final Appearance appearance;
    private final Consumer<Specification> onUse;
    private final Executor worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "explorer");
        thread.setDaemon(true);
        return thread;
    });
    private final GalleryList<MapItem> gallery = new GalleryList<>(List.of("By horizon"), MapItem::thumbnail);
    private final Label title = new Label("Mirror maps");
    private final Label sentence = new Label();
    private final Label family = new Label();
    private final FigurePane potential = new FigurePane("Potential");
    private final FigurePane mirror = new FigurePane("Mirror map");
    private final FigurePane inverse = new FigurePane("Inverse mirror map");
    private final FigurePane speed = new FigurePane("Metric");
    private final FigurePane balls = new FigurePane("Bregman balls");
    private final FigurePane horizon = new FigurePane("Horizon function");
    private final FigurePane primal = new FigurePane("Primal trajectories");
    private final FigurePane dual = new FigurePane("Dual trajectories");
    private final VBox left = new VBox();
    private final VBox centre = new VBox();
    private final ExplorerPanel panel;
    private Consumer<String> toast = message -> {};
    private @Nullable Exploration now;
    private volatile @Nullable Wanted wanted;
    private boolean started;

    /** What the person has asked for last; the worker compares it with what it was given. */
    private record Wanted(MirrorMapFamily family, Map<String, Object> values, Optional<MirrorMapFamily> second) {}

    /**
     * @param appearance theme and text size
     * @param onUse hears the experiment that uses the map on the page
     */
    public ExplorerPage(Appearance appearance, Consumer<Specification> onUse) {
        this.appearance = appearance;
        this.onUse = onUse;
        panel = new ExplorerPanel(
                new ExplorerPanel.Listener() {
                    @Override
                    public void parameters(Map<String, Object> values) {
                        if (now != null) {
                            choose(now.a().family(), values);
                        }
                    }

                    @Override
                    public void second(Optional<MapItem> other) {
                        compareWith(other);
                    }

                    @Override
                    public void scene(Exploration.Start start, Objective objective, double step) {
                        if (now != null) {
                            move(new Exploration(now.a(), now.b(), start, objective, step));
                        }
                    }
                },
                footer());
        buildCentre();
        buildLeft();
        gallery.setOnOpen(item -> choose(item.family(), Map.of()));
        appearance.themeProperty().addListener((observable, before, after) -> draw());
        appearance.textScaleProperty().addListener((observable, before, after) -> draw());
        centre.sceneProperty().addListener((observable, before, after) -> {
            if (after != null) {
                start();
            }
        });
        primal.setOnDrawn(this::drawHandle);
        primal.surface().setOnOverlay(this::drawHandle);
        primal.surface()
                .addEventHandler(
                        MouseEvent.MOUSE_PRESSED, event -> primal.surface().requestFocus());
        primal.surface().addEventHandler(MouseEvent.MOUSE_PRESSED, this::drag);
        primal.surface().addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        primal.surface().addEventHandler(KeyEvent.KEY_PRESSED, this::nudge);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** The page for the window. */
    public Page page() {
        return new Page("explorer", "Explorer", left, centre, panel, null, null);
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        worker.execute(() -> {
            List<MapItem> items = MapItem.all();
            Platform.runLater(() -> {
                gallery.setItems(items);
                panel.offerSeconds(items);
                if (wanted == null) {
                    items.stream()
                            .filter(item -> item.id().equals(FIRST))
                            .findFirst()
                            .ifPresent(item -> choose(item.family(), Map.of()));
                }
            });
        });
    }

    /** Shows a family with these settings, as soon as it is made and checked. */
    void choose(MirrorMapFamily chosen, Map<String, Object> values) {
        wanted = new Wanted(chosen, values, wanted == null ? Optional.empty() : wanted.second());
        request();
    }

    private void compareWith(Optional<MapItem> other) {
        Wanted before = wanted;
        if (before != null) {
            wanted = new Wanted(before.family(), before.values(), other.map(MapItem::family));
            request();
        }
    }

    /** Makes and checks what is wanted, on the worker; only the newest request is answered. */
    private void request() {
        Wanted asked = wanted;
        if (asked == null) {
            return;
        }
        Exploration.Start from = panel.start();
        Objective objective = panel.objective();
        double step = panel.step();
        worker.execute(() -> {
            if (!asked.equals(wanted)) {
                return;
            }
            try {
                MapChoice choice = MapChoice.of(asked.family(), asked.values());
                Optional<MapChoice> second = asked.second().map(family -> MapChoice.of(family, Map.of()));
                Exploration made = new Exploration(choice, second, from, objective, step).settled();
                MapChecks checked = MapChecks.of(choice.map());
                Platform.runLater(() -> adopt(asked, made, checked));
            } catch (InvalidSettingException e) {
                Platform.runLater(() -> {
                    if (asked.equals(wanted)) {
                        panel.showProblem(e);
                    }
                });
            }
        });
    }

    private void adopt(Wanted asked, Exploration made, MapChecks checked) {
        if (!asked.equals(wanted)) {
            return;
        }
        // the start may have been dragged, and the objective changed, while the map was made
        Exploration.Start from = panel.start();
        now = new Exploration(made.a(), made.b(), from, panel.objective(), panel.step()).settled();
        title.setText(made.a().family().name());
        sentence.setText(Stream.of(made.a().family().summary(), made.a().plane())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" ")));
        family.setText(familyWords(made));
        MapItem selected = gallery.selectedProperty().get();
        if (selected == null || !selected.id().equals(made.a().family().id())) {
            gallery.select(made.a().family().id());
        }
        panel.show(now, checked);
        horizon.setNote(
                made.a().map().horizon() instanceof HorizonFunction.None(String reason)
                        ? "No horizon: " + reason + "."
                        : "");
        draw();
    }

    private static String familyWords(Exploration made) {
        return made.a()
                .dial()
                .map(dial -> "Blue: " + dial.label().toLowerCase(java.util.Locale.ROOT) + " "
                        + Numbers.readOff(made.a().settings().real(dial.id())) + ". Dark to light: "
                        + made.a().members().stream()
                                .map(Numbers::readOff)
                                .reduce((one, next) -> one + ", " + next)
                                .orElse("")
                        + ". Level sets from c = 0.001 (dark) to 1000 (light).")
                .orElse("Level sets from c = 0.001 (dark) to 1000 (light).");
    }

    /** Another start, objective or step: only the trajectories are drawn again. */
    private void move(Exploration moved) {
        Exploration settled = moved.settled();
        now = settled;
        panel.showStart(settled);
        drawPaths(settled);
    }

    private void draw() {
        Exploration at = now;
        if (at == null) {
            return;
        }
        show(potential, () -> FunctionCharts.potential(at), this::functionWords);
        show(mirror, () -> FunctionCharts.mirror(at), this::functionWords);
        show(inverse, () -> FunctionCharts.inverse(at), this::functionWords);
        show(speed, () -> FunctionCharts.speed(at), this::functionWords);
        show(
                balls,
                () -> PlaneCharts.balls(at),
                chart -> "Bregman balls of " + at.a().family().name() + " around five centres, at three radii.");
        show(
                horizon,
                () -> PlaneCharts.horizon(at),
                chart -> "Level sets at unit size, growing towards "
                        + HorizonWords.symbol(at.a().map().horizon()) + ".");
        drawPaths(at);
    }

    private String functionWords(Chart chart) {
        return chart.title() + " of the map, over "
                + chart.x().name().replace("$", "").replace("\\", "") + ".";
    }

    private void drawPaths(Exploration at) {
        Supplier<PlaneCharts.Paths> paths = once(() -> {
            PlaneCharts.Paths computed = PlaneCharts.paths(at);
            Platform.runLater(() -> panel.showPrediction(predictionWords(computed)));
            return computed;
        });
        show(primal, () -> PlaneCharts.primal(paths.get()), chart -> pathWords(paths.get()));
        show(dual, () -> PlaneCharts.dual(paths.get()), chart -> "The mirror image of the same trajectories.");
    }

    private static String predictionWords(PlaneCharts.Paths paths) {
        Objective.Prediction prediction = paths.prediction();
        boolean any = prediction.end().isPresent() || prediction.direction().isPresent();
        return (any ? "Predicted: " : "Nothing is predicted: ") + prediction.words();
    }

    private static String pathWords(PlaneCharts.Paths paths) {
        if (paths.flow().size() == 0) {
            return "No trajectory: the start has no finite mirror.";
        }
        double[] end = paths.flow().end();
        return "Trajectory from (" + Numbers.readOff(paths.of().start().x1()) + ", "
                + Numbers.readOff(paths.of().start().x2()) + ") to (" + Numbers.readOff(end[0]) + ", "
                + Numbers.readOff(end[1]) + ")"
                + paths.prediction()
                        .end()
                        .map(limit ->
                                ", predicted (" + Numbers.readOff(limit[0]) + ", " + Numbers.readOff(limit[1]) + ")")
                        .orElse("")
                + ". Arrow keys move the start.";
    }

    private void show(FigurePane pane, Supplier<Chart> chart, Function<Chart, String> words) {
        pane.show(chart, appearance.palette(), appearance.textScaleProperty().get(), words);
    }

    /** Computes on first use, by whichever worker comes first; the other waits for it. */
    private static <T> Supplier<T> once(Supplier<T> computed) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public synchronized T get() {
                T known = value;
                if (known == null) {
                    known = computed.get();
                    value = known;
                }
                return known;
            }
        };
    }

    private void drag(MouseEvent event) {
        Exploration at = now;
        Optional<PlotGeometry> where = primal.geometry();
        if (at != null && where.isPresent() && event.isPrimaryButtonDown()) {
            moveTo(at, where.get().valueX(event.getX()), where.get().valueY(event.getY()));
            event.consume();
        }
    }

    private void nudge(KeyEvent event) {
        Exploration at = now;
        Optional<PlotGeometry> where = primal.geometry();
        if (at == null || where.isEmpty() || event.isControlDown() || event.isAltDown()) {
            return;
        }
        double width = where.get().xAxis().upper() - where.get().xAxis().lower();
        double by = KEY_SHARE * width * (event.isShiftDown() ? 10 : 1);
        double right = 0;
        double up = 0;
        switch (event.getCode()) {
            case LEFT -> right = -by;
            case RIGHT -> right = by;
            case UP -> up = by;
            case DOWN -> up = -by;
            default -> {
                return;
            }
        }
        moveTo(at, at.start().x1() + right, at.start().x2() + up);
        event.consume();
    }

    /** A start outside the domain is not taken; the last good one stays. */
    private void moveTo(Exploration at, double x1, double x2) {
        Exploration.Start wanted = new Exploration.Start(x1, x2);
        if (Exploration.inside(at.a().map(), wanted).equals(wanted)) {
            move(at.withStart(wanted));
        }
    }

    private void drawHandle() {
        GraphicsContext g = primal.surface().overlay().getGraphicsContext2D();
        g.clearRect(0, 0, primal.surface().getWidth(), primal.surface().getHeight());
        Exploration at = now;
        if (at == null || primal.geometry().isEmpty()) {
            return;
        }
        PlotGeometry where = primal.geometry().get();
        double x = where.pixelX(at.start().x1());
        double y = where.pixelY(at.start().x2());
        if (!where.plot().contains(x, y)) {
            return;
        }
        Color ink = FigurePane.fx(appearance.palette().text());
        g.setFill(FigurePane.fx(appearance.palette().plot()));
        g.fillOval(x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE);
        g.setStroke(ink);
        g.setLineWidth(1.5);
        g.strokeOval(x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE);
        g.strokeLine(x - 4, y, x + 4, y);
        g.strokeLine(x, y - 4, x, y + 4);
    }

    private void buildLeft() {
        Button own = new Button("Formula of your own", Icons.feather("plus"));
        own.setId("own-formula");
        own.setMaxWidth(Double.MAX_VALUE);
        own.setOnAction(event -> choose(Components.MIRROR_MAPS.get(FormulaPotential.Family.ID), Map.of()));
        VBox.setMargin(own, new Insets(10, 12, 0, 12));
        VBox.setVgrow(gallery, Priority.ALWAYS);
        left.getChildren().setAll(own, gallery);
        left.getStyleClass().add("panel");
    }

    private void buildCentre() {
        title.getStyleClass().add("page-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        for (Label line : List.of(sentence, family)) {
            line.getStyleClass().add(line.equals(family) ? "secondary" : "muted");
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox head = new VBox(2, title, sentence, family);
        head.setPadding(new Insets(10, 16, 8, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        GridPane grid = new GridPane();
        for (int i = 0; i < 4; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(25);
            grid.getColumnConstraints().add(column);
        }
        for (double share : new double[] {26, 37, 37}) {
            RowConstraints row = new RowConstraints();
            row.setPercentHeight(share);
            grid.getRowConstraints().add(row);
        }
        grid.addRow(0, potential, mirror, inverse, speed);
        grid.add(balls, 0, 1, 2, 1);
        grid.add(horizon, 2, 1, 2, 1);
        grid.add(primal, 0, 2, 2, 1);
        grid.add(dual, 2, 2, 2, 1);
        grid.setHgap(1);
        grid.setVgap(1);
        grid.getStyleClass().add("explorer-grid");
        grid.setMinSize(0, 0);
        primal.surface().setId("primal");
        VBox.setVgrow(grid, Priority.ALWAYS);
        centre.getChildren().setAll(head, rule, grid);
        centre.getStyleClass().add("page");
        centre.setMinSize(0, 0);
    }

    private Node footer() {
        Button use = new Button("Use in an experiment", Icons.feather("activity"));
        use.getStyleClass().add("accent");
        use.setId("use-map");
        use.setOnAction(event -> use());
        HBox.setHgrow(use, Priority.ALWAYS);
        use.setMaxWidth(Double.MAX_VALUE);
        Button tex = new Button("LaTeX");
        tex.setId("copy-tex");
        tex.setMinWidth(Region.USE_PREF_SIZE);
        tex.setOnAction(event -> copyTex());
        HBox row = new HBox(8, use, tex);
        row.setPadding(new Insets(10, 14, 10, 14));
        return row;
    }

    private void use() {
        Exploration at = now;
        if (at != null) {
            onUse.accept(experiment(at.a()));
        }
    }

    /** Regression under the mirror flow of this map. */
    static Specification experiment(MapChoice map) {
        Specification specification = Presets.get(map.isSpectral() ? OF_MATRICES : EXPERIMENT)
                .specification()
                .with("title", map.family().name())
                .with("model.kind", map.family().id())
                .with("dynamics.kind", "mirror-flow")
                .with("dynamics.weight-decay", 0.0);
        for (Map.Entry<String, Object> setting : map.settings().values().entrySet()) {
            specification = specification.with("model." + setting.getKey(), setting.getValue());
        }
        return specification;
    }

    private void copyTex() {
        Exploration at = now;
        if (at != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(String.join("\n", at.a().formulas()));
            Clipboard.getSystemClipboard().setContent(content);
            toast.accept("Copied the formula");
        }
    }

    Optional<Exploration> exploration() {
        return Optional.ofNullable(now);
    }

    GalleryList<MapItem> gallery() {
        return gallery;
    }

    ExplorerPanel panel() {
        return panel;
    }

    List<FigurePane> panes() {
        return List.of(potential, mirror, inverse, speed, balls, horizon, primal, dual);
    }
}
