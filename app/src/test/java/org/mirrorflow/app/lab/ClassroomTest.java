package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Preferences;
import org.mirrorflow.app.shell.Theme;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The real window in front of a class: presenter mode, guided tours, palette, keys. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ClassroomTest {

    private static final String TOUR = """
            # A small tour
            ## One
            First line with $\\alpha$.
            > preset kernel-or-rich
            > set problem.sparsity = 2
            > set problem.samples = 6
            > set problem.features = 12
            > charts loss
            > clock linear
            > run to sample 20
            ? What now?
            ! That.
            > run to end
            ## Two
            Second.
            > charts coordinates, loss
            """;

    private final Bench bench = new Bench();

    @TempDir
    private Path folder;

    @Start
    void open(Stage stage) {
        bench.mount(stage);
    }

    @AfterEach
    void listen() {
        bench.act(() -> {
            bench.window().frame().closePopup();
            bench.window().frame().presentingProperty().set(false);
            bench.window().appearance().reducedMotionProperty().set(false);
        });
        bench.dismount();
        bench.expectNoComplaint();
    }

    private Path tour(String text) throws Exception {
        return Files.writeString(folder.resolve("small.tour"), text);
    }

    private Set<String> labels() {
        return bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .collect(Collectors.toSet()));
    }

    private boolean shown(String css) {
        return bench.fx(() -> {
            Node node = bench.scene().getRoot().lookup(css);
            for (Node at = node; at != null; at = at.getParent()) {
                if (!at.isVisible()) {
                    return false;
                }
            }
            return node != null;
        });
    }

    private List<String> charts() {
        return bench.fx(() -> bench.page().grid().shown());
    }

    @Test
    void oneKeyPresentsAndOneLeaves() {
        bench.open(States.flow());
        bench.act(() -> bench.scene().getRoot().requestFocus());
        List<String> before = charts();
        bench.type(KeyCode.M);
        bench.awaitFx("layout", () -> bench.scene().getRoot().lookup(".gallery") == null);
        assertFalse(shown("#palette") || shown("#export") || shown("#appearance"), "panels and header are gone");
        assertEquals(before.subList(0, 2), charts());
        bench.act(() -> bench.scene().getRoot().layout());
        List<String> small = bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(text -> !text.getText().isEmpty() && text.getFont().getSize() < 18)
                .map(text -> text.getText() + " in " + text.getFont().getSize() + " px")
                .toList());
        assertTrue(small.isEmpty(), small::toString);
        List<String> narrow = bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .filter(ButtonBase.class::isInstance)
                .filter(node -> node.getBoundsInParent().getHeight() > 0)
                .filter(node -> node.getStyleClass().stream().noneMatch("pane-menu"::equals))
                .filter(node -> node.getLayoutBounds().getHeight() < 44
                        || node.getLayoutBounds().getWidth() < 44)
                .map(node -> node + " " + node.getLayoutBounds())
                .toList());
        assertTrue(narrow.isEmpty(), narrow::toString);
        bench.type(KeyCode.ESCAPE);
        assertTrue(shown("#palette") && shown("#export"));
        assertEquals(before, charts());
    }

    @Test
    void aTourIsLedByItsKeys() throws Exception {
        Path file = tour(TOUR);
        bench.act(() -> bench.window().files().open(List.of(file)));
        bench.act(() -> bench.scene().getRoot().requestFocus());
        bench.awaitFx(
                "the first step",
                () -> bench.window().tours().player().orElseThrow().idle());
        assertTrue(labels().contains("One") && labels().contains("1 of 2"), labels()::toString);
        assertEquals(List.of("loss"), charts());
        assertEquals(21, States.rows(bench.state()));
        assertTrue(shown("#tour-question"));
        assertEquals("What now?", bench.lookup("#tour-question", Node.class).getAccessibleText());
        assertEquals(
                0,
                bench.lookup("#tour-answer", Parent.class)
                        .getChildrenUnmodifiable()
                        .size());
        bench.type(KeyCode.RIGHT);
        bench.await("a step of the run before the answer", state -> States.rows(state) == 22);
        bench.type(KeyCode.ENTER);
        bench.awaitFx(
                "the end of the step",
                () -> bench.window().tours().player().orElseThrow().atEnd());
        assertTrue(bench.state().live().orElseThrow().view().outcome().isPresent());
        assertEquals(
                "That.",
                bench.lookup("#tour-answer", Parent.class)
                        .getChildrenUnmodifiable()
                        .getFirst()
                        .getAccessibleText());
        bench.type(KeyCode.RIGHT);
        assertTrue(labels().contains("Two"), labels()::toString);
        bench.awaitFx(
                "the second step",
                () -> bench.window().tours().player().orElseThrow().idle());
        assertEquals(List.of("coordinates", "loss"), charts());
        bench.type(KeyCode.M);
        assertTrue(shown("#tour-on") && labels().contains("2 of 2"), "the way on is there in presenter mode");
        bench.type(KeyCode.ESCAPE);
        assertTrue(labels().contains("Two"), "Esc leaves presenter mode first");
        bench.type(KeyCode.PAGE_UP);
        bench.awaitFx(
                "the first step again",
                () -> bench.window().tours().player().orElseThrow().idle());
        assertTrue(labels().contains("One"));
        assertEquals(21, States.rows(bench.state()));
        bench.type(KeyCode.ESCAPE);
        assertFalse(bench.fx(() -> bench.window().tours().touringProperty().get()));
        assertTrue(shown(".page-title"));
    }

    @Test
    void aTourWithAMistakeLosesNothing() throws Exception {
        bench.open(States.flow());
        Path file = tour(TOUR.replace("charts loss", "charts los"));
        bench.act(() -> bench.window().files().open(List.of(file)));
        assertTrue(
                labels().stream()
                        .anyMatch(text -> text.contains("small.tour, line 8: there is no chart \"los\"; did you")),
                labels()::toString);
        assertEquals("small flow", bench.state().title());
        assertFalse(bench.fx(() -> bench.window().tours().touringProperty().get()));
        bench.act(() -> bench.page().banner().clear());
    }

    @Test
    void thePaletteFindsAndDoes() {
        bench.open(States.flow());
        bench.act(() -> bench.page().grid().panes().getFirst().surface().requestFocus());
        bench.type(KeyCode.K, KeyCode.CONTROL);
        TextField search = bench.lookup("#palette-field", TextField.class);
        ListView<?> list = bench.lookup("#palette-list", ListView.class);
        assertTrue(bench.fx(search::isFocused), "focus");
        assertTrue(bench.fx(() -> list.getItems().getFirst().toString()).contains("Play or pause"));
        bench.act(() -> search.setText("redo"));
        List<String> found =
                bench.fx(() -> list.getItems().stream().map(Object::toString).toList());
        int redo = 0;
        while (!found.get(redo).contains("name=Redo")) {
            redo++;
            bench.type(KeyCode.DOWN);
        }
        assertTrue(found.get(redo).contains("enabled=false"), found.get(redo));
        bench.type(KeyCode.ENTER);
        assertTrue(shown("#palette-field"), "what cannot be done leaves the palette open");
        bench.act(() -> search.setText("effective sparsity"));
        bench.type(KeyCode.DOWN);
        bench.type(KeyCode.UP);
        bench.type(KeyCode.ENTER);
        assertFalse(shown("#palette-field"));
        assertTrue(charts().contains("effective-sparsity"), charts()::toString);
        bench.type(KeyCode.K, KeyCode.CONTROL);
        bench.type(KeyCode.ESCAPE);
        assertFalse(shown("#palette-field"));
        assertTrue(
                bench.fx(() -> bench.page().grid().panes().getFirst().surface().isFocused()),
                "the focus is where it was");
        bench.type(KeyCode.T, KeyCode.SHIFT);
        assertEquals(
                5,
                bench.fx(() -> bench.lookupNow("#palette-list", ListView.class)
                        .getItems()
                        .size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "explorer", "claims", "sweeps", "bridge", "figure"})
    void everyControlIsReachedAndNamedAndEveryKeyIsOnTheSheet(String page) {
        bench.showPage(page);
        List<Node> wanted = bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .filter(node -> node.isFocusTraversable() && !node.isDisabled() && !(node instanceof ScrollPane))
                .filter(node -> !inside(node, ComboBoxBase.class) && !inside(node, ListView.class))
                .filter(node -> node.getScene() != null && treeVisible(node))
                .toList());
        assertTrue(wanted.size() > 8, wanted::toString);
        List<String> silent =
                wanted.stream().filter(node -> !named(node)).map(Node::toString).toList();
        assertTrue(silent.isEmpty(), () -> String.join("\n", silent));
        List<Node> visited = bench.fx(() -> {
            List<Node> path = new ArrayList<>();
            wanted.getFirst().requestFocus();
            for (int i = 0; i < 4 * wanted.size(); i++) {
                Node now = bench.scene().getFocusOwner();
                path.add(now);
                if (!now.requestFocusTraversal(TraversalDirection.NEXT)) {
                    break;
                }
            }
            return path;
        });
        List<String> missed = wanted.stream()
                .filter(node -> !visited.contains(node))
                .filter(node -> !ofSelectedGroup(node, visited))
                .map(Node::toString)
                .toList();
        assertTrue(missed.isEmpty(), () -> "never reached:\n" + String.join("\n", missed));
        expectEveryKeyOnTheSheet();
        bench.showPage(LabPage.ID);
    }

    /** One toggle of a group is reached by Tab, the others by arrows. */
    private static boolean ofSelectedGroup(Node node, List<Node> visited) {
        return node instanceof javafx.scene.control.ToggleButton toggle
                && toggle.getToggleGroup() != null
                && toggle.getToggleGroup().getToggles().stream().anyMatch(visited::contains);
    }

    private static boolean treeVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean inside(Node node, Class<?> type) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean named(Node node) {
        return !blank(node.getAccessibleText())
                || (node instanceof Labeled labeled && !blank(labeled.getText()))
                || (node instanceof TextInputControl input && !blank(input.getPromptText()))
                || labelled(node);
    }

    private boolean labelled(Node node) {
        return bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .anyMatch(other -> other instanceof Label label && node.equals(label.getLabelFor())));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private void expectEveryKeyOnTheSheet() {
        bench.act(() -> bench.scene().getRoot().requestFocus());
        bench.type(KeyCode.SHIFT);
        bench.type("?");
        Set<String> words = labels();
        List<String> missing = bench.fx(() -> bench.window().actions().withKeysByGroup().values().stream()
                .flatMap(List::stream)
                .map(Action::name)
                .filter(name -> !words.contains(name) && !words.contains(name.replaceFirst(" \\d+$", " …")))
                .toList());
        assertTrue(missing.isEmpty(), missing::toString);
        Bounds sheet = bench.fx(() -> {
            Node node = bench.scene().getRoot().lookup(".sheet-page");
            return node.localToScene(node.getLayoutBounds());
        });
        assertTrue(
                sheet.getMinY() >= 0 && sheet.getMaxY() <= bench.scene().getHeight() && sheet.getMinX() >= 0,
                sheet::toString);
        bench.type(KeyCode.ESCAPE);
        assertFalse(shown(".sheet-page"));
    }

    @Test
    void reducedMotionDrawsTenTimesASecond() {
        bench.open(States.descent());
        AtomicInteger drawn = new AtomicInteger();
        bench.act(() -> bench.page().addOnShown(drawn::incrementAndGet));
        bench.act(() -> bench.window().appearance().reducedMotionProperty().set(true));
        bench.session().play();
        bench.await("time to run", LabState::playing);
        drawn.set(0);
        Bench.pause(600);
        int seen = drawn.get();
        assertTrue(seen >= 2 && seen <= 8, () -> seen + " pictures in 0.6 s");
        bench.session().pause();
        bench.await("time to stand", state -> !state.playing());
        bench.act(() -> bench.window().frame().showKeys());
        assertEquals(
                1.0,
                bench.fx(() -> bench.scene().getRoot().lookup(".overlay-shade").getOpacity()));
    }

    @Test
    void preferencesAreKept() throws Exception {
        bench.act(() -> {
            Appearance first = new Appearance();
            Preferences.attach(first, folder);
            first.themeProperty().set(Theme.HIGH_CONTRAST);
            first.textScaleProperty().set(1.3);
            first.reducedMotionProperty().set(true);
        });
        Path file = folder.resolve("appearance.properties");
        bench.awaitFx(
                "the file", () -> Files.exists(file) && Files.readString(file).contains("reduce-motion=true"));
        bench.act(() -> {
            Appearance second = new Appearance();
            Preferences.attach(second, folder);
            assertEquals(Theme.HIGH_CONTRAST, second.themeProperty().get());
            assertEquals(1.3, second.textScaleProperty().get());
            assertTrue(second.reducedMotionProperty().get());
        });
        Files.writeString(file, "theme=nonsense\ntext-scale=huge\n");
        bench.act(() -> {
            Appearance third = new Appearance();
            Preferences.attach(third, folder);
            assertEquals(Theme.LIGHT, third.themeProperty().get());
            assertEquals(1.0, third.textScaleProperty().get());
        });
    }
}
