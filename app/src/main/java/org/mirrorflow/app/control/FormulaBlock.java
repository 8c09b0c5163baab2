package org.mirrorflow.app.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** Statements one below the other, as a theorem stands at the head of a panel; what the theorem predicts is marked by dashes. */
public final class FormulaBlock extends VBox {

    private static final double DASH_LIFT = -4;

    /**
     * One statement.
     *
     * @param tex TeX without dollar signs
     * @param spoken the same in plain words or Unicode
     * @param predicted whether charts show it as dashed ink
     */
    public record Statement(String tex, String spoken, boolean predicted) {}

    /** A block of the given statements. */
    public FormulaBlock(List<Statement> formulas) {
        super(8);
        getStyleClass().add("formula-block");
        show(formulas);
    }

    /** Replaces the statements. */
    public void show(List<Statement> formulas) {
        getChildren().setAll(formulas.stream().map(FormulaBlock::row).toList());
    }

    private static HBox row(Statement statement) {
        HBox row = new HBox(8);
        row.setAlignment(Pos.BASELINE_LEFT);
        if (statement.predicted()) {
            Line dashes = new Line(0, 0, 26, 0);
            dashes.setTranslateY(DASH_LIFT);
            dashes.getStyleClass().add("theorem-dashes");
            row.getChildren().add(dashes);
        }
        row.getChildren().add(new TexView(statement.tex(), statement.spoken()));
        return row;
    }
}
