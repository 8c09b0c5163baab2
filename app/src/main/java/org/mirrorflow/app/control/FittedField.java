package org.mirrorflow.app.control;

import javafx.scene.control.TextField;
import javafx.scene.text.Text;

/** A text field exactly as wide as its text. */
class FittedField extends TextField {

    private static final double CARET_ROOM = 3;
    private static final double NARROWEST = 12;

    private final Text measure = new Text();

    FittedField(String text) {
        super(text);
        textProperty().addListener(observable -> {
            if (getPrefWidth() == USE_COMPUTED_SIZE) {
                requestLayout();
            }
        });
        fontProperty().addListener(observable -> requestLayout());
    }

    @Override
    protected double computePrefWidth(double height) {
        measure.setFont(getFont());
        measure.setText(getText());
        double width = Math.ceil(measure.getLayoutBounds().getWidth()) + CARET_ROOM;
        return snappedLeftInset() + Math.max(NARROWEST, width) + snappedRightInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return computePrefWidth(height);
    }
}
