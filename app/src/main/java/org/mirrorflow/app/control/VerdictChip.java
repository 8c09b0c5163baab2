package org.mirrorflow.app.control;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in one line: glyph, formula, value, word. Hovering, Enter or a click opens its {@link ResidualCard}; Ctrl+C copies
 * the text.
 */
public final class VerdictChip extends HBox {

    private static final Duration HOVER_DELAY = Duration.millis(350);

    /**
     * What a chip shows.
     *
     * @param verdict decides glyph, fill and the weight of the word
     * @param tex the quantity as TeX; may be empty in a short chip
     * @param spoken the quantity in plain words or Unicode
     * @param value how the value is written after the quantity, with its relation, e.g. {@code = 3.2e−7}; may be empty
     * @param word the last word; may be empty in a short chip
     */
    public record Content(VerdictMark verdict, String tex, String spoken, String value, String word) {

        /** The usual chip: quantity = value, and the verdict's own word. */
        public static Content of(VerdictMark verdict, String tex, String spoken, String value) {
            return new Content(verdict, tex, spoken, value.isEmpty() ? "" : "= " + value, verdict.word());
        }

        /** The short chip of a pane's header: glyph and number. */
        public static Content brief(VerdictMark verdict, String value) {
            return new Content(verdict, "", "", value, "");
        }

        /** The whole chip as plain text. */
        public String plain() {
            String last = word.isEmpty() ? verdict.word() : word;
            return (spoken + " " + value + " " + last).strip().replaceAll(" +", " ");
        }
    }

    private final Popup popup = new Popup();
    private final PauseTransition hover = new PauseTransition(HOVER_DELAY);
    private final LiveLabel value = new LiveLabel();
    private final Label word = new Label();
    private Content content;
    private @Nullable Supplier<ResidualCard> card;

    /** A chip without a card. */
    public VerdictChip(Content content) {
        this.content = content;
        getStyleClass().add("verdict-chip");
        setMinWidth(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        popup.setOnHidden(event -> popup.getContent().clear());
        hover.setOnFinished(event -> openCard());
        addEventHandler(MouseEvent.MOUSE_ENTERED, event -> {
            if (card != null) {
                hover.playFromStart();
            }
        });
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            hover.stop();
            popup.hide();
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                requestFocus();
                openCard();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        MenuItem copy = new MenuItem("Copy");
        copy.setOnAction(event -> copy());
        ContextMenu menu = new ContextMenu(copy);
        setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
        show(content);
    }

    /** Shows something else; does nothing if it is the same. */
    public void update(Content now) {
        if (!now.equals(content)) {
            show(now);
        }
    }

    /** What is shown. */
    public Content content() {
        return content;
    }

    /** Sets what makes the card that explains this verdict; it is asked for when the card is opened. */
    public void setCard(@Nullable Supplier<ResidualCard> card) {
        this.card = card;
        if (card == null) {
            popup.hide();
        } else if (popup.isShowing()) {
            popup.getContent().setAll(card.get());
        }
    }

    /** Opens the card below the chip. */
    public void openCard() {
        if (card == null || getScene() == null || getScene().getWindow() == null) {
            return;
        }
        Bounds place = localToScreen(getBoundsInLocal());
        if (place != null && !popup.isShowing()) {
            popup.getContent().setAll(card.get());
            popup.show(this, place.getMinX(), place.getMaxY() + 4);
        }
    }

    private void show(Content now) {
        boolean sameParts = !getChildren().isEmpty()
                && now.verdict() == content.verdict()
                && now.tex().equals(content.tex())
                && now.value().isEmpty() == content.value().isEmpty()
                && now.word().isEmpty() == content.word().isEmpty();
        content = now;
        value.show(now.value());
        word.setText(now.word());
        setAccessibleText(now.plain());
        if (sameParts) {
            return;
        }
        for (VerdictMark verdict : VerdictMark.values()) {
            getStyleClass().remove(verdict.styleClass());
        }
        getStyleClass().add(now.verdict().styleClass());
        getChildren().setAll(now.verdict().glyph());
        if (!now.tex().isEmpty()) {
            getChildren().add(new TexView(now.tex(), now.spoken()));
        }
        if (!now.value().isEmpty()) {
            getChildren().add(value);
        }
        if (!now.word().isEmpty()) {
            word.getStyleClass().remove("strong");
            if (now.verdict().strong()) {
                word.getStyleClass().add("strong");
            }
            getChildren().add(word);
        }
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && card != null) {
            openCard();
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy();
            event.consume();
        }
    }

    private void copy() {
        ClipboardContent text = new ClipboardContent();
        text.putString(TypedNumber.ascii(content.plain()));
        Clipboard.getSystemClipboard().setContent(text);
    }
}
