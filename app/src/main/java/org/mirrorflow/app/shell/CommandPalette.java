package org.mirrorflow.app.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Everything that can be done or opened, found by typing a few letters of its name. */
public final class CommandPalette extends VBox {

    /**
     * Something that can be done.
     *
     * @param group what kind of thing it is, in a word
     * @param words its name
     * @param keys its key, empty for none
     * @param enabled whether it can be done now
     * @param run does it
     */
    public record Entry(String group, String words, String keys, boolean enabled, Runnable run) {}

    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;

    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final List<Entry> all;
    private final Runnable close;

    /**
     * @param sources give the entries, in the order in which they stand when nothing is typed
     * @param close takes the palette away
     */
    CommandPalette(List<Supplier<List<Entry>>> sources, Runnable close) {
        this.close = close;
        this.all = sources.stream().flatMap(source -> source.get().stream()).toList();
        getStyleClass().addAll("sheet-page", "command-palette");
        setMaxSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setSpacing(8);
        field.setPromptText("Do or open \u2026");
        field.setId("palette-field");
        field.setAccessibleText("Do or open");
        list.setId("palette-list");
        list.setAccessibleText("What was found");
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        list.setOnMouseClicked(event -> runSelected());
        Label none = new Label("Nothing is called that; try fewer letters.");
        none.getStyleClass().add("secondary");
        list.setPlaceholder(none);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(field, list);
        field.textProperty().addListener((observable, before, now) -> find(now));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        find("");
    }

    private void find(String typed) {
        record Scored(Entry entry, int score, int order) {}
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int score = FuzzyMatch.score(typed, all.get(i).words());
            if (score != FuzzyMatch.NONE) {
                scored.add(new Scored(all.get(i), score, i));
            }
        }
        scored.sort(Comparator.comparingInt(Scored::score).reversed().thenComparingInt(Scored::order));
        list.getItems().setAll(scored.stream().map(Scored::entry).toList());
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void onKey(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN || code == KeyCode.UP) {
            int at = list.getSelectionModel().getSelectedIndex() + (code == KeyCode.DOWN ? 1 : -1);
            list.getSelectionModel()
                    .select(Math.clamp(at, 0, Math.max(0, list.getItems().size() - 1)));
            list.scrollTo(Math.max(0, at - 5));
            event.consume();
        } else if (code == KeyCode.ENTER) {
            runSelected();
            event.consume();
        }
    }

    private void runSelected() {
        Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null && entry.enabled()) {
            close.run();
            entry.run().run();
        }
    }

    /** What is found, for tests. */
    List<Entry> found() {
        return List.copyOf(list.getItems());
    }

    private static final class Row extends ListCell<Entry> {

        private final Label words = new Label();
        private final Label group = new Label();
        private final Label keys = new Label();
        private final Node row;

        Row() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            group.getStyleClass().add("secondary");
            keys.getStyleClass().add("keycap");
            words.setMinWidth(0);
            group.setMinWidth(USE_PREF_SIZE);
            keys.setMinWidth(USE_PREF_SIZE);
            HBox box = new HBox(8, words, gap, group, keys);
            box.setAlignment(Pos.CENTER_LEFT);
            row = box;
        }

        @Override
        protected void updateItem(Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            words.setText(entry.words());
            words.setOpacity(entry.enabled() ? 1 : 0.5);
            group.setText(entry.enabled() ? entry.group() : entry.group() + ", not now");
            keys.setText(entry.keys());
            keys.setVisible(!entry.keys().isEmpty());
            keys.setManaged(keys.isVisible());
            setGraphic(row);
            setAccessibleText(entry.words() + ", " + group.getText());
        }
    }
}
