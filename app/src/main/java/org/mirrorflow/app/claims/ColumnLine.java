package org.mirrorflow.app.claims;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One line of the ledger, or its header: everything stands in the same {@link Columns}. */
final class ColumnLine extends Region {

    private final Label id;
    private final Label name;
    private final Label number;
    private final Region gauge;
    private final Label bound;
    private final Label seeds;
    private final Region verdict;
    /** Has the size of running text, whatever size the columns have. */
    private final Label ruler = new Label();

    private final double ems;

    /** @param ems height of the line, in multiples of the text size */
    ColumnLine(Label id, Label name, Label number, Region gauge, Label bound, Label seeds, Region verdict, double ems) {
        this.id = id;
        this.name = name;
        this.number = number;
        this.gauge = gauge;
        this.bound = bound;
        this.seeds = seeds;
        this.verdict = verdict;
        this.ems = ems;
        getStyleClass().add("ledger-line");
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().setAll(ruler, id, name, number, gauge, bound, seeds, verdict);
        setMinWidth(0);
    }

    private double em() {
        return ruler.getFont().getSize();
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.round(ems * em());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        Columns columns = Columns.fit(getWidth(), em());
        double x = columns.margin();
        x = place(id, x, columns.id(), columns.gap());
        x = place(name, x, columns.name(), columns.gap());
        x = place(number, x, columns.number(), columns.gap());
        x = place(gauge, x, columns.gauge(), columns.gap());
        x = place(bound, x, columns.bound(), columns.gap());
        x = place(seeds, x, columns.seeds(), columns.gap());
        place(verdict, x, columns.verdict(), 0);
    }

    /** Places a column and returns where the next one begins. */
    private double place(Node node, double x, double width, double gap) {
        node.setVisible(width > 0);
        if (width <= 0) {
            return x;
        }
        node.resizeRelocate(snapPositionX(x), 0, snapSizeX(width), getHeight());
        return x + width + gap;
    }

    /** The labels of the line, e.g. to be styled alike. */
    List<Label> labels() {
        return List.of(id, name, number, bound, seeds);
    }
}
