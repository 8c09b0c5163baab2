package org.mirrorflow.app.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The card behind a residual: the theorem, the number, its tolerance, each assumption, and where it comes from. */
public final class ResidualCard extends VBox {

    /**
     * An assumption of the theorem and whether it is in force.
     *
     * @param text the assumption in words with its present value, e.g. {@code no weight decay, λ = 0}
     * @param state {@link VerdictMark#HOLDS} when in force, {@link VerdictMark#ASSUMPTION_BROKEN} when not
     */
    public record Assumption(String text, VerdictMark state) {}

    /**
     * Everything on the card.
     *
     * @param title name of the theorem
     * @param sentence what it says, in one sentence
     * @param number what was measured, in words with the number
     * @param tolerance the tolerance, in words with the number
     * @param assumptions what must hold
     * @param breaks what happens when an assumption fails, or empty
     * @param provenance e.g. {@code derived, checked} or the paper and its number
     */
    public record Content(
            String title,
            String sentence,
            String number,
            String tolerance,
            List<Assumption> assumptions,
            String breaks,
            String provenance) {
        /** Copies the assumptions. */
        public Content {
            assumptions = List.copyOf(assumptions);
        }
    }

    /** A card of a width fixed by the style sheet. */
    public ResidualCard(Content content) {
        getStyleClass().addAll("card", "residual-card");
        Label title = new Label(content.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        getChildren().addAll(title, paragraph(content.sentence()));
        getChildren().add(paragraph(content.number() + ", " + content.tolerance() + "."));
        VBox assumptions = new VBox(4);
        for (Assumption assumption : content.assumptions()) {
            Label text = new Label(assumption.text());
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
            HBox row = new HBox(8, assumption.state().glyph(), text);
            row.setAlignment(Pos.CENTER_LEFT);
            assumptions.getChildren().add(row);
        }
        if (!content.assumptions().isEmpty()) {
            getChildren().add(assumptions);
        }
        if (!content.breaks().isEmpty()) {
            getChildren().add(paragraph(content.breaks()));
        }
        // Below, not beside the title: sources can be long.
        Label provenance = new Label(content.provenance());
        provenance.getStyleClass().add("tag");
        provenance.setWrapText(true);
        getChildren().add(provenance);
    }

    private static Label paragraph(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
