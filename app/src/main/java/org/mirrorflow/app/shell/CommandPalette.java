package org.mirrorflow.app.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Icons;

/** A search field over everything that can be done: Up and Down choose, Enter does it. */
final class CommandPalette extends VBox {

    private static final int ROWS = 12;

    private final PaletteModel model;
    private final TextField search = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final Consumer<PaletteEntry> onChosen;

    /**
     * @param prompt what the empty field says
     * @param entries what can be found
     * @param onChosen hears the line that a person chooses; it can be done
     */
    CommandPalette(String prompt, List<PaletteEntry> entries, Consumer<PaletteEntry> onChosen) {
        this.model = new PaletteModel(entries);
        this.onChosen = onChosen;
        getStyleClass().addAll("pop-up-panel", "palette");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        search.setPromptText(prompt);
        search.setAccessibleText(prompt);
        search.setId("palette-field");
        search.textProperty().addListener((observable, before, text) -> fill(text));
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox box = new HBox(Icons.feather("search"), search);
        box.getStyleClass().add("search");
        list.setId("palette-list");
        list.setAccessibleText("Found");
        list.setCellFactory(view -> new Cell());
        Label nothing = new Label("Nothing is called like this. Esc closes.");
        nothing.getStyleClass().add("secondary");
        list.setPlaceholder(nothing);
        // One row in 13 px type is 2.3 em high; the list shows so many of them.
        list.setFixedCellSize(-1);
        list.setFocusTraversable(false);
        list.setPrefHeight(ROWS * 30.0);
        getChildren().addAll(box, list);
        fill("");
    }

    private void fill(String text) {
        list.getItems().setAll(model.find(text));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void onKey(KeyEvent event) {
        int chosen = list.getSelectionModel().getSelectedIndex();
        int last = list.getItems().size() - 1;
        int page = ROWS - 2;
        KeyCode code = event.getCode();
        int wanted = switch (code) {
            case DOWN -> chosen == last ? 0 : chosen + 1;
            case UP -> chosen <= 0 ? last : chosen - 1;
            case PAGE_DOWN -> Math.min(last, chosen + page);
            case PAGE_UP -> Math.max(0, chosen - page);
            default -> -1;
        };
        if (wanted >= 0) {
            list.getSelectionModel().select(wanted);
            list.scrollTo(Math.max(0, wanted - ROWS / 2));
            // A screen reader stays with the field: it is told what is chosen.
            search.setAccessibleHelp(spoken(list.getItems().get(wanted)));
            event.consume();
        } else if (code == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
            event.consume();
        }
    }

    private void choose(@Nullable PaletteEntry entry) {
        if (entry != null && entry.enabled()) {
            onChosen.accept(entry);
        }
    }

    private static String spoken(PaletteEntry entry) {
        return entry.name() + ", " + entry.group() + (entry.enabled() ? "" : ", not possible now");
    }

    private final class Cell extends ListCell<PaletteEntry> {

        private final Label name = new Label();
        private final Label detail = new Label();
        private final Label group = new Label();
        private final HBox keys = new HBox(3);
        private final HBox row;

        Cell() {
            setMinWidth(0);
            setPrefWidth(0);
            name.setMinWidth(Region.USE_PREF_SIZE);
            detail.getStyleClass().add("secondary");
            detail.setTextOverrun(OverrunStyle.ELLIPSIS);
            detail.setMinWidth(0);
            detail.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(detail, Priority.ALWAYS);
            group.getStyleClass().add("secondary");
            group.setMinWidth(Region.USE_PREF_SIZE);
            keys.setAlignment(Pos.CENTER_RIGHT);
            keys.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(10, name, detail, group, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            setOnMouseClicked(event -> choose(getItem()));
        }

        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (entry == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            name.setText(entry.name());
            detail.setText(entry.detail());
            group.setText(entry.enabled() ? entry.group() : entry.group() + ", not now");
            keys.getChildren()
                    .setAll(entry.keys().stream()
                            .map(key -> {
                                Label cap = new Label(key);
                                cap.getStyleClass().add("keycap");
                                cap.setMinWidth(Region.USE_PREF_SIZE);
                                return cap;
                            })
                            .toList());
            name.setDisable(!entry.enabled());
            setGraphic(row);
            setAccessibleText(spoken(entry));
        }
    }
}
