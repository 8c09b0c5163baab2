package org.mirrorflow.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a chart was painted, so that an overlay can draw a cursor and read values off.
 *
 * @param plot the plot rectangle in the units of the painting
 * @param xAxis abscissa ↔ horizontal position
 * @param yAxis ordinate ↔ vertical position
 */
public record PlotGeometry(Rectangle2D plot, AxisTransform xAxis, AxisTransform yAxis) {

    /**
     * One axis of a painted chart.
     *
     * @param lower value at the left or lower end
     * @param upper value at the right or upper end
     * @param toPixel value to position; not finite where the axis cannot show the value
     * @param toValue position to value
     */
    public record AxisTransform(double lower, double upper, DoubleUnaryOperator toPixel, DoubleUnaryOperator toValue) {}

    /** Horizontal position of an abscissa. */
    public double pixelX(double x) {
        return xAxis.toPixel().applyAsDouble(x);
    }

    /** Vertical position of an ordinate. */
    public double pixelY(double y) {
        return yAxis.toPixel().applyAsDouble(y);
    }

    /** Abscissa at a horizontal position. */
    public double valueX(double pixel) {
        return xAxis.toValue().applyAsDouble(pixel);
    }

    /** Ordinate at a vertical position. */
    public double valueY(double pixel) {
        return yAxis.toValue().applyAsDouble(pixel);
    }
}
