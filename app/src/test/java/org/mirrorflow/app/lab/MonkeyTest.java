package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.claims.ClaimsPage;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Somebody who presses, clicks, drags and types whatever comes: nothing may fail on any thread, and the window must answer. */
@ExtendWith(ApplicationExtension.class)
final class MonkeyTest {

    private static final int ACTIONS = 700;

    private static final KeyCode[] KEYS = {
        KeyCode.SPACE,
        KeyCode.RIGHT,
        KeyCode.LEFT,
        KeyCode.HOME,
        KeyCode.END,
        KeyCode.BACK_SPACE,
        KeyCode.R,
        KeyCode.P,
        KeyCode.B,
        KeyCode.C,
        KeyCode.X,
        KeyCode.E,
        KeyCode.T,
        KeyCode.G,
        KeyCode.F6,
        KeyCode.TAB,
        KeyCode.ENTER,
        KeyCode.ESCAPE,
        KeyCode.UP,
        KeyCode.DOWN,
        KeyCode.DIGIT1
    };

    private static final String[] TEXTS = {
        "", "0.2", "-1", "1e-3", "1e400", "nonsense", "\u221e", "7", "1e-30", "12,5", "0"
    };

    private static final Set<String> FORBIDDEN = Set.of(
            "export-save",
            "claims-csv",
            "claims-all",
            "claims-quick",
            "claims-run",
            "sweep-start",
            "sweep-resume",
            "sweep-export",
            "sweep-save",
            "sweep-open",
            "bridge-start",
            "bridge-resume",
            "bridge-export",
            "bridge-open",
            "compose-export",
            "compose-open",
            "compose-save");

    private final Bench bench = new Bench();

    @Start
    void open(Stage stage) {
        bench.mount(stage);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nothingFailsWhateverOneDoes(long seed) {
        bench.open(States.flow());
        Random random = new Random(seed);
        StringBuilder diary = new StringBuilder();
        try {
            for (int i = 0; i < ACTIONS; i++) {
                bench.act(() -> diary.append(once(random)).append('\n'));
                if (i % 100 == 99) {
                    bench.expectNoComplaint();
                }
            }
        } catch (AssertionError e) {
            String last = diary.substring(Math.max(0, diary.length() - 1500));
            throw new AssertionError("failed after " + last, e);
        }
        bench.act(() -> bench.scene().getRoot().requestFocus());
        bench.type(KeyCode.ESCAPE);
        bench.claims().close();
        LabState state = bench.open(States.descent());
        bench.session().step(3);
        bench.await("an answer after all that", now -> States.rows(now) == 4);
        assertTrue(state.runs().size() == 1);
        bench.dismount();
        bench.expectNoComplaint();
    }

    private String once(Random random) {
        int what = random.nextInt(100);
        if (what < 45) {
            if (bench.scene().getFocusOwner() != null
                    && opensDialog(bench.scene().getFocusOwner())) {
                bench.scene().getRoot().requestFocus();
            }
            KeyCode code = KEYS[random.nextInt(KEYS.length)];
            String page = Objects.requireNonNull(
                            bench.window().frame().pageProperty().get())
                    .id();
            if (code == KeyCode.E && !page.equals(LabPage.ID)) {
                return "a key that would open a dialog";
            }
            if (code == KeyCode.ENTER && page.equals(ClaimsPage.ID)) {
                return "a key that would run a claim";
            }
            if (code == KeyCode.ENTER && bench.scene().lookup("#palette-field") != null) {
                return "a key that would carry out whatever the palette offers, dialogs too";
            }
            int held = random.nextInt(10);
            if (held == 0) {
                bench.typeNow(KeyCode.Z, KeyCode.CONTROL);
            } else if (held == 1) {
                bench.typeNow(KeyCode.Z, KeyCode.CONTROL, KeyCode.SHIFT);
            } else if (held == 2) {
                bench.typeNow(code, KeyCode.SHIFT);
            } else {
                bench.typeNow(code);
            }
            return "key " + code;
        }
        if (what < 48) {
            List<Preset> all = Presets.all();
            Preset preset = all.get(random.nextInt(all.size()));
            bench.page().open(preset);
            return "open " + preset.id();
        }
        List<Node> nodes = Bench.visible(bench.scene().getRoot()).stream()
                .filter(node -> !node.isDisabled() && !opensDialog(node))
                .toList();
        if (what < 60) {
            return anyOf(nodes, ButtonBase.class, random, button -> {
                if (button instanceof MenuButton menu) {
                    menu.show();
                    menu.hide();
                } else {
                    button.fire();
                }
            });
        }
        if (what < 70) {
            return anyOf(nodes, Slider.class, random, slider -> slider.setValue(random.nextDouble()));
        }
        if (what < 78) {
            return anyOf(nodes, TextField.class, random, field -> {
                field.requestFocus();
                field.setText(TEXTS[random.nextInt(TEXTS.length)]);
                bench.typeNow(KeyCode.ENTER);
            });
        }
        if (what < 82) {
            return anyOf(nodes, ComboBox.class, random, box -> {
                int size = box.getItems().size();
                if (size > 0) {
                    box.getSelectionModel().select(random.nextInt(size));
                }
            });
        }
        if (what < 85) {
            bench.stage().setWidth(900 + random.nextInt(380));
            bench.stage().setHeight(600 + random.nextInt(200));
            return "resize";
        }
        return anyOf(nodes, Node.class, random, node -> {
            if (node instanceof ButtonBase) {
                return;
            }
            Bounds bounds = node.getBoundsInLocal();
            double x = bounds.getMinX() + random.nextDouble() * bounds.getWidth();
            double y = bounds.getMinY() + random.nextDouble() * bounds.getHeight();
            switch (random.nextInt(4)) {
                case 0 -> Bench.mouse(node, MouseEvent.MOUSE_MOVED, x, y, 0);
                case 1 -> Bench.mouse(node, MouseEvent.MOUSE_ENTERED, x, y, 0);
                case 2 -> Bench.click(node, x, y, 1);
                default -> {
                    Bench.mouse(node, MouseEvent.MOUSE_PRESSED, x, y, 1);
                    Bench.mouse(node, MouseEvent.MOUSE_DRAGGED, x + random.nextInt(80) - 40, y, 0);
                    Bench.mouse(node, MouseEvent.MOUSE_RELEASED, x, y, 1);
                }
            }
        });
    }

    /**
     * A dialog waits for a person, a figure would be saved into the home of whoever runs the tests, and claims and sweeps would
     * keep the machine busy for minutes.
     */
    private static boolean opensDialog(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ButtonBase button
                    && (String.valueOf(button.getText()).startsWith("Browse")
                            || FORBIDDEN.contains(String.valueOf(button.getId())))) {
                return true;
            }
        }
        return node.getId() != null && node.getId().equals("export-file");
    }

    private static <T> String anyOf(
            List<Node> nodes, Class<T> type, Random random, java.util.function.Consumer<T> what) {
        List<T> fitting =
                nodes.stream().filter(type::isInstance).map(type::cast).toList();
        if (fitting.isEmpty()) {
            return "no " + type.getSimpleName();
        }
        T chosen = fitting.get(random.nextInt(fitting.size()));
        what.accept(chosen);
        return type.getSimpleName() + " " + chosen;
    }
}
