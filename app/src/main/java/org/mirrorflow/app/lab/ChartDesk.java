package org.mirrorflow.app.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Shortcut;

/**
 * Where charts lie, by keyboard; and undo and redo of the page: of its settings, which the session keeps, and of its
 * charts, in the order in which they were made.
 */
final class ChartDesk {

    private static final int UNDO_DEPTH = 100;
    private static final String GROUP = "Place of a chart";

    private final ChartGrid grid;
    private final LabSession session;
    private final Deque<Step> undo = new ArrayDeque<>();
    private final Deque<Step> redo = new ArrayDeque<>();
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final BooleanProperty redoable = new SimpleBooleanProperty();
    private Consumer<String> toast = message -> {};
    /** How many edits of settings the session could take back, at last sight. */
    private int depth;

    private boolean sessionRedoes;
    /** The newest edit of the settings that was seen; what is asked for before it has to wait for the ones under way. */
    private long seen;

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /**
     * A change of the charts.
     *
     * @param then what was shown on its other side
     * @param depth how many edits of settings there were before it
     */
    private record Step(Arrangement then, int depth) {}

    ChartDesk(ChartGrid grid, LabSession session) {
        this.grid = grid;
        this.session = session;
        grid.setOnChanging(before -> {
            undo.push(new Step(before, depth));
            while (undo.size() > UNDO_DEPTH) {
                undo.removeLast();
            }
            redo.clear();
            update();
        });
    }

    /** Where short messages go. */
    void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Takes note of what the session can take back. */
    void show(LabState state) {
        if (state.undoDepth() > depth && !state.canRedo()) {
            // A new edit of the settings: what was taken back before it cannot be made again.
            redo.removeIf(step -> step.depth() >= depth);
        }
        depth = state.undoDepth();
        sessionRedoes = state.canRedo();
        seen = state.edits();
        update();
        while (!waiting.isEmpty() && session.newestEdit() <= seen) {
            waiting.remove().run();
        }
    }

    private void update() {
        undoable.set(depth > 0 || !undo.isEmpty());
        redoable.set(sessionRedoes || !redo.isEmpty());
    }

    /** In the order of what was asked: the next once the edits before it have been seen. */
    private void inTurn(Runnable step) {
        if (session.newestEdit() > seen) {
            waiting.add(step);
        } else {
            step.run();
        }
    }

    private void undo() {
        Step last = undo.peek();
        if (last != null && last.depth() >= depth) {
            undo.pop();
            redo.push(new Step(grid.arrangement(), last.depth()));
            grid.restore(last.then());
            update();
        } else {
            session.undo();
        }
    }

    private void redo() {
        Step last = redo.peek();
        if (last != null && (last.depth() <= depth || !sessionRedoes)) {
            redo.pop();
            undo.push(new Step(grid.arrangement(), last.depth()));
            grid.restore(last.then());
            update();
        } else {
            session.redo();
        }
    }

    /** Adds the keys to the window's actions, on one page. */
    void addActions(Actions actions, String page) {
        for (Dock.Side side : Dock.Side.values()) {
            String key = switch (side) {
                case LEFT -> "Left";
                case RIGHT -> "Right";
                case ABOVE -> "Up";
                case BELOW -> "Down";
            };
            boolean more = side == Dock.Side.RIGHT || side == Dock.Side.BELOW;
            String to = switch (side) {
                case LEFT -> "Move left";
                case RIGHT -> "Move right";
                case ABOVE -> "Move up";
                case BELOW -> "Move down";
            };
            String size = switch (side) {
                case LEFT -> "Narrower";
                case RIGHT -> "Wider";
                case ABOVE -> "Lower";
                case BELOW -> "Higher";
            };
            actions.add(action(
                    "chart.move-" + key.toLowerCase(Locale.ROOT),
                    to,
                    page,
                    "Alt+Shift+" + key,
                    pane -> grid.move(pane, side)));
            actions.add(action(
                    "chart." + size.toLowerCase(Locale.ROOT),
                    size,
                    page,
                    "Alt+" + key,
                    pane -> grid.resize(pane, side.vertical(), more ? 1 : -1)));
        }
        actions.add(action("chart.close", "Close", page, "Delete", this::close));
        actions.add(action("chart.reopen", "Open again, or another", page, "Insert", this::reopen));
        actions.add(action(
                "chart.arrange", "Let all arrange themselves", page, "Shift+Home", pane -> grid.arrangeThemselves()));
        actions.add(new Action(
                MainWindow.UNDO,
                "Undo",
                "Edit",
                List.of(Shortcut.of("Ctrl+Z")),
                () -> inTurn(this::undo),
                undoable,
                page));
        actions.add(new Action(
                MainWindow.REDO,
                "Redo",
                "Edit",
                List.of(Shortcut.of("Ctrl+Shift+Z")),
                () -> inTurn(this::redo),
                redoable,
                page));
    }

    private Action action(String id, String name, String page, String key, Consumer<ChartPane> what) {
        return new Action(
                        id,
                        name,
                        GROUP,
                        List.of(Shortcut.of(key)),
                        () -> grid.current().ifPresent(what))
                .on(page);
    }

    private void close(ChartPane pane) {
        if (grid.isAlone()) {
            toast.accept("The last chart stays; choose another in its menu");
        } else if (!grid.isFixed()) {
            grid.close(pane);
            toast.accept("Closed " + pane.kind().name() + "; Insert opens it again");
        }
    }

    private void reopen(ChartPane pane) {
        if (grid.panes().size() >= ChartGrid.MOST_CHARTS) {
            toast.accept("There are " + ChartGrid.MOST_CHARTS + " charts, and more cannot be read; close one first");
        } else {
            grid.reopen(pane);
        }
    }
}
