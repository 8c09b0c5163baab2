package org.mirrorflow.app.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A symmetric logarithmic axis: linear on [−T, T], then logarithmic in |v|, with one decade as long as the linear half. A
 * double tick marks where the scale changes.
 */
final class SymlogAxis extends PlotAxis {

    private static final long serialVersionUID = 1L;

    // Not a field initialised after super(): the base class asks for forward() while it is built.
    private final double threshold;

    SymlogAxis(String name, Axis.Range range, Scale.SymLog scale, Metrics metrics, Palette palette) {
        threshold = scale.threshold();
        super(name, range, metrics, palette);
    }

    @Override
    double forward(double value) {
        return forward(value, threshold);
    }

    @Override
    double inverse(double uniform) {
        return inverse(uniform, threshold);
    }

    /** Inverse of {@link #forward(double, double)}. */
    static double inverse(double uniform, double threshold) {
        double size = Math.abs(uniform);
        return size <= 1 ? uniform * threshold : Math.signum(uniform) * threshold * Math.pow(10, size - 1);
    }

    /** v/T inside the threshold T, sign(v)(1 + log₁₀|v/T|) beyond. */
    static double forward(double value, double threshold) {
        double size = Math.abs(value) / threshold;
        return size <= 1 ? value / threshold : Math.signum(value) * (1 + Math.log10(size));
    }

    @Override
    List<Tick> ticksFor(double length, boolean horizontal) {
        double lower = getRange().getLowerBound();
        double upper = getRange().getUpperBound();
        if (Math.max(Math.abs(lower), Math.abs(upper)) <= threshold) {
            return LinearAxis.niceTicks(this, lower, upper, length, horizontal);
        }
        int first = (int) Math.ceil(Math.log10(threshold) - 1e-9);
        int last = (int) Math.floor(Math.log10(Math.max(Math.abs(lower), Math.abs(upper))) + 1e-9);
        double decade = length / (forward(upper) - forward(lower));
        double widest =
                power("−", Math.abs(first) > Math.abs(last) ? first : last).width();
        int step = DecadeAxis.step(pitch(widest, horizontal, DecadeAxis.LINES_APART) / decade);
        // Counted from the outermost decade inwards: the ends of the axis always carry numbers.
        List<Tick> ticks = new ArrayList<>();
        if (lower <= 0 && upper >= 0) {
            ticks.add(Tick.major(0, words("0")));
        }
        TreeSet<Integer> labelled = new TreeSet<>();
        for (int k = last; k >= first; k -= step) {
            labelled.add(k);
        }
        for (int sign : new int[] {-1, 1}) {
            for (int k = first; k <= last; k++) {
                double value = sign * Math.pow(10, k);
                boolean near = Math.abs(forward(value)) * decade < pitch(widest, horizontal, DecadeAxis.LINES_APART)
                        && lower <= 0
                        && upper >= 0;
                if (value >= lower * (1 + 1e-12 * sign) - 1e-300
                        && value <= upper * (1 + 1e-12)
                        && !atThreshold(value)) {
                    ticks.add(
                            labelled.contains(k) && !near
                                    ? Tick.major(value, power(sign < 0 ? "−" : "", k))
                                    : Tick.minor(value));
                }
            }
            double edge = sign * threshold;
            if (edge >= lower && edge <= upper) {
                int k = (int) Math.round(Math.log10(threshold));
                boolean whole = Math.abs(Math.log10(threshold) - k) < 1e-9;
                boolean room = decade >= pitch(widest, horizontal, DecadeAxis.LINES_APART);
                ticks.add(new Tick(
                        edge,
                        whole && room && labelled.contains(k) ? power(sign < 0 ? "−" : "", k) : null,
                        false,
                        true));
            }
        }
        ticks.sort(Comparator.comparingDouble(Tick::value));
        return ticks;
    }

    private boolean atThreshold(double value) {
        return Math.abs(Math.abs(value) / threshold - 1) < 1e-9;
    }
}
