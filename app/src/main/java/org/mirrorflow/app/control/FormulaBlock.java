package org.mirrorflow.app.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** Formulas one below the other, as a theorem stands at the head of a panel; what the theorem predicts is marked by dashes. */
public final class FormulaBlock extends VBox {

    /**
     * One line.
     *
     * @param tex TeX without dollar signs
     * @param spoken the same in plain words or Unicode
     * @param predicted whether charts show it as dashed ink
     */
    public record Formula(String tex, String spoken, boolean predicted) {}

    /** A block of the given lines. */
    public FormulaBlock(List<Formula> formulas) {
        super(8);
        getStyleClass().add("formula-block");
        show(formulas);
    }

    /** Replaces the lines. */
    public void show(List<Formula> formulas) {
        getChildren().setAll(formulas.stream().map(FormulaBlock::row).toList());
    }

    private static HBox row(Formula formula) {
        HBox row = new HBox(8);
        row.setAlignment(Pos.CENTER_LEFT);
        if (formula.predicted()) {
            Line dashes = new Line(0, 0, 22, 0);
            dashes.getStyleClass().add("theorem-dashes");
            row.getChildren().add(dashes);
        }
        row.getChildren().add(new TexView(formula.tex(), formula.spoken(), false));
        return row;
    }
}
