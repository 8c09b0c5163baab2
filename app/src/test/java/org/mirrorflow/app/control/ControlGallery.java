package org.mirrorflow.app.control;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.Pictures;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * A window with every part of the lab in it, to look at. The numbers in it are samples, not results.
 *
 * <p>Named arguments: {@code --theme=DARK --width=1280 --height=800 --text=1.3 --show=keys|gallery|card} and {@code
 * --picture=FILE}, which saves a picture after a second and leaves.
 */
public final class ControlGallery extends Application {

    private record Sample(String id, String title, String sentence, String paper) implements GalleryItem {
        @Override
        public String group(String by) {
            return by.equals("By paper") ? paper : "Regression";
        }
    }

    private final Appearance appearance = new Appearance();
    private @Nullable VerdictChip chipWithCard;

    /** Opens the window. */
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        var named = getParameters().getNamed();
        appearance.themeProperty().set(Theme.valueOf(named.getOrDefault("theme", "LIGHT")));
        appearance.textScaleProperty().set(Double.parseDouble(named.getOrDefault("text", "1")));
        Actions actions = new Actions();
        actions.add(new Action("run.play", "Play or pause", "Run", List.of(Shortcut.of("Space")), () -> {}));
        actions.add(new Action("run.step", "One step on", "Run", List.of(Shortcut.of("Right")), () -> {}));
        actions.add(new Action(MainWindow.UNDO, "Undo", "Edit", List.of(Shortcut.of("Ctrl+Z")), () -> {}));
        actions.add(new Action(
                MainWindow.REDO,
                "Redo",
                "Edit",
                List.of(Shortcut.of("Ctrl+Shift+Z")),
                () -> {},
                Bindings.createBooleanBinding(() -> false)));
        MainWindow window = new MainWindow(actions, appearance);
        window.statusProperty().set("\u2113\u2081 from small init \u00b7 saved");
        window.addPage(new Page("parts", "Parts", gallery(), centre(), controls(), runs(), transport()));
        window.addPage(new Page("empty", "Empty", null, new VBox(new Label("No chart here yet")), null, null, null));
        Scene scene = new Scene(
                window.root(),
                Double.parseDouble(named.getOrDefault("width", "1440")),
                Double.parseDouble(named.getOrDefault("height", "900")));
        appearance.install(scene);
        actions.install(scene);
        stage.setScene(scene);
        stage.setTitle("Mirrorflow Lab: parts");
        stage.show();
        window.toast().show("Reseeded to 12", "Undo", () -> {});
        switch (named.getOrDefault("show", "")) {
            case "keys" -> window.showKeys();
            case "gallery" -> window.showGallery();
            default -> {}
        }
        String picture = named.get("picture");
        if (picture != null) {
            PauseTransition pause = new PauseTransition(Duration.millis(1500));
            pause.setOnFinished(event -> {
                Pictures.save(scene, new File(picture));
                Platform.exit();
            });
            pause.play();
        }
    }

    private static Region gallery() {
        GalleryList<Sample> list = new GalleryList<>(
                List.of("By paper", "By object"),
                sample -> picture(sample.title().hashCode()));
        list.setItems(List.of(
                new Sample(
                        "scale",
                        "From \u2113\u2082 to \u2113\u2081 by scale",
                        "Small \u03b1, sparse limit",
                        "Mask in the Mirror"),
                new Sample("dose", "The dose decides", "Four schedules, one limit", "Mask in the Mirror"),
                new Sample("recovery", "Recovery against dose", "Error falls as \u039b grows", "Mask in the Mirror"),
                new Sample("stuck", "Balanced start is stuck", "No sign ever flips", "Mask in the Mirror"),
                new Sample(
                        "decay", "Decay, then switched off", "LASSO plateau, then a fit", "Mirror, Mirror of the Flow"),
                new Sample("lora", "LoRA stores its decay", "Equal dose, equal limit", "Mirror, Mirror of the Flow"),
                new Sample(
                        "horizon",
                        "Horizon picks the margin, with a title too long for its row",
                        "Four maps, four directions",
                        "Mirror flow, homogeneous nets")));
        list.select("scale");
        return list;
    }

    private static Node picture(int seed) {
        javafx.scene.shape.Polyline line = new javafx.scene.shape.Polyline();
        for (int i = 0; i <= 36; i++) {
            line.getPoints().addAll((double) i, 10 + 8 * Math.sin(i * 0.17 + seed % 7));
        }
        line.setStroke(javafx.scene.paint.Color.web("#0072b2"));
        line.setStrokeWidth(1.5);
        return line;
    }

    private Region centre() {
        Label title = new Label("Parts and states");
        title.getStyleClass().add("page-title");
        Label sentence = new Label("Hue is a run. Ink is mathematics. Amber needs you.");
        sentence.getStyleClass().add("secondary");
        chipWithCard = new VerdictChip(VerdictChip.Content.of(
                VerdictMark.HOLDS, "\\|w-w^\\star\\|", "\u2016w \u2212 w*\u2016", "3.2e\u22127"));
        chipWithCard.setCard(() -> new ResidualCard(cardContent()));
        FlowPane chips = new FlowPane(
                8,
                8,
                chipWithCard,
                new VerdictChip(VerdictChip.Content.of(VerdictMark.FAILS, "\\mathrm{gain}", "gain", "\u22120.4 pt")),
                new VerdictChip(new VerdictChip.Content(
                        VerdictMark.INCONCLUSIVE, "\\mathrm{gain}", "gain", "= +17.8", "2 of 3 seeds")),
                new VerdictChip(
                        new VerdictChip.Content(VerdictMark.NOT_RUN, "\\mathrm{SO\\text{-}7}", "SO-7", "", "not run")),
                new VerdictChip(
                        new VerdictChip.Content(VerdictMark.RUNNING, "\\mathrm{C4}", "C4", "", "running, 8 s left")),
                new VerdictChip(new VerdictChip.Content(
                        VerdictMark.ASSUMPTION_BROKEN,
                        "\\nabla R",
                        "gradient of R",
                        "= bounded",
                        "horizon theorem does not apply")),
                new VerdictChip(VerdictChip.Content.brief(VerdictMark.HOLDS, "8.3e\u221210")));
        Button primary = new Button("Export figure", Icons.feather("image"));
        primary.getStyleClass().add("accent");
        Button quiet = new Button("Chart", Icons.feather("plus"));
        quiet.getStyleClass().add("flat");
        Button off = new Button("Off");
        off.setDisable(true);
        HBox buttons = new HBox(
                8,
                primary,
                new Button("Copy as", Icons.feather("terminal")),
                quiet,
                off,
                Segments.ofWords(List.of("Overlay", "Side by side", "A \u2212 B"), word -> word));
        buttons.setAlignment(Pos.CENTER_LEFT);
        Banner banner = new Banner();
        banner.show(
                "Not separable",
                "Point 4 cannot be classified by any direction, so no margin exists. The run stopped at step 214 and"
                        + " kept its last state.",
                List.of(
                        new Banner.Remedy("Show point 4", () -> {}),
                        new Banner.Remedy("Use logistic loss with decay", () -> {})));
        PixelSurface surface = new PixelSurface();
        surface.setPainter(ControlGallery::wave);
        surface.setAccessibleText("A sample curve");
        VBox.setVgrow(surface, Priority.ALWAYS);
        surface.setMinHeight(120);
        ResidualCard card = new ResidualCard(cardContent());
        HBox lower = new HBox(16, surface, card);
        HBox.setHgrow(surface, Priority.ALWAYS);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        card.setMinWidth(Region.USE_PREF_SIZE);
        VBox.setVgrow(lower, Priority.ALWAYS);
        VBox page = new VBox(12, title, sentence, chips, buttons, banner, lower);
        page.setPadding(new Insets(14, 16, 12, 16));
        return page;
    }

    private static ResidualCard.Content cardContent() {
        return new ResidualCard.Content(
                "Balance equation",
                "The product of the factors stays at its start.",
                "Largest drift 8.3e\u221210",
                "tolerance 1e\u22128",
                List.of(
                        new ResidualCard.Assumption("no weight decay, \u03bb = 0", VerdictMark.HOLDS),
                        new ResidualCard.Assumption("a flow, not steps: rtol 3e\u221211", VerdictMark.HOLDS),
                        new ResidualCard.Assumption("no label noise, \u03c3 = 0.1", VerdictMark.ASSUMPTION_BROKEN)),
                "With \u03bb > 0 it decays as exp(\u22122\u039b).",
                "derived, checked");
    }

    private static void wave(BufferedImage image, double scale) {
        Graphics2D g = image.createGraphics();
        g.scale(scale, scale);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double width = image.getWidth() / scale;
        double height = image.getHeight() / scale;
        Path2D path = new Path2D.Double();
        for (int i = 0; i <= 200; i++) {
            double x = i / 200.0 * width;
            double y = height / 2 - 0.4 * height * Math.sin(i * 0.06) * Math.exp(-i * 0.008);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        g.setColor(new java.awt.Color(0x0072b2));
        g.setStroke(new BasicStroke(2));
        g.draw(path);
        g.dispose();
    }

    private static Region controls() {
        ParameterControl waiting = new ParameterControl(scale());
        waiting.valueProperty().set(0.001);
        waiting.showWaiting(0.01, () -> {});
        ParameterControl refused = new ParameterControl(
                new Parameter.Real("step", "h", "mirror step", "Step of mirror descent.", true, 0.05, 0.01, 2, true));
        refused.valueProperty().set(0.5);
        refused.showProblem("0.50 leaves the simplex at coordinate 3 (\u22122.1e\u22123). Use a step below 0.31, or the"
                + " entropy map.");
        FormulaBlock theorem = new FormulaBlock(List.of(
                new FormulaBlock.Statement(
                        "w = u^2 - v^2, \\qquad u_0 = v_0 = \\alpha", "w = u\u00b2 \u2212 v\u00b2", false),
                new FormulaBlock.Statement(
                        "\\dot\\eta = -\\nabla f(w), \\quad \\eta = \\tfrac14\\operatorname{asinh}\\tfrac{w}{\\beta}, \\quad"
                                + " \\beta = 2\\alpha^2",
                        "mirror flow",
                        false),
                new FormulaBlock.Statement(
                        "w^\\star = \\underset{Zw=y}{\\arg\\min}\\ \\tfrac14 \\sum_i h_\\beta(w_i)", "the limit", true),
                new FormulaBlock.Statement("u_i v_i = \\alpha^2 \\quad \\text{for all } t", "balance", true)));
        VBox box = new VBox(
                10,
                heading("Theorem 2.3", "Mask in the Mirror", null),
                theorem,
                rule(),
                heading("Start", "a change rewinds to t = 0", Icons.feather("lock")),
                waiting,
                new ParameterControl(new Parameter.Whole(
                        "features", "d", "features", "Number of coordinates.", false, 100, 2, 10_000)),
                new ParameterControl(new Parameter.Choice(
                        "depth", "L", "depth", "Number of factors.", false, "2", List.of("2", "3", "4"))),
                new ParameterControl(new Parameter.Choice(
                        "map",
                        "",
                        "mirror map",
                        "Potential.",
                        false,
                        "hyperbolic",
                        List.of("hyperbolic", "euclidean", "cosh", "power", "entropy"))),
                new ParameterControl(
                        new Parameter.Text("data", "", "data file", "A CSV or NPY file.", false, "samples.csv", true)),
                rule(),
                heading("While it runs", "takes effect at once", Icons.feather("activity")),
                new ParameterControl(
                        new Parameter.Real("decay", "\\lambda", "weight decay", "Strength.", true, 0, 0, 0.5, false)),
                refused);
        box.setPadding(new Insets(12, 14, 12, 14));
        box.getStyleClass().add("panel");
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("panel");
        return scroll;
    }

    private static Parameter.Real scale() {
        return new Parameter.Real(
                "initial-scale",
                "\\alpha",
                "initial scale",
                "Size of every factor at the start.",
                false,
                0.01,
                1e-6,
                10,
                true);
    }

    private static Node heading(String name, String remark, @Nullable Node icon) {
        Label title = new Label(name);
        title.setGraphic(icon);
        title.getStyleClass().add("strong");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label right = new Label(remark);
        right.getStyleClass().add("secondary");
        return new HBox(8, title, right);
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    private static Node runs() {
        RunsStrip strip = new RunsStrip();
        strip.setRuns(List.of(
                new RunsStrip.RunChip("A", "\u03b1 = 0.01", VerdictMark.HOLDS, true, true),
                new RunsStrip.RunChip("B", "\u03b1 = 0.3", VerdictMark.HOLDS, false, true),
                new RunsStrip.RunChip("C", "\u03b1 = 0.1", null, false, false)));
        strip.addExtra(new Button("Compare A and B", Icons.feather("columns")));
        return strip;
    }

    private static Node transport() {
        TransportBar bar = new TransportBar();
        bar.setTime("t = 1.45", "sample 388 of 1,401");
        bar.positionProperty().set(0.23);
        bar.setMarks(List.of(
                new TransportBar.Mark(0, "10^-1"),
                new TransportBar.Mark(0.2, "10^0"),
                new TransportBar.Mark(0.4, "10^1"),
                new TransportBar.Mark(0.6, "10^2"),
                new TransportBar.Mark(0.8, "10^3"),
                new TransportBar.Mark(1, "10^4")));
        bar.setBookmarks(List.of(new TransportBar.Bookmark(1, 0.24), new TransportBar.Bookmark(2, 0.6)), number -> {});
        bar.addClocks(List.of(
                new TransportBar.Clock("time", "t", "flow time"),
                new TransportBar.Clock("log", "\\log t", "log time"),
                new TransportBar.Clock("loss", "s", "loss-normalised time")));
        bar.addSpeeds(List.of("1 step / frame", "4 steps / frame", "16 steps / frame"), "4 steps / frame");
        bar.addFork(() -> {});
        return bar;
    }
}
