package org.mirrorflow.app.control;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import org.mirrorflow.theory.catalogue.Parameter;

/** A field for whole numbers: arrows and wheel count by one, with Shift by ten. */
final class WholeEditor extends ParameterEditor {

    private static final int FIELD_COLUMNS = 6;

    private final Parameter.Whole parameter;
    private final Host host;
    private final TextField field = new TextField();

    WholeEditor(Parameter.Whole parameter, Host host) {
        this.parameter = parameter;
        this.host = host;
        field.getStyleClass().add("number");
        field.setPrefColumnCount(FIELD_COLUMNS);
        field.setAccessibleText(parameter.label());
        field.setOnAction(event -> commit());
        field.focusedProperty().addListener((observable, before, focused) -> {
            if (!focused) {
                commit();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int steps = stepsOf(event, false);
            if (steps != 0) {
                step(steps);
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                host.accept(host.value());
                event.consume();
            }
        });
        field.addEventHandler(ScrollEvent.SCROLL, event -> {
            double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
            if (delta != 0) {
                step((delta > 0 ? 1 : -1) * (event.isShiftDown() ? 10 : 1));
            }
            event.consume();
        });
    }

    private void step(int steps) {
        long now = (long) host.value();
        long room = steps > 0 ? parameter.max() - now : now - parameter.min();
        host.accept(now + Long.signum(steps) * Math.min(Math.abs(steps), Math.max(0, room)));
    }

    private void commit() {
        if (field.getText().equals(ParameterText.shown(host.value()))) {
            host.accept(host.value());
            return;
        }
        switch (ParameterText.read(parameter, field.getText())) {
            case ParameterText.Good(Object value) -> host.accept(value);
            case ParameterText.Bad(String sentence) -> host.reject(sentence);
        }
    }

    @Override
    Node field() {
        return field;
    }

    @Override
    void show(Object value) {
        field.setText(ParameterText.shown(value));
    }
}
