package org.mirrorflow.app.control;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The runs on the page, one chip each, and the button that pins the live one. A pure view. */
public final class RunsStrip extends HBox {

    /**
     * One run.
     *
     * @param letter A, B, C, …; decides the colour, a fifth run being grey
     * @param difference what sets it apart, e.g. {@code α = 0.01}
     * @param verdict its verdict, or {@code null}
     * @param live whether it is the one that can still move
     * @param shown whether charts show it
     */
    public record RunChip(
            String letter, String difference, @Nullable VerdictMark verdict, boolean live, boolean shown) {}

    private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden");
    private static final String COLOURED = "ABCD";

    private final HBox chips = new HBox(8);
    private final Button pin = new Button("Pin this run", Icons.pin());
    private final HBox extras = new HBox(8);
    private BiConsumer<String, Boolean> onShow = (letter, shown) -> {};
    private Consumer<String> onRemove = letter -> {};

    /** An empty strip. */
    public RunsStrip() {
        super(8);
        getStyleClass().add("runs-strip");
        Label caption = new Label("Runs");
        caption.getStyleClass().add("secondary");
        caption.setMinWidth(USE_PREF_SIZE);
        chips.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(chips);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPannable(true);
        scroll.setFocusTraversable(false);
        scroll.setMinWidth(60);
        scroll.setFitToHeight(true);
        pin.getStyleClass().add("flat");
        pin.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        extras.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(caption, scroll, pin, gap, extras);
    }

    /** Replaces the chips. */
    public void setRuns(List<RunChip> runs) {
        chips.getChildren().setAll(runs.stream().map(this::chip).toList());
    }

    /** What pinning does. */
    public void setOnPin(Runnable handler) {
        pin.setOnAction(event -> handler.run());
    }

    /** Whether the live run can be pinned now. */
    public void setPinnable(boolean pinnable) {
        pin.setDisable(!pinnable);
    }

    /** Hears which run is to be shown or hidden. */
    public void setOnShow(BiConsumer<String, Boolean> handler) {
        onShow = handler;
    }

    /** Hears which run is to be removed. */
    public void setOnRemove(Consumer<String> handler) {
        onRemove = handler;
    }

    /** Adds something at the right end, e.g. a button that compares. */
    public void addExtra(Node node) {
        extras.getChildren().add(node);
    }

    private Node chip(RunChip run) {
        Region line = new Region();
        String colour = COLOURED.contains(run.letter()) ? run.letter().toLowerCase(Locale.ROOT) : "other";
        line.getStyleClass().addAll("run-line", "run-" + colour);
        Label letter = new Label(run.letter());
        letter.getStyleClass().add("strong");
        Label difference = new Label(run.difference());
        difference.getStyleClass().add("difference");
        HBox chip = new HBox(line, letter, difference);
        chip.getStyleClass().add("run-chip");
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setAccessibleText("Run " + run.letter() + ", " + run.difference());
        chip.pseudoClassStateChanged(HIDDEN, !run.shown());
        if (run.verdict() != null) {
            chip.getChildren().add(run.verdict().glyph());
        }
        if (run.live()) {
            Label live = new Label("live");
            live.getStyleClass().add("tag");
            chip.getChildren().add(live);
            chip.getStyleClass().add("live");
        } else {
            Button eye = Icons.button(
                    Icons.feather(run.shown() ? "eye" : "eye-off"),
                    (run.shown() ? "Hide run " : "Show run ") + run.letter());
            eye.getStyleClass().add("compact");
            eye.setOnAction(event -> onShow.accept(run.letter(), !run.shown()));
            Button remove = Icons.button(Icons.feather("x"), "Remove run " + run.letter());
            remove.getStyleClass().add("compact");
            remove.setOnAction(event -> onRemove.accept(run.letter()));
            HBox buttons = new HBox(eye, remove);
            buttons.setAlignment(Pos.CENTER);
            chip.getChildren().add(buttons);
        }
        return chip;
    }
}
