package org.mirrorflow.app.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.util.Duration;
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

    /** How long the window is left alone before the next page is made that nobody has asked for. */
    private static final Duration BREATH = Duration.millis(250);

    /** How long charts are waited for before that, in nanoseconds. */
    private static final long LONGEST_WAIT = 10_000_000_000L;

    private @Nullable LabPage page;
    /** Where results of claims are kept; null for nowhere. */
    private @Nullable Path kept;

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
            kept = UserFolder.path();
        } catch (IOException e) {
            System.getLogger(LabWindow.class.getName())
                    .log(System.Logger.Level.WARNING, "there is no place to keep results of claims", e);
        }
        stage.setTitle("Mirrorflow Lab");
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnHidden(event -> {
            page.session().close();
            files().close();
            if (claims != null) {
                claims.close();
            }
            if (sweeps != null) {
                sweeps.close();
            }
            if (bridge != null) {
                bridge.close();
            }
            if (figures != null) {
                figures.close();
            }
        });
        if (FirstFrame.isAskedFor()) {
            FirstFrame.watch(stage.getScene(), page);
        }
        stage.show();
        makePagesByAndBy();
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
        // What the first frame does not show is made after it, see makePages.
        window.addPage("explorer", "Explorer", () -> explorer(page, window).page());
        window.addPage(ClaimsPage.ID, "Claims", () -> claims().page());
        window.addPage(SweepPage.ID, "Sweeps", () -> sweeps().page());
        window.addPage(BridgePage.ID, "Bridge", () -> bridge().page());
        window.addPage(ComposePage.ID, "Figure", () -> figures().page());
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
        open.setClaims(() -> claims().kept(), results -> claims().showKept(results));
        open.setOnSweep(folder -> {
            window.showPage(SweepPage.ID);
            sweeps().openFolder(folder);
        });
        open.setOnTraining(folder -> {
            window.showPage(BridgePage.ID);
            bridge().openFolder(folder);
        });
        open.setOnTrainingFigure(figure -> {
            window.showPage(BridgePage.ID);
            bridge().offer(figure);
        });
        open.setOnSweepFigure(sweep -> {
            window.showPage(SweepPage.ID);
            sweeps().offer(sweep);
        });
        page.setOnCompose((chart, runs, by, scale, title, base) -> figures().add(chart, runs, by, scale, title, base));
        open.setOnFigure((composition, file) -> {
            window.showPage(ComposePage.ID);
            figures().open(composition, file);
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
        ClaimsPage made = claims;
        if (made == null) {
            LabPage lab = Objects.requireNonNull(page, "the window has no scene yet");
            MainWindow window = frame();
            made = new ClaimsPage(experiment -> watch(lab, window, experiment));
            claims = made;
            made.addActions(actions);
            made.setOnMessage(window.toast()::show);
            Path folder = kept;
            if (folder != null) {
                made.keepIn(folder);
            }
        }
        return made;
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
        SweepPage made = sweeps;
        if (made == null) {
            LabPage lab = Objects.requireNonNull(page, "the window has no scene yet");
            MainWindow window = frame();
            made = new SweepPage(appearance, lab::edited, (experiment, base) -> {
                window.showPage(LabPage.ID);
                lab.open(experiment, base);
            });
            sweeps = made;
            made.addActions(actions);
            made.setOnMessage(window.toast()::show);
        }
        return made;
    }

    /** The page of the bridge; there is one once the scene is made. */
    BridgePage bridge() {
        BridgePage made = bridge;
        if (made == null) {
            made = new BridgePage(appearance);
            bridge = made;
            made.addActions(actions);
            made.setOnMessage(frame().toast()::show);
        }
        return made;
    }

    /** The page of figures; there is one once the scene is made. */
    ComposePage figures() {
        ComposePage made = figures;
        if (made == null) {
            LabPage lab = Objects.requireNonNull(page, "the window has no scene yet");
            made = new ComposePage();
            figures = made;
            made.addActions(actions);
            made.setOnMessage(frame().toast()::show);
            made.setOnAddFromLab(lab::composeCurrent);
        }
        return made;
    }

    private ExplorerPage explorer(LabPage lab, MainWindow window) {
        ExplorerPage explorer = new ExplorerPage(appearance, specification -> {
            window.showPage(LabPage.ID);
            lab.open(specification, Path.of(""));
        });
        explorer.setOnMessage(window.toast()::show);
        return explorer;
    }

    /** Makes the pages that nobody has asked for yet, one after the other, so that none is waited for later. */
    void makePages() {
        boolean more;
        do {
            more = frame().makeNextPage();
        } while (more);
    }

    /** The same once the charts stand, with a breath between one and the next, so that keys and frames come in between. */
    private void makePagesByAndBy() {
        LabPage lab = Objects.requireNonNull(page);
        long began = System.nanoTime();
        PauseTransition breath = new PauseTransition(BREATH);
        breath.setOnFinished(event -> {
            boolean waiting = System.nanoTime() - began < LONGEST_WAIT
                    && (lab.state().isEmpty()
                            || lab.grid().panes().stream()
                                    .anyMatch(pane -> pane.surface().pictures() == 0));
            if (waiting || frame().makeNextPage()) {
                breath.playFromStart();
            }
        });
        breath.play();
    }

    /** The frame of the window; there is one once the scene is made. */
    MainWindow frame() {
        return Objects.requireNonNull(shown, "the window has no scene yet");
    }

    Appearance appearance() {
        return appearance;
    }
}
