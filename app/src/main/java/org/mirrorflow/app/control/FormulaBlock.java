package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** Statements one below the other, as a theorem stands at the head of a panel; what the theorem predicts is marked by dashes. */
public final class FormulaBlock extends VBox {

    private static final double DASH_LIFT = -4;
    private static final String QUAD = "\\quad";

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
        // The parts wrap like words where the line is too short.
        FlowPane parts = new FlowPane(8, 4);
        parts.setRowValignment(VPos.BASELINE);
        parts.setPrefWrapLength(1);
        parts.setMinWidth(0);
        HBox.setHgrow(parts, Priority.ALWAYS);
        for (String tex : parts(statement.tex())) {
            TexView part = new TexView(tex, parts.getChildren().isEmpty() ? statement.spoken() : "");
            part.maxWidthProperty().bind(parts.widthProperty());
            parts.getChildren().add(part);
        }
        row.getChildren().add(parts);
        return row;
    }

    /** What wide spaces outside of all braces set apart. */
    static List<String> parts(String tex) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tex.length(); i++) {
            char c = tex.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (depth == 0 && tex.startsWith(QUAD, i)) {
                parts.add(tex.substring(from, i).strip());
                i += QUAD.length() - 1;
                from = i + 1;
            }
        }
        parts.add(tex.substring(from).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
