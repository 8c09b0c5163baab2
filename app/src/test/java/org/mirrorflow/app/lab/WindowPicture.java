package org.mirrorflow.app.lab;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.mirrorflow.app.Pictures;
import org.mirrorflow.app.claims.ClaimsPage;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.app.tour.TourPlayer;
import org.mirrorflow.app.tour.Tours;
import org.mirrorflow.bridge.client.WorkerCommand;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/**
 * The real window, saved as a picture, to look at and for the README.
 *
 * <p>Named arguments: {@code --picture=FILE --preset=ID --theme=DARK --width=1280 --height=800 --text=1.3 --wait=SECONDS
 * --show=start|end|middle|export|bad|waiting|fork|schedule|seeds|side-by-side|difference|docked|drag|compose [--charts=IDS] [--panels=N] [--figure=FILE] --page=lab|explorer|claims|sweeps|doors}; on the page of sweeps {@code --ready=N
 * --press=sweep-start} runs the N-th ready sweep, with {@code --newton=yes} by Newton; on the claims page {@code --press=ID} presses the button
 * with that id at once; on the page of the bridge {@code --worker=COMMAND --training=N --press=bridge-start}
 * trains the N-th, and {@code --folder=FOLDER} opens one; {@code --find=WORDS} selects the first claim that is found.
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
        double wait = Double.parseDouble(named.getOrDefault("wait", "8"));
        if (named.containsKey("charts")) {
            after(
                    wait / 2,
                    () -> page.grid().showCharts(List.of(named.get("charts").split(","))));
        }
        if (named.containsKey("tour") || named.containsKey("present") || named.containsKey("palette")) {
            showClassroom(window, page, scene, named, wait);
            return;
        }
        if (named.getOrDefault("page", LabPage.ID).equals(ClaimsPage.ID)) {
            showClaims(window, scene, named, wait);
            return;
        }
        window.frame()
                .showPage(
                        named.getOrDefault("page", "lab").equals("doors") ? "lab" : named.getOrDefault("page", "lab"));
        if (named.getOrDefault("page", "").equals("doors")) {
            after(1, window::showDoors);
        }
        if (named.containsKey("worker")) {
            window.bridge()
                    .trainWith(new WorkerCommand(
                            "this computer", List.of(named.get("worker").split(" ")), false));
        }
        if (named.containsKey("folder")) {
            window.bridge().openFolder(Path.of(named.get("folder")));
        }
        String asked = named.getOrDefault("show", "middle");
        if (named.containsKey("press")) {
            after(1.5, () -> {
                if (named.containsKey("training") && scene.lookup("#bridge-preset") instanceof ComboBox<?> box) {
                    box.getSelectionModel().select(Integer.parseInt(named.get("training")));
                }
                if (named.containsKey("ready") && scene.lookup("#sweep-preset") instanceof ComboBox<?> box) {
                    box.getSelectionModel().select(Integer.parseInt(named.get("ready")));
                }
                if (named.containsKey("newton") && scene.lookup("#sweep-newton") instanceof CheckBox box) {
                    box.setSelected(true);
                }
                scene.lookup("#" + named.get("press")).fireEvent(new ActionEvent());
            });
            asked = "start";
        }
        String show = asked;
        if (!show.equals("start")) {
            page.session().runToEnd();
        }
        after(wait - (show.equals("compose") ? 5 : 1.5), () -> {
            switch (show) {
                case "middle" -> page.session().seek(2);
                case "export" -> scene.lookup("#export").fireEvent(new ActionEvent());
                case "bad" -> page.session().edit("model.initial-scale", -1);
                case "waiting" -> page.session().edit("model.initial-scale", 0.5);
                case "fork" -> {
                    page.session().seek(2);
                    page.session().fork();
                    page.session().edit("dynamics.weight-decay", 0.2);
                    page.session().runToEnd();
                }
                case "schedule" -> {
                    page.session().edit("changes", "0.5: weight-decay=0.4; 4: weight-decay=0");
                    page.session().rewind();
                    page.session().runToEnd();
                }
                case "docked" -> {
                    ChartPane first = page.grid().panes().getFirst();
                    page.grid().move(first, Dock.Side.BELOW);
                    page.grid().reopen(first);
                    page.grid().resize(first, true, 3);
                }
                case "drag" -> {
                    ChartPane first = page.grid().panes().getFirst();
                    ChartPane last = page.grid().panes().getLast();
                    Bench.mouse(first.handle(), javafx.scene.input.MouseEvent.MOUSE_PRESSED, 30, 10, 1);
                    javafx.geometry.Point2D to =
                            first.handle().sceneToLocal(last.localToScene(last.getWidth() - 20, last.getHeight() / 2));
                    Bench.mouse(first.handle(), javafx.scene.input.MouseEvent.MOUSE_DRAGGED, to.getX(), to.getY(), 1);
                }
                case "seeds" -> page.session().setSeeds(5);
                case "compose" -> {
                    int panels = Integer.parseInt(named.getOrDefault("panels", "4"));
                    page.grid().panes().stream().limit(panels).forEach(pane -> {
                        pane.surface().requestFocus();
                        page.composeCurrent();
                    });
                    window.frame().showPage("figure");
                    if (named.containsKey("figure")) {
                        window.files().open(List.of(Path.of(named.get("figure"))));
                    }
                }
                case "side-by-side", "difference" ->
                    ((javafx.scene.control.ToggleButton) scene.lookup("#compare-" + show)).fire();
                default -> {}
            }
        });
        after(wait, () -> {
            Pictures.save(scene, new File(named.getOrDefault("picture", "window.png")));
            Platform.exit();
        });
    }

    /** A step of a tour, presenter mode, the command palette or the key sheet, together or alone. */
    private static void showClassroom(
            LabWindow window, LabPage page, Scene scene, Map<String, String> named, double wait) {
        window.frame().presentingProperty().set(named.containsKey("present"));
        if (named.containsKey("tour")) {
            window.tours().open(Tours.named(named.get("tour")));
            TourPlayer player = window.tours().player().orElseThrow();
            after(1, () -> {
                player.go(Integer.parseInt(named.getOrDefault("step", "1")) - 1);
                window.tours().show();
            });
            after(wait / 2, () -> {
                if (named.containsKey("reveal")) {
                    player.reveal();
                    window.tours().show();
                    after(1, page.session()::runToEnd);
                }
            });
        } else {
            page.session().runToEnd();
            after(wait / 2, () -> page.session().seek(2));
        }
        after(wait - 1.5, () -> {
            if (named.getOrDefault("palette", "").equals("?")) {
                window.frame().showKeys();
            } else if (named.containsKey("palette")) {
                window.frame().showPalette();
                ((TextField) scene.lookup("#palette-field")).setText(named.get("palette"));
            }
        });
        after(wait, () -> {
            Pictures.save(scene, new File(named.getOrDefault("picture", "window.png")));
            Platform.exit();
        });
    }

    private static void showClaims(LabWindow window, Scene scene, Map<String, String> named, double wait) {
        window.frame().showPage(ClaimsPage.ID);
        after(1, () -> {
            if (named.containsKey("press")) {
                scene.lookup("#" + named.get("press")).fireEvent(new ActionEvent());
            }
        });
        // Until the run is over, or the patience.
        long begin = System.nanoTime();
        Timeline look = new Timeline();
        look.getKeyFrames().add(new KeyFrame(Duration.seconds(2), event -> {
            double waited = (System.nanoTime() - begin) * 1e-9;
            if (waited < Math.min(6, wait)
                    || (waited < wait && scene.lookup("#claims-stop").isVisible())) {
                return;
            }
            look.stop();
            // In a narrow window the search is a pop-up.
            if (named.containsKey("find") && scene.lookup("#claims-search") instanceof TextField search) {
                search.setText(named.get("find"));
                search.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
                search.clear();
            }
            after(1.5, () -> {
                Pictures.save(scene, new File(named.getOrDefault("picture", "window.png")));
                Platform.exit();
            });
        }));
        look.setCycleCount(Animation.INDEFINITE);
        look.play();
    }

    private static void after(double seconds, Runnable what) {
        PauseTransition pause = new PauseTransition(Duration.seconds(Math.max(0.1, seconds)));
        pause.setOnFinished(event -> what.run());
        pause.play();
    }
}
