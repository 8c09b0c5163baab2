package org.mirrorflow.app.lab;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/**
 * The real window, saved as a picture, to look at and for the README.
 *
 * <p>Named arguments: {@code --picture=FILE --preset=ID --theme=DARK --width=1280 --height=800 --text=1.3 --wait=SECONDS
 * --show=start|end|middle|export|bad|waiting --page=lab|explorer}.
 */
public final class WindowPicture extends Application {

    /** Opens the window. */
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        LabWindow window = new LabWindow();
        window.appearance().themeProperty().set(Theme.valueOf(named.getOrDefault("theme", "LIGHT")));
        window.appearance().textScaleProperty().set(Double.parseDouble(named.getOrDefault("text", "1")));
        LabPage page = new LabPage(window.appearance());
        Scene scene = window.scene(
                page,
                stage,
                Double.parseDouble(named.getOrDefault("width", "1440")),
                Double.parseDouble(named.getOrDefault("height", "900")));
        stage.setScene(scene);
        stage.show();
        if (named.containsKey("specification")) {
            page.open(SpecificationCodec.read(Path.of(named.get("specification"))), Path.of(""));
        } else {
            page.open(Presets.get(
                    named.getOrDefault("preset", Presets.all().getFirst().id())));
        }
        window.window().showPage(named.getOrDefault("page", "lab"));
        String show = named.getOrDefault("show", "middle");
        if (!show.equals("start")) {
            page.session().runToEnd();
        }
        double wait = Double.parseDouble(named.getOrDefault("wait", "8"));
        after(wait - 1.5, () -> {
            switch (show) {
                case "middle" -> page.session().seek(2);
                case "export" -> scene.lookup("#export").fireEvent(new ActionEvent());
                case "bad" -> page.session().edit("model.initial-scale", -1);
                case "waiting" -> page.session().edit("model.initial-scale", 0.5);
                default -> {}
            }
        });
        after(wait, () -> {
            save(scene, new File(named.getOrDefault("picture", "window.png")));
            Platform.exit();
        });
    }

    private static void after(double seconds, Runnable what) {
        PauseTransition pause = new PauseTransition(Duration.seconds(Math.max(0.1, seconds)));
        pause.setOnFinished(event -> what.run());
        pause.play();
    }

    private static void save(Scene scene, File file) {
        WritableImage shot = scene.snapshot(null);
        int width = (int) shot.getWidth();
        int height = (int) shot.getHeight();
        int[] pixels = new int[width * height];
        shot.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
