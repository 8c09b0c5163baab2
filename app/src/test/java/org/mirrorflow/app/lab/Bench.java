package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;
import org.mirrorflow.app.bridge.BridgePage;
import org.mirrorflow.app.claims.ClaimsPage;
import org.mirrorflow.app.compose.ComposePage;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.app.sweep.SweepPage;
import org.mirrorflow.sim.experiment.Preset;

/** The whole window on a bench: hands for its keys, eyes for its states, ears for what any thread complains about. */
public final class Bench {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** Of menus that are not open; see {@link LabWindow}. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord message) {
            if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(
                        message.getLoggerName() + ": " + message.getMessage() + " " + trace(message.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LabWindow window;
    private LabPage page;
    private Scene scene;
    private Stage stage;

    /** Puts the window on a stage; called on the FX thread, again for every test. */
    public void mount(Stage on) {
        stage = on;
        STYLES.setLevel(Level.SEVERE);
        Logger.getLogger("").addHandler(ear);
        Thread.setDefaultUncaughtExceptionHandler(this::hear);
        Thread.currentThread().setUncaughtExceptionHandler(this::hear);
        if (scene == null) {
            window = new LabWindow();
            page = new LabPage(window.appearance());
            scene = window.scene(page, 1280, 800);
            window.makePages();
        }
        window.appearance().themeProperty().set(Theme.LIGHT);
        window.frame().presentingProperty().set(false);
        stage.setScene(scene);
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
        scene.getRoot().requestFocus();
    }

    /** The headless platform fails to copy a pop-up that reaches beyond its screen; the window has no part in that. */
    private void hear(Thread thread, Throwable failure) {
        boolean ofThePlatform = Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("com.sun.glass.ui.headless"));
        boolean ofTheLab = Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.mirrorflow"));
        if (!ofThePlatform || ofTheLab) {
            complaints.add(thread + ": " + trace(failure));
        }
    }

    /** Takes the ears off. */
    public void dismount() {
        Logger.getLogger("").removeHandler(ear);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private static String trace(Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(failure.toString());
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(14, frames.length); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text + (failure.getCause() == null ? "" : "\n  caused by " + trace(failure.getCause()));
    }

    /** No thread has complained. */
    public void expectNoComplaint() {
        assertTrue(complaints.isEmpty(), () -> String.join("\n", complaints));
    }

    LabPage page() {
        return page;
    }

    LabWindow window() {
        return window;
    }

    /** The window's scene. */
    public Scene scene() {
        return scene;
    }

    /** The window's stage. */
    public Stage stage() {
        return stage;
    }

    /** The ledger's page. */
    public ClaimsPage claims() {
        return window.claims();
    }

    /** The page of sweeps. */
    public SweepPage sweeps() {
        return window.sweeps();
    }

    /** The page of the bridge. */
    public BridgePage bridge() {
        return window.bridge();
    }

    /** Id of the page shown. */
    public String shownPage() {
        return fx(() -> window.frame().pageProperty().get().id());
    }

    /** Shows a page. */
    public void showPage(String id) {
        act(() -> window.frame().showPage(id));
    }

    /** Makes text larger by that factor. */
    public void scaleText(double factor) {
        act(() -> window.appearance().textScaleProperty().set(factor));
    }

    /** Title of the experiment that the lab shows; called on the FX thread. */
    public String labTitleNow() {
        return page.state().map(LabState::title).orElse("");
    }

    /** Whether time runs in the lab. */
    public boolean labPlays() {
        return state().playing();
    }

    LabSession session() {
        return page.session();
    }

    /** Does something on the FX thread and waits for it. */
    public <T> T fx(Callable<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(what.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(PATIENCE, TimeUnit.NANOSECONDS);
        } catch (Exception e) {
            throw new AssertionError("the FX thread did not do it", e);
        }
    }

    /** The same without a result. */
    public void act(Runnable what) {
        fx(() -> {
            what.run();
            return null;
        });
    }

    LabState state() {
        return fx(() -> page.state().orElse(null));
    }

    /** Waits until the page shows such a state. */
    LabState await(String what, Predicate<LabState> such) {
        long deadline = System.nanoTime() + PATIENCE;
        LabState state = state();
        while (state == null || !such.test(state)) {
            if (System.nanoTime() > deadline) {
                return fail("waited in vain for: " + what + "; complaints: " + complaints);
            }
            pause(5);
            state = state();
        }
        return state;
    }

    /** Waits until something holds, asked on the FX thread. */
    public void awaitFx(String what, Callable<Boolean> such) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!fx(such)) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for: " + what + "; complaints: " + complaints);
            }
            pause(5);
        }
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens an experiment, also the one that is open, and waits until it is at its start or has said why it cannot be. */
    LabState open(Preset preset) {
        LabState before = state();
        act(() -> {
            if (before != null && before.subject().preset().equals(preset.id())) {
                page.session().open(preset);
            } else {
                page.open(preset);
            }
        });
        return await(
                preset.id() + " to open",
                state -> state.title().equals(preset.title())
                        && state.working().isEmpty()
                        && (state.runs().isEmpty() ? state.failure().isPresent() : isNew(state, before)));
    }

    private static boolean isNew(LabState state, LabState before) {
        return States.rows(state) == 1
                && (before == null
                        || before.runs().isEmpty()
                        || before.runs().getFirst().view().experiment()
                                != state.runs().getFirst().view().experiment());
    }

    /** Waits until every pane has drawn once more than it had. */
    void awaitPictures() {
        List<Long> before = fx(() -> page.grid().panes().stream()
                .map(pane -> pane.surface().pictures())
                .toList());
        act(() -> page.grid().panes().forEach(pane -> pane.surface().repaint()));
        awaitFx("pictures", () -> {
            List<ChartPane> panes = page.grid().panes();
            for (int i = 0; i < panes.size(); i++) {
                if (i < before.size() && panes.get(i).surface().pictures() <= before.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private EventTarget focus() {
        return scene.getFocusOwner() == null ? scene : scene.getFocusOwner();
    }

    /** Presses and releases a key, with the letter it types, wherever the focus is at each of these moments. */
    public void type(KeyCode code, KeyCode... held) {
        act(() -> typeNow(code, held));
    }

    void typeNow(KeyCode code, KeyCode... held) {
        Set<KeyCode> modifiers = Set.of(held);
        String typed = code.isLetterKey() && modifiers.isEmpty()
                ? code.getChar().toLowerCase(java.util.Locale.ROOT)
                : code == KeyCode.SPACE ? " " : "";
        Event.fireEvent(focus(), key(KeyEvent.KEY_PRESSED, "", code, modifiers));
        if (!typed.isEmpty()) {
            Event.fireEvent(focus(), key(KeyEvent.KEY_TYPED, typed, KeyCode.UNDEFINED, modifiers));
        }
        Event.fireEvent(focus(), key(KeyEvent.KEY_RELEASED, "", code, modifiers));
    }

    /** Types a character that is no key of its own. */
    public void type(String character) {
        act(() -> Event.fireEvent(focus(), key(KeyEvent.KEY_TYPED, character, KeyCode.UNDEFINED, Set.of())));
    }

    private static KeyEvent key(
            javafx.event.EventType<KeyEvent> type, String character, KeyCode code, Set<KeyCode> held) {
        return new KeyEvent(
                type,
                character.isEmpty() ? KeyEvent.CHAR_UNDEFINED : character,
                "",
                code,
                held.contains(KeyCode.SHIFT),
                held.contains(KeyCode.CONTROL),
                held.contains(KeyCode.ALT),
                false);
    }

    /** A mouse event at a place of a node. */
    public static void mouse(Node at, javafx.event.EventType<MouseEvent> type, double x, double y, int clicks) {
        javafx.geometry.Point2D inScene = at.localToScene(x, y);
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        Event.fireEvent(
                at,
                new MouseEvent(
                        at,
                        at,
                        type,
                        x,
                        y,
                        inScene.getX(),
                        inScene.getY(),
                        MouseButton.PRIMARY,
                        clicks,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        true,
                        false,
                        clicks > 0,
                        new PickResult(at, inScene.getX(), inScene.getY())));
    }

    /** A click at a place of a node. */
    public static void clickAt(Node at, double x, double y) {
        click(at, x, y, 1);
    }

    /** The last of so many clicks at a place of a node. */
    public static void click(Node at, double x, double y, int clicks) {
        mouse(at, MouseEvent.MOUSE_PRESSED, x, y, clicks);
        mouse(at, MouseEvent.MOUSE_RELEASED, x, y, clicks);
        mouse(at, MouseEvent.MOUSE_CLICKED, x, y, clicks);
    }

    /** All nodes below a root that can be seen. */
    public static List<Node> visible(Parent root) {
        List<Node> found = new ArrayList<>();
        Deque<Node> left = new ArrayDeque<>();
        left.add(root);
        while (!left.isEmpty()) {
            Node node = left.poll();
            if (node.isVisible()) {
                found.add(node);
                if (node instanceof Parent parent) {
                    left.addAll(parent.getChildrenUnmodifiable());
                }
            }
        }
        return found;
    }

    /** The node of that type that is found so. */
    public <T extends Node> T lookup(String css, Class<T> type) {
        Node found = fx(() -> scene.lookup(css));
        assertTrue(type.isInstance(found), css + " is " + found);
        return type.cast(found);
    }

    /** The same on the FX thread. */
    <T extends Node> T lookupNow(String css, Class<T> type) {
        return type.cast(scene.lookup(css));
    }

    /** The page of figures. */
    public ComposePage figures() {
        return window.figures();
    }

    /** Whether the lab has a run to show; called on the FX thread. */
    public boolean labHasRun() {
        return page.state().map(now -> !now.drawn().isEmpty()).orElse(false);
    }

    /** Opens files as if they were dropped on the window. */
    public void open(List<Path> files) {
        act(() -> window.files().open(files));
    }
}
