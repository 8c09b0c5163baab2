package org.mirrorflow.app.plot;

import java.util.Arrays;
import org.mirrorflow.app.plot.PlotGeometry.AxisTransform;

/**
 * Min–max decimation per pixel column.
 *
 * <p>Of consecutive points in one column the first, the lowest, the highest and the last survive, in their order; so the
 * drawn line covers the same pixels, and every spike keeps its height. Gaps survive as one NaN. Only points that open a
 * column are transformed, hence a million points cost a million comparisons.
 */
public final class Decimation {

    private static final int PER_COLUMN = 4;

    private double[] xs = new double[1024];
    private double[] ys = new double[1024];
    private int size;

    private Decimation() {}

    /**
     * The surviving points.
     *
     * @param xs abscissae
     * @param ys ordinates; NaN is a gap
     */
    public record Points(double[] xs, double[] ys) {}

    /**
     * Reduces a line.
     *
     * @param xs abscissae, in any order
     * @param ys ordinates
     * @param xAxis where abscissae stand
     * @param columnWidth width of a column, in the unit of the axis' positions
     * @param positiveOnly whether ordinates that are not positive are gaps, as on a logarithmic axis
     */
    public static Points reduce(
            double[] xs, double[] ys, AxisTransform xAxis, double columnWidth, boolean positiveOnly) {
        Decimation kept = new Decimation();
        double least = positiveOnly ? Double.MIN_VALUE : -Double.MAX_VALUE;
        double left = Math.min(
                xAxis.toPixel().applyAsDouble(xAxis.lower()), xAxis.toPixel().applyAsDouble(xAxis.upper()));
        int i = 0;
        while (i < xs.length) {
            if (!shown(ys[i], positiveOnly) || !Double.isFinite(xAxis.toPixel().applyAsDouble(xs[i]))) {
                kept.gap();
                i++;
                continue;
            }
            double from;
            double to;
            if (xs[i] < xAxis.lower()) {
                from = Double.NEGATIVE_INFINITY;
                to = xAxis.lower();
            } else if (xs[i] > xAxis.upper()) {
                from = Math.nextUp(xAxis.upper());
                to = Double.POSITIVE_INFINITY;
            } else {
                double column = Math.floor((xAxis.toPixel().applyAsDouble(xs[i]) - left) / columnWidth);
                from = xAxis.toValue().applyAsDouble(left + column * columnWidth);
                to = xAxis.toValue().applyAsDouble(left + (column + 1) * columnWidth);
            }
            int first = i;
            int low = i;
            int high = i;
            double lowest = ys[i];
            double highest = ys[i];
            for (i++; i < xs.length; i++) {
                double x = xs[i];
                double y = ys[i];
                // NaN is neither; nor is it shown.
                if (!(x >= from && x < to) || !(y >= least && y <= Double.MAX_VALUE)) {
                    break;
                }
                if (y < lowest) {
                    lowest = y;
                    low = i;
                }
                if (y > highest) {
                    highest = y;
                    high = i;
                }
            }
            kept.add(xs, ys, first, Math.min(low, high), Math.max(low, high), i - 1);
        }
        return new Points(Arrays.copyOf(kept.xs, kept.size), Arrays.copyOf(kept.ys, kept.size));
    }

    /** All points; those that are not shown are gaps. */
    static Points all(double[] xs, double[] ys, boolean positiveOnly) {
        double[] up = ys.clone();
        for (int i = 0; i < up.length; i++) {
            if (!shown(up[i], positiveOnly)) {
                up[i] = Double.NaN;
            }
        }
        return new Points(xs.clone(), up);
    }

    private static boolean shown(double y, boolean positiveOnly) {
        return Double.isFinite(y) && (!positiveOnly || y > 0);
    }

    private void add(double[] sourceXs, double[] sourceYs, int... indices) {
        ensure(PER_COLUMN);
        int last = -1;
        for (int index : indices) {
            if (index != last) {
                xs[size] = sourceXs[index];
                ys[size++] = sourceYs[index];
                last = index;
            }
        }
    }

    private void gap() {
        if (size > 0 && !Double.isNaN(ys[size - 1])) {
            ensure(1);
            xs[size] = Double.NaN;
            ys[size++] = Double.NaN;
        }
    }

    private void ensure(int more) {
        if (size + more > xs.length) {
            xs = Arrays.copyOf(xs, 2 * xs.length);
            ys = Arrays.copyOf(ys, 2 * ys.length);
        }
    }
}
