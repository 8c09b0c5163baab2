package org.mirrorflow.app.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis: labels {@code 10ᵏ} at whole decades only, minor ticks up to seven decades. A range that holds fewer
 * than two decades falls back to round numbers, so that no axis stands without numbers.
 */
final class DecadeAxis extends PlotAxis {

    private static final long serialVersionUID = 1L;

    /** Lines of type between the middles of two labels of an ordinate. */
    static final double LINES_APART = 2.8;

    private static final int MINOR_TICKS_UP_TO = 7;
    private static final int[] STEPS = {1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500};

    DecadeAxis(String name, Axis.Range range, Metrics metrics, Palette palette) {
        super(name, range, metrics, palette);
    }

    @Override
    double forward(double value) {
        return value > 0 ? Math.log10(value) : Double.NaN;
    }

    @Override
    double inverse(double uniform) {
        return Math.pow(10, uniform);
    }

    @Override
    List<Tick> ticksFor(double length, boolean horizontal) {
        double lower = getRange().getLowerBound();
        double upper = getRange().getUpperBound();
        double from = Math.log10(lower);
        double to = Math.log10(upper);
        int first = (int) Math.ceil(from - 1e-9);
        int last = (int) Math.floor(to + 1e-9);
        if (last - first < 1) {
            return LinearAxis.niceTicks(this, lower, upper, length, horizontal);
        }
        double widest = Math.max(power("", first).width(), power("", last).width());
        double decade = length / (to - from);
        int step = step(pitch(widest, horizontal, LINES_APART) / decade);
        List<Tick> ticks = new ArrayList<>();
        boolean minor =
                last - first <= MINOR_TICKS_UP_TO && decade >= 1.6 * metrics().tick();
        for (int k = first - 1; k <= last; k++) {
            double value = Math.pow(10, k);
            if (k >= first) {
                boolean labelled = Math.floorMod(k, step) == 0;
                ticks.add(labelled ? Tick.major(value, power("", k)) : Tick.minor(value));
            }
            for (int m = 2; minor && m < 10; m++) {
                double between = m * value;
                if (between > lower && between < upper) {
                    ticks.add(Tick.minor(between));
                }
            }
        }
        return ticks;
    }

    /** The smallest round number of decades that is at least this many. */
    static int step(double decades) {
        for (int step : STEPS) {
            if (step >= decades) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }
}
