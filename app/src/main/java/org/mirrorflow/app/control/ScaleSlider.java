package org.mirrorflow.app.control;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.DoubleFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;

/** A slider over the positions [0, 1] with an ink progress line, an optional tick, and a spoken value of its own. */
final class ScaleSlider extends Slider {

    /** Position of the tick, or NaN for none. */
    private final DoubleProperty tick = new SimpleDoubleProperty(this, "tick", Double.NaN);

    private final DoubleFunction<String> spoken;

    /** @param spoken what assistive technology reads at a position */
    ScaleSlider(DoubleFunction<String> spoken) {
        super(0, 1, 0);
        this.spoken = spoken;
        getStyleClass().add("progress-slider");
        setMinWidth(0);
        setBlockIncrement(0.01);
    }

    DoubleProperty tickProperty() {
        return tick;
    }

    /** Horizontal place of a position within this control, once it has been laid out. */
    double placeOf(double position) {
        return getSkin() instanceof TickSkin skin ? skin.placeOf(position) : 0;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TickSkin(this);
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.VALUE_STRING
                ? spoken.apply(getValue())
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    private static final class TickSkin extends ProgressSliderSkin {

        private static final double TICK_HEIGHT = 8;

        private final Region mark = new Region();
        private final ScaleSlider slider;

        TickSkin(ScaleSlider slider) {
            super(slider);
            this.slider = slider;
            mark.getStyleClass().add("default-tick");
            mark.setManaged(false);
            mark.setMouseTransparent(true);
            getChildren().add(getChildren().indexOf(thumb), mark);
            registerChangeListener(slider.tickProperty(), tick -> slider.requestLayout());
        }

        double placeOf(double position) {
            double half = thumb.getWidth() / 2;
            return snapPositionX(track.getLayoutX() + half + position * (track.getWidth() - 2 * half));
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            super.layoutChildren(x, y, width, height);
            double position = slider.tickProperty().get();
            mark.setVisible(!Double.isNaN(position));
            if (mark.isVisible()) {
                double half = thumb.getWidth() / 2;
                double place = snapPositionX(x + half + position * (width - 2 * half));
                mark.resizeRelocate(place, snapPositionY(y + (height - TICK_HEIGHT) / 2), 1, TICK_HEIGHT);
            }
        }
    }
}
