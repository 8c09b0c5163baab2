package org.mirrorflow.app.control;

import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mirrorflow.theory.catalogue.Parameter;

/** Number field, slider with a default tick, and two editable limits. */
final class RealEditor extends ParameterEditor {

    private static final int FIELD_COLUMNS = 6;

    private final Parameter.Real parameter;
    private final Host host;
    private final TextField field = new TextField();
    private final ScaleSlider slider;
    private final TextField lower = limitField();
    private final TextField upper = limitField();
    private final VBox below;
    private ValueScale scale;
    private boolean showing;

    RealEditor(Parameter.Real parameter, Host host) {
        this.parameter = parameter;
        this.host = host;
        boolean logarithmic = parameter.logarithmic() && parameter.min() > 0;
        scale = ValueScale.around(parameter.defaultReal(), parameter.min(), parameter.max(), logarithmic);
        slider = new ScaleSlider(position -> ParameterText.shown(host.value()));
        slider.getStyleClass().add(parameter.adjustable() ? "live" : "start");
        slider.setAccessibleText(parameter.label());
        slider.valueProperty().addListener((observable, before, now) -> {
            if (!showing) {
                double value = scale.value(now.doubleValue());
                showField(value);
                host.acceptSoon(value);
            }
        });
        slider.addEventFilter(KeyEvent.KEY_PRESSED, event -> keyOn(event, true));
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                host.reset();
                event.consume();
            }
        });
        slider.addEventHandler(ScrollEvent.SCROLL, this::wheel);

        field.getStyleClass().add("number");
        field.setPrefColumnCount(FIELD_COLUMNS);
        field.setAccessibleText(parameter.label());
        field.setOnAction(event -> commit());
        field.focusedProperty().addListener((observable, before, focused) -> {
            if (!focused) {
                commit();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> keyOn(event, false));
        field.addEventHandler(ScrollEvent.SCROLL, this::wheel);

        setUpLimit(lower, "lower end of the slider of " + parameter.label());
        setUpLimit(upper, "upper end of the slider of " + parameter.label());
        upper.setAlignment(Pos.CENTER_RIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        below = new VBox(slider, new HBox(lower, gap, upper));
        showLimits();
    }

    private static TextField limitField() {
        TextField limit = new FittedField("");
        limit.getStyleClass().add("limit");
        return limit;
    }

    private void setUpLimit(TextField limit, String says) {
        limit.setAccessibleText(says);
        limit.setOnAction(event -> commitLimits());
        limit.focusedProperty().addListener((observable, before, focused) -> {
            if (!focused) {
                commitLimits();
            }
        });
        limit.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                showLimits();
                event.consume();
            }
        });
    }

    private void keyOn(KeyEvent event, boolean horizontalToo) {
        int steps = stepsOf(event, horizontalToo);
        if (steps != 0) {
            host.accept(scale.stepped((double) host.value(), steps));
            event.consume();
        } else if (horizontalToo && event.getCode() == KeyCode.HOME) {
            host.accept(scale.min());
            event.consume();
        } else if (horizontalToo && event.getCode() == KeyCode.END) {
            host.accept(scale.max());
            event.consume();
        } else if (!horizontalToo && event.getCode() == KeyCode.ESCAPE) {
            host.accept(host.value());
            event.consume();
        }
    }

    private void wheel(ScrollEvent event) {
        double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
        if (delta != 0) {
            host.accept(scale.stepped((double) host.value(), (delta > 0 ? 1 : -1) * (event.isShiftDown() ? 10 : 1)));
        }
        event.consume();
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

    private void commitLimits() {
        OptionalDouble low = TypedNumber.parse(lower.getText());
        OptionalDouble high = TypedNumber.parse(upper.getText());
        boolean lowGood = low.isPresent() && low.getAsDouble() >= parameter.min();
        boolean highGood = high.isPresent() && high.getAsDouble() <= parameter.max();
        boolean ordered = !lowGood || !highGood || low.getAsDouble() < high.getAsDouble();
        mark(lower, !lowGood || !ordered);
        mark(upper, !highGood || !ordered);
        if (!lowGood || !highGood || !ordered) {
            host.reject("The slider cannot go from " + lower.getText() + " to " + upper.getText()
                    + ". Use limits from " + TypedNumber.exact(parameter.min()) + " to "
                    + TypedNumber.exact(parameter.max())
                    + ", the lower one first.");
            return;
        }
        if (low.getAsDouble() != scale.min() || high.getAsDouble() != scale.max()) {
            scale = scale.withLimits(low.getAsDouble(), high.getAsDouble());
            host.accept(host.value());
        }
    }

    private static void mark(TextField limit, boolean invalid) {
        limit.pseudoClassStateChanged(ParameterControl.INVALID, invalid);
    }

    @Override
    Node field() {
        return field;
    }

    @Override
    Node below() {
        return below;
    }

    /** Shows the value; a value beyond the slider's ends moves that end, so that the thumb never lies. */
    @Override
    void show(Object value) {
        double x = (double) value;
        if (x < scale.min() || x > scale.max()) {
            scale = scale.withLimits(Math.min(x, scale.min()), Math.max(x, scale.max()));
        }
        showField(x);
        showLimits();
        showing = true;
        if (!slider.isValueChanging()) {
            slider.setValue(scale.position(x));
        }
        double standard = parameter.defaultReal();
        slider.tickProperty()
                .set(standard >= scale.min() && standard <= scale.max() ? scale.position(standard) : Double.NaN);
        showing = false;
    }

    private void showField(double value) {
        field.setText(TypedNumber.exact(value));
    }

    private void showLimits() {
        lower.setText(TypedNumber.exact(scale.min()));
        upper.setText(TypedNumber.exact(scale.max()));
        mark(lower, false);
        mark(upper, false);
    }
}
