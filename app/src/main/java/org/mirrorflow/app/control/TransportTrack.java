package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The scrub track: slider, numbers below, bookmarks above. Numbers that would touch their left neighbour are left out. */
final class TransportTrack extends Region {

    private static final double GAP = 6;
    private static final double LABEL_ROOM = 20;

    private record Placed(double position, Node node, Region stroke) {}

    private final ScaleSlider slider;
    private final List<Placed> marks = new ArrayList<>();
    private final List<Placed> bookmarks = new ArrayList<>();
    private DoubleConsumer onSeek = target -> {};
    private List<Integer> shownBookmarks = List.of();
    private List<String> shownLabels = List.of();
    private double newest;
    private boolean showing;

    TransportTrack(DoubleFunction<String> spoken) {
        slider = new ScaleSlider(spoken);
        slider.getStyleClass().addAll("live", "scrub");
        slider.setAccessibleText("Position in the run");
        slider.valueProperty().addListener((observable, before, now) -> {
            if (!showing) {
                newest = now.doubleValue();
                onSeek.accept(newest);
            }
        });
        // What is shown meanwhile must not pull the thumb out of the hand.
        slider.valueChangingProperty().addListener((observable, before, held) -> show(newest));
        getChildren().add(slider);
        setMinWidth(160);
        setPrefWidth(560);
    }

    void setOnSeek(DoubleConsumer handler) {
        onSeek = handler;
    }

    void show(double position) {
        newest = position;
        if (!slider.isValueChanging()) {
            showing = true;
            slider.setValue(position);
            showing = false;
        }
    }

    /** Replaces the numbers; as long as there are as many, nodes are kept, for while time moves this happens each frame. */
    void setMarks(List<TransportBar.Mark> wanted) {
        List<String> labels = wanted.stream().map(TransportBar.Mark::label).toList();
        if (!relabel(labels)) {
            remove(marks);
            for (TransportBar.Mark mark : wanted) {
                Region stroke = new Region();
                stroke.getStyleClass().add("track-mark");
                stroke.setMouseTransparent(true);
                add(marks, new Placed(mark.position(), label(mark.label()), stroke));
            }
            requestLayout();
        }
        shownLabels = labels;
        for (int i = 0; i < marks.size(); i++) {
            Placed placed = marks.get(i);
            if (placed.position() != wanted.get(i).position()) {
                marks.set(i, new Placed(wanted.get(i).position(), placed.node(), placed.stroke()));
                // The size of the track stays what it is.
                setNeedsLayout(true);
            }
        }
    }

    private boolean relabel(List<String> labels) {
        if (labels.size() != shownLabels.size()) {
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.get(i).equals(shownLabels.get(i))) {
                if (marks.get(i).node() instanceof LiveLabel plain
                        && labels.get(i).indexOf('^') < 0) {
                    plain.show(labels.get(i));
                    setNeedsLayout(true);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    void setBookmarks(List<TransportBar.Bookmark> wanted, IntConsumer onGo) {
        List<Integer> numbers =
                wanted.stream().map(TransportBar.Bookmark::number).toList();
        if (numbers.equals(shownBookmarks)) {
            // This is so in nearly every state while time moves: only their places change, and the track's size does
            // not.
            for (int i = 0; i < wanted.size(); i++) {
                Placed placed = bookmarks.get(i);
                if (placed.position() != wanted.get(i).position()) {
                    bookmarks.set(i, new Placed(wanted.get(i).position(), placed.node(), placed.stroke()));
                    setNeedsLayout(true);
                }
            }
            return;
        }
        shownBookmarks = numbers;
        remove(bookmarks);
        for (TransportBar.Bookmark bookmark : wanted) {
            Label node = new Label(Integer.toString(bookmark.number()));
            node.getStyleClass().add("bookmark");
            node.setOnMouseClicked(event -> onGo.accept(bookmark.number()));
            String says = "Bookmark " + bookmark.number();
            node.setAccessibleText(says);
            Tooltip.install(node, new Tooltip(says));
            Region stroke = new Region();
            stroke.setVisible(false);
            add(bookmarks, new Placed(bookmark.position(), node, stroke));
        }
        requestLayout();
    }

    private void add(List<Placed> list, Placed placed) {
        list.add(placed);
        placed.node().setManaged(false);
        placed.stroke().setManaged(false);
        getChildren().addAll(placed.stroke(), placed.node());
    }

    private void remove(List<Placed> list) {
        for (Placed placed : list) {
            getChildren().removeAll(placed.node(), placed.stroke());
        }
        list.clear();
    }

    /** "10^-3" becomes a ten with a raised exponent; Plex has no superscript minus. */
    private static Node label(String text) {
        int caret = text.indexOf('^');
        LiveLabel base = tick(caret < 0 ? text : text.substring(0, caret));
        if (caret < 0) {
            return base;
        }
        LiveLabel exponent = tick(text.substring(caret + 1).replace('-', '\u2212'));
        exponent.setStyle("-fx-font-size: 0.7em;");
        exponent.setTranslateY(-3);
        HBox row = new HBox(base, exponent);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static LiveLabel tick(String text) {
        LiveLabel label = new LiveLabel();
        label.show(text);
        label.getStyleClass().addAll("ticks", "muted");
        return label;
    }

    @Override
    protected double computePrefHeight(double width) {
        return slider.prefHeight(-1) + 2 * LABEL_ROOM;
    }

    @Override
    protected void layoutChildren() {
        double sliderHeight = slider.prefHeight(-1);
        double sliderTop = snapPositionY((getHeight() - sliderHeight) / 2 - 2);
        slider.resizeRelocate(0, sliderTop, getWidth(), sliderHeight);
        slider.layout();
        double below = sliderTop + sliderHeight;
        double free = Double.NEGATIVE_INFINITY;
        for (Placed mark : marks) {
            double x = slider.placeOf(mark.position());
            mark.stroke().resizeRelocate(x, below - 3, 1, 4);
            mark.node().autosize();
            double width = mark.node().prefWidth(-1);
            double left = Math.clamp(x - width / 2, 0, Math.max(0, getWidth() - width));
            mark.node().relocate(snapPositionX(left), below + 1);
            boolean fits = left >= free;
            mark.node().setVisible(fits);
            if (fits) {
                free = left + width + GAP;
            }
        }
        for (Placed bookmark : bookmarks) {
            bookmark.node().autosize();
            double width = bookmark.node().prefWidth(-1);
            bookmark.node()
                    .relocate(
                            snapPositionX(slider.placeOf(bookmark.position()) - width / 2),
                            sliderTop + 2 - bookmark.node().prefHeight(-1));
        }
    }
}
