package org.mirrorflow.app.claims;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.sim.claim.Claim;

/** The ledger as a table by paper. Up and Down walk from claim to claim, Enter and a double click run. */
final class LedgerTable extends VBox {

    private static final double HEADER_EMS = 2.3;

    private final ListView<LedgerRow> list = new ListView<>();
    private final Label nothing = new Label();
    private final SimpleObjectProperty<ClaimsState> state =
            new SimpleObjectProperty<>(this, "state", ClaimsState.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Claim> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private boolean filling;

    /** @param onRun runs the selected claim */
    LedgerTable(Runnable onRun) {
        getStyleClass().add("ledger");
        ColumnLine header = header();
        nothing.getStyleClass().add("secondary");
        list.setPlaceholder(nothing);
        list.setAccessibleText("Ledger of claims");
        list.setId("ledger");
        list.setCellFactory(view -> {
            LedgerCell cell = new LedgerCell(state);
            cell.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY
                        && event.getClickCount() == 2
                        && cell.getItem() instanceof LedgerRow.Entry) {
                    onRun.run();
                }
            });
            return cell;
        });
        // Rows are narrower than the list where it has a scroll bar; the header follows them.
        list.skinProperty().addListener(observable -> {
            if (list.lookup(".clipped-container") instanceof Region rows) {
                header.maxWidthProperty().bind(rows.widthProperty());
            }
        });
        list.getSelectionModel().selectedItemProperty().addListener((observable, before, row) -> {
            if (!filling && row instanceof LedgerRow.Entry(Claim claim)) {
                selected.set(claim);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, onRun));
        VBox.setVgrow(list, Priority.ALWAYS);
        StackPane top = new StackPane(header);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, Panels.rule(), list);
        setMinSize(0, 0);
    }

    private static ColumnLine header() {
        Label gauge = new Label("in tolerance");
        gauge.setAlignment(Pos.CENTER);
        Label number = new Label("number");
        number.setAlignment(Pos.CENTER_RIGHT);
        Label seeds = new Label("N");
        seeds.setAlignment(Pos.CENTER_RIGHT);
        Label verdict = new Label("verdict");
        ColumnLine line = new ColumnLine(
                new Label("id"), new Label("claim"), number, gauge, new Label("tolerance"), seeds, verdict, HEADER_EMS);
        line.getStyleClass().add("ledger-header");
        gauge.getStyleClass().add("heading");
        verdict.getStyleClass().add("heading");
        line.labels().forEach(label -> label.getStyleClass().add("heading"));
        return line;
    }

    /** The claim selected last, {@code null} before the first selection; it stays when it is no longer listed. */
    ReadOnlyObjectProperty<@Nullable Claim> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Shows what is known now in these rows. */
    void show(ClaimsState now, List<LedgerRow> rows) {
        state.set(now);
        nothing.setText(
                now.claims().isEmpty() ? "Opening the ledger" : "No claim matches. Esc in the search shows all.");
        if (!rows.equals(list.getItems())) {
            filling = true;
            list.getSelectionModel().clearSelection();
            list.getItems().setAll(rows);
            filling = false;
            Claim kept = selected.get();
            if (kept == null || !rows.contains(new LedgerRow.Entry(kept))) {
                return;
            }
            select(kept);
        }
    }

    List<LedgerRow> rows() {
        return list.getItems();
    }

    /** Selects a claim and brings it into view. */
    void select(Claim claim) {
        int index = list.getItems().indexOf(new LedgerRow.Entry(claim));
        if (index >= 0) {
            select(index);
        }
    }

    /** Selects the first claim listed. */
    void selectFirst() {
        move(-1, 1);
    }

    /** Selects the next claim that is listed, or the one before. */
    void selectNext(int step) {
        move(list.getSelectionModel().getSelectedIndex(), step);
    }

    /** Puts the focus into the list. */
    void focusList() {
        if (list.getSelectionModel().isEmpty()) {
            selectFirst();
        }
        list.requestFocus();
    }

    /** From that row on, to the next claim. */
    private void move(int from, int step) {
        for (int i = from + step; i >= 0 && i < list.getItems().size(); i += step) {
            if (list.getItems().get(i) instanceof LedgerRow.Entry) {
                select(i);
                return;
            }
        }
    }

    private void select(int index) {
        list.getSelectionModel().clearAndSelect(index);
        list.getFocusModel().focus(index);
        Node flow = list.lookup(".virtual-flow");
        if (flow instanceof VirtualFlow<?> shown) {
            IndexedCell<?> first = shown.getFirstVisibleCell();
            IndexedCell<?> last = shown.getLastVisibleCell();
            if (first == null || last == null || index <= first.getIndex() || index >= last.getIndex()) {
                // With the name of the paper above it, where that is near.
                list.scrollTo(Math.max(0, index - 2));
            }
        }
    }

    private void onKey(KeyEvent event, Runnable onRun) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        boolean used = true;
        switch (event.getCode()) {
            case UP -> selectNext(-1);
            case DOWN -> selectNext(1);
            case HOME -> selectFirst();
            case END -> move(list.getItems().size(), -1);
            case ENTER -> onRun.run();
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
        if (event.getCode() == KeyCode.ESCAPE && getParent() != null) {
            // The list would keep it for an edit that there never is.
            event.consume();
            getParent().fireEvent(event.copyFor(getParent(), getParent()));
        }
    }
}
