package org.mirrorflow.app.explorer;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.mirrorflow.app.Pictures;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.sim.experiment.Components;

/**
 * The explorer alone, saved as a picture, to look at.
 *
 * <p>Named arguments: {@code --picture=FILE --map=ID --formula=TEXT --second=INDEX --objective=NAME --theme=DARK --width=1280
 * --height=800 --text=1.3}.
 */
public final class ExplorerPicture extends Application {

    /** Opens the window. */
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        Appearance appearance = new Appearance();
        appearance.themeProperty().set(Theme.valueOf(named.getOrDefault("theme", "LIGHT")));
        appearance.textScaleProperty().set(Double.parseDouble(named.getOrDefault("text", "1")));
        MainWindow window = new MainWindow(new Actions(), appearance);
        ExplorerPage page = new ExplorerPage(appearance, specification -> {});
        window.addPage(page.page());
        Scene scene = new Scene(
                window.root(),
                Double.parseDouble(named.getOrDefault("width", "1440")),
                Double.parseDouble(named.getOrDefault("height", "900")));
        appearance.install(scene);
        stage.setScene(scene);
        stage.show();
        after(6, () -> {
            Map<String, Object> values = new HashMap<>();
            if (named.containsKey("formula")) {
                values.put("formula", named.get("formula"));
            }
            page.choose(Components.MIRROR_MAPS.get(named.getOrDefault("map", "hyperbolic-entropy")), values);
        });
        after(12, () -> {
            if (named.containsKey("objective")) {
                ((ComboBox<?>) scene.lookup("#objective"))
                        .getSelectionModel()
                        .select(Objective.valueOf(named.get("objective")).ordinal());
            }
            if (named.containsKey("second")) {
                ((ComboBox<?>) scene.lookup("#compare"))
                        .getSelectionModel()
                        .select(Integer.parseInt(named.get("second")));
            }
        });
        after(24, () -> {
            Pictures.save(scene, new File(named.getOrDefault("picture", "explorer.png")));
            Platform.exit();
        });
    }

    private static void after(double seconds, Runnable what) {
        PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
        pause.setOnFinished(event -> what.run());
        pause.play();
    }
}
