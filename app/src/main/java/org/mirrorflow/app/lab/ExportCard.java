package org.mirrorflow.app.lab;

import java.awt.Graphics2D;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.compose.FigureClipboard;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigurePage;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.ColourVision;

/** Writes what the page shows into a figure of a venue's size. Mistakes stand beside the file's name. */
final class ExportCard extends VBox {

    private static final String ALL = "All panes";
    private static final String ONE = "This chart";
    private static final double PREVIEW_WIDTH = 340;
    private static final double PREVIEW_HEIGHT = 214;

    private final Segments<String> extent = Segments.ofWords(List.of(ONE, ALL), word -> word);
    private final Segments<String> format = Segments.ofWords(
            FigureWriter.all().stream().map(FigureWriter::id).toList(), id -> id.toUpperCase(Locale.ROOT));
    private final ComboBox<Venue> venue = new ComboBox<>();
    private final ComboBox<String> column = new ComboBox<>();
    private final Label size = new Label();
    private final TextField file = new TextField(
            Path.of(System.getProperty("user.home", "")).resolve("figure.pdf").toString());
    private final Label message = new Label();
    private final Button save = new Button("Save figure", Icons.feather("download"));
    private final Button copy = new Button("Copy", Icons.feather("copy"));
    private final ComboBox<ColourVision> eyes = new ComboBox<>();
    private final PixelSurface preview = new PixelSurface();
    private final Consumer<String> onSaved;
    private List<ChartKind> charts = List.of();
    private List<ChartKind> chosen = List.of();
    private List<RunView> runs = List.of();
    private Clock clock = Clock.LOG_TIME;
    /** An existing file that the person has agreed to replace. */
    private Optional<Path> replaced = Optional.empty();

    /**
     * @param onSaved hears a sentence when the figure is written
     * @param onClose closes the card
     */
    ExportCard(Consumer<String> onSaved, Runnable onClose) {
        super(12);
        this.onSaved = onSaved;
        getStyleClass().addAll("card", "export-card");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setPrefWidth(380);
        Label heading = new Label("Export figure");
        heading.getStyleClass().add("strong");
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        Button close = Icons.button(Icons.feather("x"), "Close (Esc)");
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(heading, close);
        head.setAlignment(Pos.CENTER_LEFT);
        venue.getItems().setAll(Venue.offered());
        venue.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Venue shown) {
                return shown == null ? "" : shown.name();
            }

            @Override
            public @Nullable Venue fromString(String name) {
                return null;
            }
        });
        venue.setValue(Venue.of("icml"));
        venue.valueProperty().addListener((observable, before, now) -> offerColumns());
        column.valueProperty().addListener((observable, before, now) -> showSize());
        extent.valueProperty().addListener((observable, before, now) -> choose());
        format.valueProperty().set("pdf");
        format.valueProperty().addListener((observable, before, now) -> renameFor(now));
        offerColumns();
        size.getStyleClass().add("secondary");
        message.getStyleClass().add("problem-sentence");
        message.setWrapText(true);
        message.setId("export-message");
        message.setVisible(false);
        message.setManaged(false);
        message.setGraphic(Icons.needsYou());
        file.setId("export-file");
        file.setAccessibleText("File of the figure");
        Button browse = new Button("Browse\u2026");
        browse.setOnAction(event -> browse());
        HBox.setHgrow(file, Priority.ALWAYS);
        save.getStyleClass().add("accent");
        save.setId("export-save");
        save.setOnAction(event -> save());
        file.setOnAction(event -> save());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                onClose.run();
                event.consume();
            }
        });
        GridPane grid = new GridPane(12, 8);
        grid.addRow(0, caption("Charts"), extent);
        grid.addRow(1, caption("Venue"), new HBox(8, venue, column));
        grid.addRow(2, caption("Size"), size);
        grid.addRow(3, caption("Format"), format);
        HBox target = new HBox(8, file, browse);
        copy.setId("export-copy");
        copy.setTooltip(new Tooltip("As a picture, and as a file in the chosen format"));
        copy.setOnAction(event -> copy());
        Panels.choices(eyes, "export-eyes", "As seen by", ColourVision::displayName);
        eyes.getItems().setAll(ColourVision.values());
        eyes.setValue(ColourVision.ALL);
        eyes.valueProperty().addListener((observable, before, now) -> draw());
        grid.addRow(4, caption("Seen by"), eyes);
        preview.setId("export-preview");
        preview.getStyleClass().add("figure-paper");
        preview.setAccessibleText("The figure as it will be printed");
        StackPane desk = new StackPane(preview);
        desk.setMinHeight(PREVIEW_HEIGHT + 2);
        getChildren().addAll(head, grid, desk, target, message, new HBox(8, save, copy));
    }

    /** Offers these charts of these runs; {@code selected} is the one to begin with. */
    void offer(List<ChartKind> shown, ChartKind selected, List<RunView> of, Clock by) {
        charts = shown;
        runs = of;
        clock = by;
        chosen = List.of(selected);
        extent.valueProperty().set(ONE);
        choose();
        clearMessage();
        replaced = Optional.empty();
        String name = selected.id() + "."
                + FigureWriter.of(format.valueProperty().get()).extension();
        target().map(Path::toAbsolutePath)
                .map(Path::getParent)
                .ifPresent(folder -> file.setText(folder.resolve(name).toString()));
        // Not the file's name: the letter of the key that opened the card would be typed into it.
        save.requestFocus();
    }

    private void choose() {
        boolean all = extent.valueProperty().get().equals(ALL);
        if (all) {
            chosen = charts.stream().limit(4).toList();
        } else if (chosen.size() > 1) {
            chosen = chosen.subList(0, 1);
        }
        showSize();
    }

    private void offerColumns() {
        column.getItems().setAll(venue.getValue().columnsPt().keySet());
        column.setValue(column.getItems().getFirst());
    }

    private void showSize() {
        if (column.getValue() != null) {
            FigureSpec spec = spec();
            size.setText(String.format(
                    Locale.ROOT,
                    "%.2f \u00d7 %.2f in, labels %.0f pt, ticks %.0f pt",
                    spec.widthPt() / 72,
                    spec.heightPt() / 72,
                    spec.labelPt(),
                    spec.tickPt()));
            draw();
        }
    }

    /** Draws the figure small, off the FX thread, through the eyes that are chosen. */
    private void draw() {
        if (chosen.isEmpty() || runs.isEmpty()) {
            return;
        }
        List<ChartKind> kinds = chosen;
        List<RunView> seen = runs;
        Clock by = clock;
        FigureSpec spec = spec();
        ColourVision through = eyes.getValue();
        double factor = Math.min(PREVIEW_WIDTH / spec.widthPt(), PREVIEW_HEIGHT / spec.heightPt());
        double wide = Math.rint(factor * spec.widthPt());
        double high = Math.rint(factor * spec.heightPt());
        preview.setMinSize(wide, high);
        preview.setMaxSize(wide, high);
        preview.setPainter((image, scale) -> {
            FigurePage page = FigurePage.of(RunFigure.of(kinds, seen, by, spec));
            Graphics2D g = image.createGraphics();
            g.scale(image.getWidth() / page.widthPt(), image.getHeight() / page.heightPt());
            page.paint(g);
            g.dispose();
            through.apply(image);
        });
    }

    private void copy() {
        List<ChartKind> kinds = chosen;
        List<RunView> seen = runs;
        Clock by = clock;
        FigureSpec spec = spec();
        String name = kinds.getFirst().id().replaceAll("[^A-Za-z0-9-]+", "-");
        clearMessage();
        var _ = CompletableFuture.supplyAsync(() -> FigureClipboard.of(RunFigure.of(kinds, seen, by, spec), name))
                .whenComplete((made, failure) -> Platform.runLater(() -> {
                    if (failure == null) {
                        made.put();
                        onSaved.accept("Copied as a picture and as a file");
                    } else {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        say(String.valueOf(cause.getMessage()));
                    }
                }));
    }

    private FigureSpec spec() {
        return RunFigure.spec(
                venue.getValue().id(), column.getValue(), format.valueProperty().get(), Math.max(1, chosen.size()));
    }

    private void renameFor(String id) {
        String extension = FigureWriter.of(id).extension();
        file.setText(file.getText().replaceFirst("\\.[A-Za-z]{2,4}$", "") + "." + extension);
    }

    private void browse() {
        FileChooser chooser = new FileChooser();
        target().ifPresent(now -> {
            Path folder = now.toAbsolutePath().getParent();
            if (folder != null && folder.toFile().isDirectory()) {
                chooser.setInitialDirectory(folder.toFile());
            }
            chooser.setInitialFileName(String.valueOf(now.getFileName()));
        });
        File picked = chooser.showSaveDialog(getScene().getWindow());
        if (picked != null) {
            file.setText(picked.getPath());
            replaced = target();
        }
    }

    /** The file as typed; empty when no file can be called so. */
    private Optional<Path> target() {
        String typed = file.getText().strip();
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(Path.of(typed));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void save() {
        clearMessage();
        List<ChartKind> kinds = chosen;
        List<RunView> seen = runs;
        Clock by = clock;
        FigureSpec spec = spec();
        Path target = target().orElse(null);
        if (target == null) {
            say("\"" + file.getText() + "\" cannot be the name of a file; type one, such as figure.pdf.");
            return;
        }
        if (Files.isDirectory(target)) {
            say(target + " is a folder; add a file name, such as figure.pdf.");
            return;
        }
        if (Files.exists(target) && !replaced.equals(Optional.of(target))) {
            replaced = Optional.of(target);
            say(target.getFileName() + " exists already; save again to replace it, or type another name.");
            return;
        }
        save.setDisable(true);
        Task<Void> task = new Task<>() {
            @Override
            protected @Nullable Void call() {
                Figure figure = RunFigure.of(kinds, seen, by, spec);
                FigureWriter.save(figure, target);
                return null;
            }
        };
        task.setOnSucceeded(event -> {
            save.setDisable(false);
            onSaved.accept("Saved " + target);
        });
        task.setOnFailed(event -> {
            save.setDisable(false);
            Throwable failure = task.getException();
            if (!(failure instanceof FigureException)) {
                System.getLogger(ExportCard.class.getName())
                        .log(System.Logger.Level.ERROR, "the figure could not be written", failure);
            }
            say(String.valueOf(failure.getMessage()));
        });
        Thread worker = new Thread(task, "figure");
        worker.setDaemon(true);
        worker.start();
    }

    private void say(String sentence) {
        message.setText(sentence);
        message.setVisible(true);
        message.setManaged(true);
    }

    private void clearMessage() {
        message.setVisible(false);
        message.setManaged(false);
    }

    private static Node caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setMinWidth(56);
        return label;
    }
}
