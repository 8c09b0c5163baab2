package org.mirrorflow.app.control;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Play, step, rewind and scrub. A pure view: positions on the track are in [0, 1], their labels come from the caller, and
 * every wish goes to a handler.
 */
public final class TransportBar extends HBox {

    /**
     * A number below the track.
     *
     * @param position in [0, 1]
     * @param label text; {@code 10^-3} is set with a raised exponent
     */
    public record Mark(double position, String label) {}

    /**
     * A bookmark above the track.
     *
     * @param number digit that goes there
     * @param position in [0, 1]
     */
    public record Bookmark(int number, double position) {}

    /**
     * A clock to run by.
     *
     * @param id stable id
     * @param tex its symbol
     * @param spoken its name in words
     */
    public record Clock(String id, String tex, String spoken) {}

    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
    private final DoubleProperty position = new SimpleDoubleProperty(this, "position");
    private final Button rewind = Icons.button(Icons.feather("chevrons-left"), "Rewind to the same start (Home)");
    private final Button back = Icons.button(Icons.feather("skip-back"), "One step back (\u2190)");
    private final Button play = new Button();
    private final Button forward = Icons.button(Icons.feather("skip-forward"), "One step on (\u2192)");
    private final TransportTrack track;
    private final LiveLabel time = new LiveLabel();
    private final LiveLabel detail = new LiveLabel();
    private final HBox extras = new HBox(8);
    private Runnable onPlay = () -> {};
    private Runnable onPause = () -> {};
    private DoubleConsumer onSeek = target -> {};
    private DoubleFunction<String> spoken = at -> Math.round(100 * at) + " percent";

    /** A bar at position 0, without clocks, speeds and fork button. */
    public TransportBar() {
        super(8);
        getStyleClass().add("transport");
        track = new TransportTrack(at -> spoken.apply(at));
        play.getStyleClass().addAll("accent", "play");
        play.setMinWidth(USE_PREF_SIZE);
        play.setOnAction(event -> (playing.get() ? onPause : onPlay).run());
        playing.addListener((observable, before, now) -> dressPlay());
        dressPlay();
        for (Button button : List.of(rewind, back, forward)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        position.addListener((observable, before, now) -> track.show(now.doubleValue()));
        track.setOnSeek(target -> onSeek.accept(target));
        HBox.setHgrow(track, Priority.ALWAYS);
        track.setMaxWidth(900);
        time.getStyleClass().add("readout");
        detail.getStyleClass().add("secondary");
        VBox readout = new VBox(time, detail);
        time.setMinWidth(USE_PREF_SIZE);
        detail.setMinWidth(USE_PREF_SIZE);
        readout.setAlignment(Pos.CENTER_LEFT);
        readout.setMinWidth(USE_PREF_SIZE);
        extras.setAlignment(Pos.CENTER_RIGHT);
        Region gap = new Region();
        gap.setMinWidth(4);
        HBox.setHgrow(gap, Priority.SOMETIMES);
        Region before = new Region();
        before.setMinWidth(12);
        Region after = new Region();
        after.setMinWidth(16);
        getChildren().addAll(rewind, back, play, forward, before, track, after, readout, gap, extras);
    }

    private void dressPlay() {
        boolean running = playing.get();
        String says = running ? "Pause (Space)" : "Play (Space)";
        play.setGraphic(running ? Icons.feather("pause") : Icons.play());
        play.setAccessibleText(says);
        play.setTooltip(new Tooltip(says));
    }

    /** Whether the run is being played; decides the glyph of the button. */
    public BooleanProperty playingProperty() {
        return playing;
    }

    /** Where the thumb stands; setting it does not call the seek handler. */
    public DoubleProperty positionProperty() {
        return position;
    }

    /** Shows the large time, e.g. {@code t = 1.45}, and the small line below it, e.g. {@code sample 388 of 1,401}. */
    public void setTime(String large, String small) {
        time.show(large);
        detail.show(small);
    }

    /** What play and pause do. */
    public void setOnPlayPause(Runnable play, Runnable pause) {
        onPlay = play;
        onPause = pause;
    }

    /** What rewinding to the start does. */
    public void setOnRewind(Runnable handler) {
        rewind.setOnAction(event -> handler.run());
    }

    /** Hears steps: −1 back, +1 on. */
    public void setOnStep(IntConsumer handler) {
        back.setOnAction(event -> handler.accept(-1));
        forward.setOnAction(event -> handler.accept(1));
    }

    /** Hears where the person drags the thumb to. */
    public void setOnSeek(DoubleConsumer handler) {
        onSeek = handler;
    }

    /** What assistive technology reads at a position. */
    public void setSpokenPosition(DoubleFunction<String> words) {
        spoken = words;
    }

    /** Replaces the numbers below the track. */
    public void setMarks(List<Mark> marks) {
        track.setMarks(marks);
    }

    /** Replaces the bookmarks above the track. */
    public void setBookmarks(List<Bookmark> bookmarks, IntConsumer onGo) {
        track.setBookmarks(bookmarks, onGo);
    }

    /**
     * Adds the clock segments.
     *
     * @return the segments, whose value is the clock in use
     */
    public Segments<Clock> addClocks(List<Clock> clocks) {
        Segments<Clock> segments = new Segments<>(clocks, clock -> {
            ToggleButton button = new ToggleButton();
            button.setGraphic(new TexView(clock.tex(), clock.spoken()));
            button.setAccessibleText(clock.spoken());
            button.setTooltip(new Tooltip(clock.spoken()));
            return button;
        });
        segments.setMinWidth(USE_PREF_SIZE);
        extras.getChildren().addAll(caption("Clock"), segments);
        return segments;
    }

    /** Adds the choice of speed; its value is the speed in use. */
    public ComboBox<String> addSpeeds(List<String> speeds, String initial) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(speeds);
        box.setValue(initial);
        box.setAccessibleText("Speed");
        box.setMinWidth(USE_PREF_SIZE);
        extras.getChildren().addAll(caption("Speed"), box);
        return box;
    }

    /** Adds the button that forks the run here. */
    public Button addFork(Runnable handler) {
        Button fork = new Button("Fork here", Icons.feather("git-branch"));
        fork.setMinWidth(USE_PREF_SIZE);
        fork.setOnAction(event -> handler.run());
        extras.getChildren().add(fork);
        return fork;
    }

    /** Leaves only play, time and track, as in front of a class; everything else has its key. */
    public void setMinimal(boolean minimal) {
        for (Node node : List.of(rewind, back, forward, extras)) {
            node.setVisible(!minimal);
            node.setManaged(!minimal);
        }
        getStyleClass().remove("minimal");
        if (minimal) {
            getStyleClass().add("minimal");
        }
    }

    /** Disables stepping and rewinding where they make no sense. */
    public void setMovable(boolean backwards, boolean forwards) {
        rewind.setDisable(!backwards);
        back.setDisable(!backwards);
        forward.setDisable(!forwards);
    }

    private static Node caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
