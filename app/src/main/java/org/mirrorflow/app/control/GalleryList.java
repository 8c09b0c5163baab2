package org.mirrorflow.app.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.scene.Node;
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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A searchable list of pictures with a title and one sentence each, under heads that fold. Up and Down walk, Left and Right
 * fold a head, Enter opens, Escape in the search field empties it. Selecting an item opens nothing by itself:
 * {@link #setOnOpen} hears clicks and Enter.
 *
 * @param <T> kind of item
 */
public final class GalleryList<T extends GalleryItem> extends VBox {

    private final GalleryModel<T> model;
    private final TextField search = new TextField();
    private final ListView<GalleryModel.Row<T>> list = new ListView<>();
    private final ReadOnlyObjectWrapper<@Nullable T> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final Function<T, @Nullable Node> thumbnail;
    private Consumer<T> onOpen = item -> {};
    private boolean filling;

    /**
     * @param groupings names of the ways to group, shown as segments when there are several
     * @param thumbnail a picture of 44 × 30 px for an item, or {@code null}; asked for each time a row appears
     */
    public GalleryList(List<String> groupings, Function<T, @Nullable Node> thumbnail) {
        this.model = new GalleryModel<>(groupings.getFirst());
        this.thumbnail = thumbnail;
        getStyleClass().addAll("gallery", "panel");
        search.setAccessibleText("Search");
        HBox.setHgrow(search, Priority.ALWAYS);
        search.textProperty().addListener((observable, before, text) -> {
            model.setSearch(text);
            fill();
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::onSearchKey);
        HBox box = new HBox(Icons.feather("search"), search);
        box.getStyleClass().add("search");
        VBox head = new VBox(8, box);
        head.setPadding(new Insets(10, 12, 8, 12));
        if (groupings.size() > 1) {
            Segments<String> by = Segments.ofWords(groupings, name -> name);
            by.setMaxWidth(Double.MAX_VALUE);
            by.valueProperty().addListener((observable, before, name) -> {
                model.setGrouping(name);
                fill();
            });
            head.getChildren().add(by);
        }
        list.setCellFactory(view -> new Cell());
        Label nothing = new Label("Nothing matches. Esc shows all.");
        nothing.getStyleClass().add("secondary");
        list.setPlaceholder(nothing);
        list.setAccessibleText("Gallery");
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((observable, before, row) -> {
            if (!filling && row instanceof GalleryModel.Entry<T>(T item)) {
                selected.set(item);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onListKey);
        getChildren().addAll(head, list);
    }

    /** Replaces the items; the selection stays if its item is still there. */
    public void setItems(List<T> items) {
        model.setItems(items);
        search.setPromptText("Search " + items.size() + (items.size() == 1 ? " item" : " items"));
        search.setAccessibleText(search.getPromptText());
        fill();
    }

    /** The item selected last, {@code null} before the first selection. */
    public ReadOnlyObjectProperty<@Nullable T> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Folds every group but that of the item with this id: the heads of many groups fit where their items do not. */
    public void foldAllBut(String id) {
        model.foldAllBut(id);
        fill();
    }

    /** Selects the item with this id, if it is there, and brings it into view. */
    public void select(String id) {
        model.unfold(id);
        fill();
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof GalleryModel.Entry<T>(T item)
                    && item.id().equals(id)) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    /** Hears which item a person opens. */
    public void setOnOpen(Consumer<T> handler) {
        onOpen = handler;
    }

    /** Puts the focus into the search field. */
    public void focusSearch() {
        search.requestFocus();
    }

    /** Builds the pictures again, e.g. after a change of theme. */
    public void refreshThumbnails() {
        list.refresh();
    }

    private void fill() {
        T kept = selected.get();
        filling = true;
        list.getItems().setAll(model.rows());
        filling = false;
        if (kept != null) {
            list.getSelectionModel().clearSelection();
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i) instanceof GalleryModel.Entry<T>(T item) && item.equals(kept)) {
                    list.getSelectionModel().select(i);
                }
            }
        }
    }

    private void fold(GalleryModel.Head<T> head, boolean fold) {
        int index = list.getItems().indexOf(head);
        model.setFolded(head.name(), fold);
        fill();
        if (index >= 0) {
            list.getSelectionModel().select(index);
            list.getFocusModel().focus(index);
        }
    }

    private void onSearchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            if (list.getSelectionModel().isEmpty() && list.getItems().size() > 1) {
                list.getSelectionModel().select(1);
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            list.getItems().stream()
                    .filter(GalleryModel.Entry.class::isInstance)
                    .findFirst()
                    .ifPresent(row -> {
                        list.getSelectionModel().select(row);
                        open(row);
                    });
            event.consume();
        }
    }

    private void onListKey(KeyEvent event) {
        GalleryModel.Row<T> row = list.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.ENTER && row instanceof GalleryModel.Entry<T>) {
            open(row);
            event.consume();
        } else if (row instanceof GalleryModel.Head<T> head) {
            boolean toggle = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE;
            if (toggle || event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
                fold(head, toggle ? !head.folded() : event.getCode() == KeyCode.LEFT);
                event.consume();
            }
        }
    }

    private void open(GalleryModel.Row<T> row) {
        if (row instanceof GalleryModel.Entry<T>(T item)) {
            onOpen.accept(item);
        }
    }

    private final class Cell extends ListCell<GalleryModel.Row<T>> {

        Cell() {
            setMinWidth(0);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (getItem() instanceof GalleryModel.Head<T> head) {
                    fold(head, !head.folded());
                } else if (getItem() != null) {
                    open(getItem());
                }
            });
        }

        @Override
        protected void updateItem(GalleryModel.@Nullable Row<T> row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(
                    switch (row) {
                        case null -> null;
                        case GalleryModel.Head<T> head -> head(head);
                        case GalleryModel.Entry<T>(T item) -> entry(item);
                    });
            setAccessibleText(
                    switch (row) {
                        case null -> null;
                        case GalleryModel.Head<T> head ->
                            head.name() + ", " + head.count() + (head.folded() ? ", folded" : "");
                        case GalleryModel.Entry<T>(T item) -> item.title() + ". " + item.sentence();
                    });
        }

        private Node head(GalleryModel.Head<T> head) {
            Label name = new Label(head.name());
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            Label count = new Label(Integer.toString(head.count()));
            count.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(Icons.feather(head.folded() ? "chevron-right" : "chevron-down"), name, count);
            row.getStyleClass().add("group-row");
            return row;
        }

        private Node entry(T item) {
            StackPane frame = new StackPane();
            frame.getStyleClass().add("thumbnail");
            Node picture = thumbnail.apply(item);
            if (picture != null) {
                frame.getChildren().add(picture);
            }
            Label title = new Label(item.title());
            title.getStyleClass().add("item-title");
            title.setTextOverrun(OverrunStyle.ELLIPSIS);
            Label sentence = new Label(item.sentence());
            sentence.getStyleClass().add("secondary");
            VBox words = new VBox(title, sentence);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(frame, words);
            row.getStyleClass().add("item-row");
            return row;
        }
    }
}
