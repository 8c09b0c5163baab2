package org.mirrorflow.app.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.bridge.BridgePage;
import org.mirrorflow.app.claims.ClaimsPage;
import org.mirrorflow.app.compose.ComposePage;
import org.mirrorflow.app.explorer.ExplorerPage;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Preferences;
import org.mirrorflow.app.shell.UserFolder;
import org.mirrorflow.app.sweep.SweepPage;
import org.mirrorflow.app.tour.Tours;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** The window of the lab. */
public final class LabWindow extends Application {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    /** What an argument of the program begins with that is no file but a tour. */
    private static final String TOUR = "--tour=";

    /** A menu that was open once keeps its scene, in which no colour can be looked up; it says so at every change of theme. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    private final Appearance appearance = new Appearance();
    private final Actions actions = new Actions();

    /** Name of the file in the person's folder that says that the doors were shown. */
    private static final String GREETED = "greeted";

    private @Nullable LabPage page;
    private @Nullable MainWindow shown;
    private @Nullable ClaimsPage claims;
    private @Nullable LabFiles files;
    private @Nullable SweepPage sweeps;
    private @Nullable TourDesk tours;
    private @Nullable BridgePage bridge;
    private @Nullable ComposePage figures;

    /** Opens the window and returns when it is closed. */
    public static void open() {
        open(List.of());
    }

    /** The same with what these files hold, as if they had been dropped on it. */
    public static void open(List<Path> files) {
        STYLES.setLevel(Level.SEVERE);
        WarmUp.start();
        launch(LabWindow.class, files.stream().map(Path::toString).toArray(String[]::new));
    }

    /** The same on a guided tour, shipped or in a file. */
    public static void openTour(String tour) {
        STYLES.setLevel(Level.SEVERE);
        WarmUp.start();
        launch(LabWindow.class, TOUR + tour);
    }

    @Override
    public void start(Stage stage) {
        try {
            Preferences.attach(appearance, UserFolder.path());
        } catch (IOException e) {
            System.getLogger(LabWindow.class.getName())
                    .log(System.Logger.Level.WARNING, "there is no place to keep preferences", e);
        }
        LabPage page = new LabPage(appearance);
        stage.setScene(scene(page, WIDTH, HEIGHT));
        try {
            claims().keepIn(UserFolder.path());
        } catch (IOException e) {
            System.getLogger(LabWindow.class.getName())
                    .log(System.Logger.Level.WARNING, "there is no place to keep results of claims", e);
        }
        stage.setTitle("Mirrorflow Lab");
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnHidden(event -> {
            page.session().close();
            claims().close();
            files().close();
            sweeps().close();
            bridge().close();
            figures().close();
        });
        if (FirstFrame.isAskedFor()) {
            FirstFrame.watch(stage.getScene(), page);
        }
        stage.show();
        greet();
        List<String> given = getParameters().getRaw();
        if (!given.isEmpty() && given.getFirst().startsWith(TOUR)) {
            tours().open(Tours.named(given.getFirst().substring(TOUR.length())));
        } else if (!given.isEmpty()) {
            files().open(given.stream().map(Path::of).toList());
        }
    }

    /** Shows the doors at the first start of all, unless something is given to be opened. */
    private void greet() {
        if (!getParameters().getRaw().isEmpty() || FirstFrame.isAskedFor()) {
            return;
        }
        try {
            Path seen = UserFolder.path().resolve(GREETED);
            if (Files.notExists(seen)) {
                Files.createFile(seen);
                showDoors();
            }
        } catch (IOException e) {
            System.getLogger(LabWindow.class.getName())
                    .log(System.Logger.Level.DEBUG, "whether this is the first start cannot be remembered", e);
        }
    }

    /** Shows the three doors in the place of all pages. */
    void showDoors() {
        Doors doors = new Doors(appearance, new Doors.Listener() {
            @Override
            public void explore() {
                LabPage lab = Objects.requireNonNull(page);
                frame().showPage(LabPage.ID);
                lab.openAgain(Presets.all().getFirst());
                lab.session().play();
            }

            @Override
            public void teach() {
                frame().showPage(LabPage.ID);
                tours().open(Tours.all().getFirst());
            }

            @Override
            public void publish() {
                frame().showPage(ComposePage.ID);
            }

            @Override
            public void choose() {
                actions.run("file.open");
            }

            @Override
            public void keys() {
                frame().showKeys();
            }

            @Override
            public void leave() {
                frame().uncover();
            }
        });
        frame().cover(doors);
        doors.focusFirst();
    }

    /** The whole window's scene around a page. */
    Scene scene(LabPage page, double width, double height) {
        this.page = page;
        page.addActions(actions);
        MainWindow window = new MainWindow(actions, appearance);
        shown = window;
        window.addPage(page.page());
        ExplorerPage explorer = new ExplorerPage(appearance, specification -> {
            window.showPage("lab");
            page.open(specification, Path.of(""));
        });
        explorer.setOnMessage(window.toast()::show);
        window.addPage(explorer.page());
        page.setOnMessage(window.toast()::show);
        LabFiles open = new LabFiles(page, window);
        open.addActions(actions);
        open.offerLost(page.banner());
        window.addLeave(page.exportOpenProperty(), page::closeExport);
        TourDesk guide = new TourDesk(page, window);
        guide.addActions(actions);
        window.presentingProperty().addListener(observable -> page.setPresented(window.presentedScale()));
        window.root().layoutBoundsProperty().addListener(observable -> page.setPresented(window.presentedScale()));
        window.addPaletteSource(() -> page.presetEntries(() -> window.showPage(LabPage.ID)));
        window.addPaletteSource(() -> page.chartEntries(() -> window.showPage(LabPage.ID)));
        open.setOnTour(guide::open);
        tours = guide;
        files = open;
        ClaimsPage ledger = new ClaimsPage(experiment -> watch(page, window, experiment));
        claims = ledger;
        ledger.addActions(actions);
        ledger.setOnMessage(window.toast()::show);
        window.addPage(ledger.page());
        open.setClaims(ledger::kept, ledger::showKept);
        SweepPage sweeping = new SweepPage(appearance, page::edited, (experiment, base) -> {
            window.showPage(LabPage.ID);
            page.open(experiment, base);
        });
        sweeps = sweeping;
        sweeping.addActions(actions);
        sweeping.setOnMessage(window.toast()::show);
        window.addPage(sweeping.page());
        open.setOnSweep(folder -> {
            window.showPage(SweepPage.ID);
            sweeping.openFolder(folder);
        });
        BridgePage training = new BridgePage(appearance);
        bridge = training;
        training.addActions(actions);
        training.setOnMessage(window.toast()::show);
        window.addPage(training.page());
        open.setOnTraining(folder -> {
            window.showPage(BridgePage.ID);
            training.openFolder(folder);
        });
        open.setOnTrainingFigure(figure -> {
            window.showPage(BridgePage.ID);
            training.offer(figure);
        });
        open.setOnSweepFigure(sweep -> {
            window.showPage(SweepPage.ID);
            sweeping.offer(sweep);
        });
        ComposePage composing = new ComposePage();
        figures = composing;
        composing.addActions(actions);
        composing.setOnMessage(window.toast()::show);
        composing.setOnAddFromLab(page::composeCurrent);
        page.setOnCompose(composing::add);
        window.addPage(composing.page());
        open.setOnFigure((composition, file) -> {
            window.showPage(ComposePage.ID);
            composing.open(composition, file);
        });
        actions.add(new Action("window.doors", "First steps", "Window", List.of(), this::showDoors));
        Scene scene = new Scene(window.root(), width, height);
        appearance.install(scene);
        actions.install(scene);
        scene.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            List<File> dropped = event.getDragboard().getFiles();
            if (!dropped.isEmpty()) {
                open.open(dropped.stream().map(File::toPath).toList());
                event.setDropCompleted(true);
            }
        });
        return scene;
    }

    /** Shows an experiment in the lab: as its preset, with its companions and charts, where it is one. */
    private static void watch(LabPage page, MainWindow window, Specification experiment) {
        Presets.of(experiment).ifPresentOrElse(page::open, () -> page.open(experiment, Path.of("")));
        window.showPage(LabPage.ID);
    }

    /** The claims page; there is one once the scene is made. */
    ClaimsPage claims() {
        return Objects.requireNonNull(claims, "the window has no scene yet");
    }

    /** What the window opens and saves; there is one once the scene is made. */
    LabFiles files() {
        return Objects.requireNonNull(files, "the window has no scene yet");
    }

    Actions actions() {
        return actions;
    }

    /** Who plays guided tours; there is one once the scene is made. */
    TourDesk tours() {
        return Objects.requireNonNull(tours, "the window has no scene yet");
    }

    /** The page of sweeps; there is one once the scene is made. */
    SweepPage sweeps() {
        return Objects.requireNonNull(sweeps, "the window has no scene yet");
    }

    /** The page of the bridge; there is one once the scene is made. */
    BridgePage bridge() {
        return Objects.requireNonNull(bridge, "the window has no scene yet");
    }

    /** The page of figures; there is one once the scene is made. */
    ComposePage figures() {
        return Objects.requireNonNull(figures, "the window has no scene yet");
    }

    /** The frame of the window; there is one once the scene is made. */
    MainWindow frame() {
        return Objects.requireNonNull(shown, "the window has no scene yet");
    }

    Appearance appearance() {
        return appearance;
    }
}
