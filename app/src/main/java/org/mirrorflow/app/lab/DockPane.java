package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Lays nodes out as a {@link Dock} says, with dividers that can be dragged; a node that is dragged by its handle shows where it
 * would come to lie and is docked there when let go, Esc leaves it.
 */
final class DockPane extends Region {

    /** A drag shorter than this is a click. */
    private static final double SLACK = 6;

    /** Half the width in which a divider of one pixel is caught. */
    private static final double CATCH = 3;

    /** Nearer to the middle of a node than this share of its size, what is dragged takes its place. */
    private static final double MIDDLE = 0.2;

    /** Where something would be docked: at a side of a chart, or in its place. */
    record Target(int chart, Dock.@Nullable Side side) {}

    /** Hears of a chart that is docked elsewhere. */
    @FunctionalInterface
    interface DockHandler {
        /** A chart was dropped on a target, which is another chart. */
        void dock(int chart, Target target);
    }

    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final List<Divider> dividers = new ArrayList<>();
    private final Region hint = new Region();
    private @Nullable Dock dock;
    private Runnable onResizing = () -> {};
    private Consumer<Dock> onResized = resized -> {};
    private DockHandler onDocked = (chart, target) -> {};
    private Point2D pressed = Point2D.ZERO;
    private @Nullable Integer dragged;
    private @Nullable Target target;

    /** The line after a part of a split. */
    private final class Divider extends Region {
        private Dock.Split split;
        private int after;
        private Dock.Place room = new Dock.Place(0, 0, 1, 1);

        Divider(Dock.Split split, int after) {
            this.split = split;
            this.after = after;
            getStyleClass().add("dock-divider");
            Region line = new Region();
            line.getStyleClass().add("dock-line");
            line.setMouseTransparent(true);
            getChildren().add(line);
            setOnMousePressed(event -> onResizing.run());
            setOnMouseDragged(event -> {
                Point2D at = place(this, event);
                drag(
                        this.split.vertical()
                                ? at.getY() / DockPane.this.getHeight()
                                : at.getX() / DockPane.this.getWidth());
                event.consume();
            });
            setOnMouseReleased(event -> resized());
        }

        /** Divides those parts from now on. */
        void divide(Dock.Split of, int behind) {
            split = of;
            after = behind;
            setCursor(of.vertical() ? Cursor.V_RESIZE : Cursor.H_RESIZE);
            requestLayout();
        }

        private void drag(double share) {
            double from = split.vertical() ? room.y() : room.x();
            double size = split.vertical() ? room.height() : room.width();
            double now = 0;
            for (int k = 0; k <= after; k++) {
                now += split.shares().get(k);
            }
            Dock before = dock;
            Dock changed = split.dragged(after, (share - from) / size - now);
            Dock after = before == null ? null : before.replaced(split, changed);
            if (before != null
                    && after != null
                    && !changed.equals(split)
                    && after.isLegible(DockPane.this.getWidth(), DockPane.this.getHeight(), before)) {
                Dock.Split was = split;
                dock = after;
                dividers.stream()
                        .filter(divider -> divider.split.equals(was))
                        .forEach(divider -> divider.split = (Dock.Split) changed);
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            getChildren()
                    .getFirst()
                    .resizeRelocate(
                            split.vertical() ? 0 : CATCH,
                            split.vertical() ? CATCH : 0,
                            split.vertical() ? getWidth() : 1,
                            split.vertical() ? 1 : getHeight());
        }
    }

    DockPane() {
        hint.getStyleClass().add("dock-hint");
        hint.setManaged(false);
        hint.setMouseTransparent(true);
        hint.setVisible(false);
        setMinSize(0, 0);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && dragged != null) {
                leave();
                event.consume();
            }
        });
    }

    /** Called when a divider is taken. */
    void setOnResizing(Runnable handler) {
        onResizing = handler;
    }

    /** Called after a divider was dragged and let go. */
    void setOnResized(Consumer<Dock> handler) {
        onResized = handler;
    }

    /** Called when something was dragged to another place. */
    void setOnDocked(DockHandler handler) {
        onDocked = handler;
    }

    /** Lays these nodes out, which are known by the numbers of the dock. */
    void show(Dock wanted, Map<Integer, ? extends Node> shown) {
        boolean sameNodes = nodes.equals(shown);
        dock = wanted;
        if (!sameNodes) {
            nodes.clear();
            nodes.putAll(shown);
        }
        List<Divider> kept = new ArrayList<>(dividers);
        dividers.clear();
        divide(wanted, kept);
        // Nodes that stay are left where they are: one that is added anew is dressed anew, which takes longer than a
        // frame.
        List<Node> children = new ArrayList<>(nodes.values());
        children.addAll(dividers);
        getChildren().removeIf(child -> !child.equals(hint) && !children.contains(child));
        children.removeAll(getChildren());
        getChildren().addAll(children);
        if (!getChildren().contains(hint)) {
            getChildren().add(hint);
        }
        dividers.forEach(divider -> divider.setViewOrder(-1));
        hint.setViewOrder(-2);
        requestLayout();
    }

    /** Shows nothing. */
    void clear() {
        dock = null;
        nodes.clear();
        dividers.clear();
        getChildren().clear();
    }

    private void divide(Dock part, List<Divider> kept) {
        if (part instanceof Dock.Split split) {
            for (int k = 0; k < split.parts().size(); k++) {
                if (k < split.parts().size() - 1) {
                    Divider divider = kept.isEmpty() ? new Divider(split, k) : kept.removeLast();
                    divider.divide(split, k);
                    dividers.add(divider);
                }
                divide(split.parts().get(k), kept);
            }
        }
    }

    private void resized() {
        Dock now = dock;
        if (now != null) {
            onResized.accept(now);
        }
    }

    @Override
    protected void layoutChildren() {
        Dock now = dock;
        if (now == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        now.places().forEach((chart, place) -> {
            Node node = nodes.get(chart);
            if (node != null) {
                // One pixel at the right and below belongs to the divider, where there is one.
                double left = Math.rint(place.x() * getWidth());
                double top = Math.rint(place.y() * getHeight());
                double right = Math.rint(place.right() * getWidth()) - (place.right() < 1 - 1e-9 ? 1 : 0);
                double bottom = Math.rint(place.bottom() * getHeight()) - (place.bottom() < 1 - 1e-9 ? 1 : 0);
                node.resizeRelocate(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
            }
        });
        layOut(now, new Dock.Place(0, 0, 1, 1));
    }

    private void layOut(Dock part, Dock.Place room) {
        if (!(part instanceof Dock.Split split)) {
            return;
        }
        double at = 0;
        for (int k = 0; k < split.parts().size(); k++) {
            double share = split.shares().get(k);
            layOut(split.parts().get(k), Dock.part(split.vertical(), room, at, share));
            at += share;
            int after = k;
            Dock.Place end = Dock.part(split.vertical(), room, at, 0);
            dividers.stream()
                    .filter(divider -> divider.split.equals(split) && divider.after == after)
                    .forEach(divider -> {
                        divider.room = room;
                        double x = Math.rint(end.x() * getWidth());
                        double y = Math.rint(end.y() * getHeight());
                        if (split.vertical()) {
                            divider.resizeRelocate(
                                    x, y - CATCH - 1, Math.rint(end.right() * getWidth()) - x, 2 * CATCH + 1);
                        } else {
                            divider.resizeRelocate(
                                    x - CATCH - 1, y, 2 * CATCH + 1, Math.rint(end.bottom() * getHeight()) - y);
                        }
                    });
        }
    }

    /** Lets a chart be dragged by a part of its node. */
    void makeMovable(Node handle, IntSupplier chart) {
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            pressed = place(handle, event);
        });
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (dragged == null && nodes.size() > 1 && place(handle, event).distance(pressed) > SLACK) {
                dragged = chart.getAsInt();
                handle.setCursor(Cursor.MOVE);
            }
            if (dragged != null) {
                point(place(handle, event));
                event.consume();
            }
        });
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> {
            handle.setCursor(null);
            Integer moved = dragged;
            Target to = target;
            leave();
            if (moved != null && to != null) {
                onDocked.dock(moved, to);
                event.consume();
            }
        });
    }

    /** Where an event happens in this pane, whose node it was given to. */
    private Point2D place(Node of, MouseEvent event) {
        return sceneToLocal(of.localToScene(event.getX(), event.getY()));
    }

    private void leave() {
        dragged = null;
        target = null;
        hint.setVisible(false);
    }

    private void point(Point2D at) {
        target = targetAt(at).orElse(null);
        Target now = target;
        hint.setVisible(now != null);
        Node under = now == null ? null : nodes.get(now.chart());
        if (now != null && under != null) {
            Bounds room = under.getBoundsInParent();
            Dock.Side side = now.side();
            double width = side != null && !side.vertical() ? room.getWidth() / 2 : room.getWidth();
            double height = side != null && side.vertical() ? room.getHeight() / 2 : room.getHeight();
            hint.resizeRelocate(
                    side == Dock.Side.RIGHT ? room.getMinX() + width : room.getMinX(),
                    side == Dock.Side.BELOW ? room.getMinY() + height : room.getMinY(),
                    width,
                    height);
        }
    }

    /** What would be docked to, at a place of this pane; empty over the chart that is dragged and beside all. */
    private Optional<Target> targetAt(Point2D at) {
        for (Map.Entry<Integer, Node> entry : nodes.entrySet()) {
            Bounds room = entry.getValue().getBoundsInParent();
            if (room.contains(at)) {
                if (entry.getKey().equals(dragged)) {
                    return Optional.empty();
                }
                double x = (at.getX() - room.getMinX()) / room.getWidth();
                double y = (at.getY() - room.getMinY()) / room.getHeight();
                return Optional.of(new Target(entry.getKey(), side(x, y)));
            }
        }
        return Optional.empty();
    }

    /** The side nearest to a place of a node that is 1 wide and 1 high; null in its middle. */
    static Dock.@Nullable Side side(double x, double y) {
        if (Math.abs(x - 0.5) < MIDDLE && Math.abs(y - 0.5) < MIDDLE) {
            return null;
        }
        double across = Math.min(x, 1 - x);
        double up = Math.min(y, 1 - y);
        return across < up ? x < 0.5 ? Dock.Side.LEFT : Dock.Side.RIGHT : y < 0.5 ? Dock.Side.ABOVE : Dock.Side.BELOW;
    }
}
