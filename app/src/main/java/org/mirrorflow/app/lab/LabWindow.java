package org.mirrorflow.app.lab;

import java.io.File;
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
import org.mirrorflow.app.claims.ClaimsPage;
import org.mirrorflow.app.compose.ComposePage;
import org.mirrorflow.app.explorer.ExplorerPage;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.sweep.SweepPage;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** The window of the lab. */
public final class LabWindow extends Application {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    /** A menu that was open once keeps its scene, in which no colour can be looked up; it says so at every change of theme. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    private final Appearance appearance = new Appearance();
    private final Actions actions = new Actions();
    private @Nullable MainWindow shown;
    private @Nullable ClaimsPage claims;
    private @Nullable LabFiles files;
    private @Nullable SweepPage sweeps;
    private @Nullable ComposePage figures;

    /** Opens the window and returns when it is closed. */
    public static void open() {
        STYLES.setLevel(Level.SEVERE);
        WarmUp.start();
        launch(LabWindow.class);
    }

    @Override
    public void start(Stage stage) {
        LabPage page = new LabPage(appearance);
        stage.setScene(scene(page, WIDTH, HEIGHT));
        stage.setTitle("Mirrorflow Lab");
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnHidden(event -> {
            page.session().close();
            claims().close();
            files().close();
            sweeps().close();
            figures().close();
        });
        stage.show();
    }

    /** The whole window's scene around a page. */
    Scene scene(LabPage page, double width, double height) {
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
        files = open;
        ClaimsPage ledger = new ClaimsPage(experiment -> watch(page, window, experiment));
        claims = ledger;
        ledger.addActions(actions);
        ledger.setOnMessage(window.toast()::show);
        window.addPage(ledger.page());
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
        window.addCommands(() -> page.commands(() -> window.showPage(LabPage.ID)));
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

    /** The page of sweeps; there is one once the scene is made. */
    SweepPage sweeps() {
        return Objects.requireNonNull(sweeps, "the window has no scene yet");
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
