package org.mirrorflow.app.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.bridge.BridgePage;
import org.mirrorflow.app.cli.LabCommand;
import org.mirrorflow.app.compose.Composition;
import org.mirrorflow.app.compose.CompositionCodec;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.app.shell.UserFolder;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourException;
import org.mirrorflow.app.tour.Tours;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.run.RunFolder;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.sim.sweep.SweepFolder;

/**
 * What the lab page opens and saves: specifications, run folders, figures, data and whole sessions; the list of the last ones,
 * and the session that survives a crash.
 */
final class LabFiles implements AutoCloseable {

    private static final String GROUP = "Files";

    private final LabPage page;
    private final MainWindow window;
    private final @Nullable RecentFiles recent;
    private final @Nullable Autosave autosave;
    private final Optional<Path> lost;
    private final MenuButton menu = new MenuButton();
    private @Nullable Path sessionFile;
    private Consumer<Path> onSweep = folder -> {};
    private Supplier<ObjectNode> claims = JsonNodeFactory.instance::objectNode;
    private Consumer<JsonNode> onClaims = results -> {};
    private Consumer<Tour> onTour = tour -> {};
    private Consumer<Path> onTraining = folder -> {};
    private Consumer<TrainingPreset> onTrainingFigure = training -> {};
    private Consumer<Sweep> onSweepFigure = sweep -> {};
    private BiConsumer<Composition, @Nullable Path> onFigure = (composition, file) -> {};

    /** Finds the person's folder; without one nothing is remembered. */
    LabFiles(LabPage page, MainWindow window) {
        this.page = page;
        this.window = window;
        RecentFiles files = null;
        Autosave keeper = null;
        Optional<Path> found = Optional.empty();
        try {
            Path folder = UserFolder.path();
            found = Autosave.lost(folder);
            files = new RecentFiles(folder);
            keeper = Autosave.in(folder);
        } catch (IOException e) {
            System.getLogger(LabFiles.class.getName())
                    .log(System.Logger.Level.WARNING, "there is no place to keep sessions", e);
        }
        recent = files;
        autosave = keeper;
        lost = found;
        menu.setGraphic(Icons.feather("folder"));
        menu.getStyleClass().addAll("no-arrow", "pane-menu");
        menu.setId("files");
        menu.setAccessibleText("Files");
        menu.setTooltip(new Tooltip("Files"));
        window.addTool(menu);
        page.addOnShown(() -> {
            Autosave at = autosave;
            if (at != null) {
                page.saved().ifPresent(at::offer);
            }
        });
    }

    /** Hears the folder of trainings that is to be opened. */
    void setOnTraining(Consumer<Path> handler) {
        onTraining = handler;
    }

    /** Whose results of claims are kept with a session, and shown again. */
    void setClaims(Supplier<ObjectNode> kept, Consumer<JsonNode> show) {
        claims = kept;
        onClaims = show;
    }

    /** Who shows the folder of a sweep. */
    void setOnSweep(Consumer<Path> handler) {
        onSweep = handler;
    }

    /** Who plays a guided tour. */
    void setOnTour(Consumer<Tour> handler) {
        onTour = handler;
    }

    /** Who takes over the training of a figure. */
    void setOnTrainingFigure(Consumer<TrainingPreset> handler) {
        onTrainingFigure = handler;
    }

    /** Who shows the sweep of a figure. */
    void setOnSweepFigure(Consumer<Sweep> handler) {
        onSweepFigure = handler;
    }

    /** Who composes figures. */
    void setOnFigure(BiConsumer<Composition, @Nullable Path> handler) {
        onFigure = handler;
    }

    /** Adds what can be done with files to the window's actions and its menu. */
    void addActions(Actions actions) {
        actions.add(new Action("file.open", "Open\u2026", GROUP, List.of(Shortcut.of("Ctrl+O")), this::choose));
        actions.add(new Action("file.save", "Save the session", GROUP, List.of(Shortcut.of("Ctrl+S")), this::save));
        actions.add(new Action(
                "file.save-as",
                "Save the session as\u2026",
                GROUP,
                List.of(Shortcut.of("Ctrl+Shift+S")),
                this::saveAs));
        menu.setOnShowing(event -> fill(actions));
        fill(actions);
    }

    private void fill(Actions actions) {
        List<MenuItem> items = new ArrayList<>(List.of(
                actions.menuItem("file.open"), actions.menuItem("file.save"), actions.menuItem("file.save-as")));
        List<Path> last = recent == null ? List.of() : recent.all();
        if (!last.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        for (Path file : last) {
            MenuItem item = new MenuItem(String.valueOf(file.getFileName()));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> open(List.of(file)));
            items.add(item);
        }
        menu.getItems().setAll(items);
    }

    /** Offers the session of a window that was not closed, first thing on the screen. */
    void offerLost(Banner banner) {
        lost.ifPresent(file -> banner.show(
                "The lab was not closed properly",
                "What was on the screen has been kept: its runs can be run again to where they were.",
                List.of(
                        new Banner.Remedy("Restore", () -> {
                            banner.clear();
                            guarded(() -> page.open(SessionFile.read(file)));
                            Autosave.discard(file);
                        }),
                        new Banner.Remedy("Discard", () -> {
                            banner.clear();
                            Autosave.discard(file);
                        }))));
    }

    /** Opens what was dropped or chosen: one of what the lab writes, or a file of features and one of targets. */
    void open(List<Path> files) {
        guarded(() -> {
            if (files.stream().allMatch(LabFiles::isTable) && !isFigure(files.getFirst())) {
                openTables(files);
            } else {
                openOne(files.getFirst());
            }
            if (recent != null) {
                files.forEach(recent::add);
            }
        });
    }

    private static boolean isTable(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".npy");
    }

    /** Whether a table is the numbers of a figure, which carry what they were made from. */
    private static boolean isFigure(Path table) {
        try (BufferedReader reader = Files.newBufferedReader(table)) {
            String first = reader.readLine();
            return first != null && first.startsWith("# Mirrorflow");
        } catch (IOException unreadable) {
            // Whoever opens it as a table says why.
            return false;
        }
    }

    private void openTables(List<Path> files) {
        Specification own = Presets.get("your-data").specification();
        Specification named =
                own.with("problem.x-file", files.getFirst().toAbsolutePath().toString());
        if (files.size() > 1) {
            named = named.with("problem.y-file", files.get(1).toAbsolutePath().toString());
        } else {
            window.toast().show("These are the features; name the file of targets on the right, or drop both together");
        }
        window.showPage(LabPage.ID);
        page.open(named, Path.of(""));
    }

    private void openOne(Path file) {
        Path folder =
                file.getFileName() != null && file.getFileName().toString().equals("run.json")
                        ? file.toAbsolutePath().getParent()
                        : file;
        if (folder != null && SweepFolder.holdsSweep(folder)) {
            onSweep.accept(folder);
            return;
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(Tour.ENDING)) {
            onTour.accept(Tours.read(file));
            return;
        }
        if (folder != null && BridgePage.holdsTraining(folder)) {
            onTraining.accept(folder);
            return;
        }
        if (isComposition(file)) {
            onFigure.accept(CompositionCodec.read(file), file);
            return;
        }
        window.showPage(LabPage.ID);
        if (folder != null && Files.isDirectory(folder)) {
            RunFolder run = RunFolder.open(folder);
            page.open(run.specification(), run.base());
        } else if (file.toString().endsWith(SessionFile.ENDING)) {
            page.open(SessionFile.read(file));
            SessionFile.claims(file).ifPresent(onClaims);
            sessionFile = file;
            name(file);
        } else if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            Path parent = file.toAbsolutePath().getParent();
            page.open(SpecificationCodec.read(file), parent == null ? Path.of("") : parent);
        } else {
            FigureMetadata figure = FigureMetadata.read(file);
            String made = figure.specification();
            if (!figure.composition().isEmpty()) {
                Path parent = file.toAbsolutePath().getParent();
                onFigure.accept(
                        CompositionCodec.parse(
                                figure.composition(), file.toString(), parent == null ? Path.of("") : parent),
                        null);
                return;
            }
            if (SweepCodec.isSweep(made)) {
                onSweepFigure.accept(SweepCodec.parse(made, file.toString()));
                return;
            }
            if (TrainingPresets.areRuns(made)) {
                onTrainingFigure.accept(TrainingPresets.ofRuns(made, String.valueOf(file.getFileName())));
                return;
            }
            page.open(SpecificationCodec.parseAll(made, file.toString()).getFirst(), Path.of(""));
        }
    }

    private static boolean isComposition(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json") || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            return CompositionCodec.isComposition(Files.readString(file));
        } catch (IOException unreadable) {
            // Whoever opens it as a specification says why.
            return false;
        }
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a session, a specification, a run or a figure");
        List<File> chosen = chooser.showOpenMultipleDialog(stage());
        if (chosen != null) {
            open(chosen.stream().map(File::toPath).toList());
        }
    }

    private void save() {
        Path file = sessionFile;
        if (file == null) {
            saveAs();
        } else {
            saveTo(file);
        }
    }

    private void saveAs() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the session");
        chooser.setInitialFileName("session" + SessionFile.ENDING);
        File chosen = chooser.showSaveDialog(stage());
        if (chosen != null) {
            Path file = chosen.toPath();
            saveTo(
                    file.toString().endsWith(SessionFile.ENDING)
                            ? file
                            : file.resolveSibling(file.getFileName() + SessionFile.ENDING));
        }
    }

    /** Saves the session in a file and goes on with that file. */
    void saveTo(Path file) {
        Optional<SavedSession> session = page.saved();
        if (session.isEmpty()) {
            window.toast().show("There is no run to save yet");
            return;
        }
        guarded(() -> {
            SessionFile.write(session.get(), claims.get(), file);
            sessionFile = file;
            name(file);
            if (recent != null) {
                recent.add(file);
            }
            window.toast().show("Saved as " + file.getFileName());
        });
    }

    private void name(Path file) {
        window.statusProperty().set(String.valueOf(file.getFileName()).replace(SessionFile.ENDING, ""));
    }

    private @Nullable Window stage() {
        return window.root().getScene() == null
                ? null
                : window.root().getScene().getWindow();
    }

    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            if (!LabCommand.isMistake(e)) {
                throw e;
            }
            String sentence = String.valueOf(e.getMessage());
            // A mistake in a tour is mended with the file beside the window: what is wrong must stay to be read.
            if (e instanceof TourException && !page.banner().isVisible()) {
                page.banner().show("This tour cannot be played", sentence, List.of());
                window.showPage(LabPage.ID);
            } else {
                window.toast().show(sentence);
            }
        }
    }

    /** The window is closed properly: nothing is left to restore. */
    @Override
    public void close() {
        if (autosave != null) {
            autosave.close();
        }
    }
}
