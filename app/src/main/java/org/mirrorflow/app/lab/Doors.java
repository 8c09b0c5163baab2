package org.mirrorflow.app.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourStep;
import org.mirrorflow.app.tour.Tours;
import org.mirrorflow.bridge.worker.Worker;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * What the lab shows at its first start: three doors, each with a picture of runs that are computed while one looks, what can be
 * dropped on the window, what this computer has, and how everything looks.
 */
final class Doors extends ScrollPane {

    private static final double WIDEST = 1300;
    private static final double PICTURE = 230;

    /** How far the run behind the first door has come: halfway to its limit, so that there is something to wait for. */
    private static final double SHOWN_UNTIL = 8;

    /** What the doors lead to. */
    interface Listener {

        /** Opens the first experiment and lets it play. */
        void explore();

        /** Opens the first guided tour. */
        void teach();

        /** Shows the page of figures. */
        void publish();

        /** Chooses a file. */
        void choose();

        /** Shows all keys. */
        void keys();

        /** Shows the lab. */
        void leave();
    }

    private final Appearance appearance;
    private final Listener listener;
    private final PixelSurface explored = picture("explored");
    private final PixelSurface taught = picture("taught");
    private final PixelSurface published = picture("published");
    private final Button first = new Button("Play the first experiment", Icons.play());
    private final Segments<Theme> themes;
    /** What the pictures show, once it is computed. */
    private @Nullable List<RunView> runs;

    private @Nullable List<RunView> pair;

    Doors(Appearance appearance, Listener listener) {
        this.appearance = appearance;
        this.listener = listener;
        getStyleClass().addAll("page", "doors");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText("First steps");
        themes = Segments.ofWords(List.of(Theme.values()), Theme::displayName);
        themes.valueProperty().set(appearance.themeProperty().get());
        themes.valueProperty()
                .addListener(
                        (observable, before, now) -> appearance.themeProperty().set(now));
        appearance.themeProperty().addListener((observable, before, now) -> {
            themes.valueProperty().set(now);
            draw();
        });
        appearance.textScaleProperty().addListener(observable -> draw());
        first.setId("door-explore");
        first.getStyleClass().add("accent");
        first.setOnAction(event -> listener.explore());
        Button tour = button("door-teach", "Open a guided tour", "monitor", listener::teach);
        Button figure = button("door-publish", "Compose a figure", "image", listener::publish);
        Label title = new Label("Watch a trajectory meet its theorem");
        title.getStyleClass().add("first-run-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label sentence = words(
                "Solid lines are runs. The dashed line is always the theorem. The number beside it says how far apart they are.");
        sentence.getStyleClass().add("muted");
        Tour shipped = Tours.all().getFirst();
        String question = shipped.steps().stream()
                .filter(TourStep::asks)
                .map(TourStep::question)
                .findFirst()
                .orElse(shipped.title());
        Label asked = words(question.replace("$", ""));
        asked.getStyleClass().add("strong");
        asked.setPadding(new Insets(14, 16, 0, 18));
        HBox doors = new HBox(
                24,
                door(
                        explored,
                        "Explore",
                        "A diagonal network leaves a tiny start and stops where the theory says. Press play, then change α.",
                        first,
                        "or " + Presets.all().size() + " presets",
                        "1"),
                door(
                        new VBox(asked, taught),
                        "Teach",
                        "Big type, one question before each reveal, the whole lecture on the keyboard.",
                        tour,
                        Tours.all().size() + " tours",
                        "2"),
                door(
                        published,
                        "Publish",
                        "From a run, a table or an old export to a vector figure at the size of the venue.",
                        figure,
                        venues(),
                        "3"));
        VBox.setVgrow(taught, Priority.ALWAYS);
        HBox below = new HBox(24, drop(), computer());
        VBox content = new VBox(24, new VBox(4, title, sentence), doors, below, footer());
        content.setPadding(new Insets(36, 40, 24, 40));
        content.setMaxWidth(WIDEST);
        StackPane centred = new StackPane(content);
        centred.getStyleClass().add("page");
        setContent(centred);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Thread.ofVirtual().start(this::compute);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DIGIT1, NUMPAD1 -> listener.explore();
            case DIGIT2, NUMPAD2 -> listener.teach();
            case DIGIT3, NUMPAD3 -> listener.publish();
            case ESCAPE -> listener.leave();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Puts the focus on the first door. */
    void focusFirst() {
        first.requestFocus();
    }

    private static PixelSurface picture(String id) {
        PixelSurface surface = new PixelSurface();
        surface.setId("door-" + id);
        surface.setMinHeight(120);
        surface.setPrefHeight(PICTURE);
        surface.setAccessibleText("being computed");
        return surface;
    }

    private static Button button(String id, String text, String icon, Runnable then) {
        Button button = new Button(text, Icons.feather(icon));
        button.setId(id);
        button.setOnAction(event -> then.run());
        return button;
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label secondary(String text) {
        Label label = words(text);
        label.getStyleClass().add("secondary");
        return label;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Node door(Region shown, String name, String sentence, Button open, String note, String key) {
        Label title = new Label(name);
        title.getStyleClass().add("page-title");
        Label said = words(sentence);
        said.getStyleClass().add("muted");
        open.getStyleClass().add("door-button");
        open.setMinWidth(USE_PREF_SIZE);
        Label cap = new Label(key);
        cap.getStyleClass().add("keycap");
        cap.setMinWidth(USE_PREF_SIZE);
        HBox foot = new HBox(10, open, secondary(note), gap(), cap);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox below = new VBox(6, title, said, foot);
        VBox.setMargin(foot, new Insets(6, 0, 0, 0));
        below.setPadding(new Insets(16, 20, 18, 20));
        below.setMinHeight(USE_PREF_SIZE);
        StackPane picture = new StackPane(shown);
        picture.getStyleClass().add("door-picture");
        picture.setPrefHeight(PICTURE);
        picture.setMinHeight(120);
        VBox.setVgrow(picture, Priority.ALWAYS);
        VBox door = new VBox(picture, below);
        door.getStyleClass().add("door");
        door.setPrefWidth(400);
        door.setMinWidth(0);
        HBox.setHgrow(door, Priority.ALWAYS);
        return door;
    }

    private static String venues() {
        List<String> names = Venue.all().stream().map(Venue::name).limit(3).toList();
        return String.join(", ", names) + ", …";
    }

    private Node drop() {
        Label title = words("Drop anything of yours on this window");
        title.getStyleClass().add("strong");
        VBox said = new VBox(
                2,
                title,
                secondary(
                        "a specification, a run folder, a CSV or NPY, or a figure that the lab exported: it reopens its run"));
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox box = new HBox(
                16, Icons.feather("download"), said, button("door-open", "Open\u2026", "folder", listener::choose));
        ((Region) box.getChildren().getLast()).setMinWidth(USE_PREF_SIZE);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("door");
        box.setPadding(new Insets(14, 20, 14, 20));
        box.setPrefWidth(824);
        box.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node computer() {
        Runtime runtime = Runtime.getRuntime();
        int cores = runtime.availableProcessors();
        VBox box = new VBox(
                4,
                has(
                        true,
                        String.format(
                                Locale.ROOT,
                                "Java %d, %d %s, %.1f GiB for the lab",
                                Runtime.version().feature(),
                                cores,
                                cores == 1 ? "core" : "cores",
                                runtime.maxMemory() / (double) (1L << 30)),
                        ""),
                Worker.hasCore()
                        ? has(true, "Networks train here", "on the page Bridge")
                        : has(false, "No training core", "networks train on other machines only"));
        box.getStyleClass().add("door");
        box.setPadding(new Insets(14, 20, 14, 20));
        box.setAlignment(Pos.CENTER_LEFT);
        box.setPrefWidth(400);
        box.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node has(boolean good, String what, String note) {
        HBox row = new HBox(8, (good ? VerdictMark.HOLDS : VerdictMark.NOT_RUN).glyph(), words(what), secondary(note));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node footer() {
        Button smaller = new Button("A\u2212");
        smaller.setAccessibleText("Smaller text");
        smaller.setOnAction(event -> appearance.changeTextScale(-1));
        Button larger = new Button("A+");
        larger.setAccessibleText("Larger text");
        larger.setOnAction(event -> appearance.changeTextScale(1));
        Label size = new Label();
        size.textProperty().bind(appearance.textScaleProperty().multiply(100).asString(Locale.ROOT, "%.0f %%"));
        CheckBox motion = new CheckBox("Reduce motion");
        motion.selectedProperty().bindBidirectional(appearance.reducedMotionProperty());
        Button keys = new Button("All keys (?)");
        keys.getStyleClass().add("flat");
        keys.setOnAction(event -> listener.keys());
        Button leave = new Button("To the lab (Esc)");
        leave.setId("door-leave");
        leave.getStyleClass().add("flat");
        leave.setOnAction(event -> listener.leave());
        Label privacy = secondary(
                "Everything runs on this computer. Nothing is sent, and nothing is downloaded unless you ask.");
        HBox.setHgrow(privacy, Priority.ALWAYS);
        privacy.setMaxWidth(Double.MAX_VALUE);
        privacy.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(10, themes, smaller, size, larger, motion, privacy, keys, leave);
        row.getChildren().stream()
                .filter(node -> node instanceof Region && !node.equals(privacy))
                .forEach(node -> ((Region) node).setMinWidth(USE_PREF_SIZE));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Computes what the pictures show, then draws them. */
    private void compute() {
        try {
            Preset preset = Presets.all().getFirst();
            Specification specification = preset.specification();
            List<RunView> one = List.of(view(specification, Role.RUN_A, "", SHOWN_UNTIL));
            List<RunView> done = new ArrayList<>();
            Specification two = specification
                    .with("problem.sparsity", 2)
                    .with("problem.samples", 5)
                    .with("problem.features", 9);
            done.add(view(two, Role.RUN_A, "small start", Double.POSITIVE_INFINITY));
            done.add(view(two.with("model.initial-scale", 2.0), Role.RUN_B, "large start", Double.POSITIVE_INFINITY));
            Platform.runLater(() -> {
                runs = one;
                pair = done;
                draw();
            });
        } catch (ProblemException | InvalidSettingException e) {
            System.getLogger(Doors.class.getName()).log(System.Logger.Level.WARNING, "a door stays without picture", e);
        }
    }

    private static RunView view(Specification specification, Role role, String name, double until)
            throws ProblemException {
        Run run = Run.start(Experiment.of(specification, Path.of("")));
        while (run.time() < until && run.advance()) {
            // On to the next step.
        }
        return RunView.of(
                role,
                name,
                run.experiment(),
                run.history(),
                run.outcome(),
                run.history().size() - 1);
    }

    private void draw() {
        List<RunView> one = runs;
        List<RunView> two = pair;
        if (one == null || two == null) {
            return;
        }
        Palette palette = appearance.palette();
        Metrics metrics = Metrics.screen(appearance.textScaleProperty().get());
        Chart way = Charts.get("coordinates").draw(one, Clock.LOG_TIME);
        Chart ends = Charts.get("weights").draw(two, Clock.LOG_TIME).withLegend(List.of());
        explored.setAccessibleText(ChartDescription.of(way, one));
        explored.setPainter((image, scale) -> ChartPainter.paint(image, scale, way, palette, metrics));
        taught.setAccessibleText(ChartDescription.of(ends, two));
        taught.setPainter((image, scale) -> ChartPainter.paint(image, scale, ends, palette, metrics));
        Chart loss = Charts.get("loss").draw(two, Clock.LOG_TIME);
        Chart weights = Charts.get("coordinates")
                .draw(List.of(two.getFirst()), Clock.LOG_TIME)
                .withMargin(null);
        published.setAccessibleText("A figure of two panels on a page: " + ChartDescription.of(loss, two));
        published.setPainter((image, scale) -> sheet(image, scale, weights, loss));
    }

    /** Two panels on white paper, whatever the theme. */
    private static void sheet(BufferedImage image, double scale, Chart left, Chart right) {
        Graphics2D g = image.createGraphics();
        try {
            g.scale(scale, scale);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            double width = image.getWidth() / scale;
            double height = image.getHeight() / scale;
            double across = Math.min(width - 32, 1.9 * (height - 14));
            Rectangle2D page = new Rectangle2D.Double((width - across) / 2, 14, across, height);
            g.setColor(Color.WHITE);
            g.fill(page);
            g.setColor(new Color(0xd0d7de));
            g.setStroke(new BasicStroke(1));
            g.draw(page);
            Metrics paper = Metrics.paper(Metrics.Face.SERIF, 9, 8);
            double panel = (across - 36) / 2;
            ChartPainter.paint(
                    g,
                    new Rectangle2D.Double(page.getX() + 12, 24, panel, 0.72 * height),
                    left.withLegend(List.of()).withResidual(null),
                    Palette.LIGHT,
                    paper);
            ChartPainter.paint(
                    g,
                    new Rectangle2D.Double(page.getX() + 24 + panel, 24, panel, 0.72 * height),
                    right.withLegend(List.of()).withResidual(null),
                    Palette.LIGHT,
                    paper);
            g.setColor(new Color(0xe2e6ea));
            for (double y = 24 + 0.72 * height + 14; y < height; y += 10) {
                g.fill(new Rectangle2D.Double(page.getX() + 14, y, across - 28, 3));
            }
        } finally {
            g.dispose();
        }
    }
}
