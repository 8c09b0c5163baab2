package org.mirrorflow.app.plot;

import java.util.List;

/** Fits the range of an axis to what the layers show. */
final class AxisFit {

    private static final double PADDING = 0.05;

    /** Relative width of the narrowest range: what differs by less looks equal, as rounding should, and ticks stay short. */
    private static final double LEAST_SPREAD = 1e-6;

    private double lower = Double.POSITIVE_INFINITY;
    private double upper = Double.NEGATIVE_INFINITY;
    private final boolean positiveOnly;

    private AxisFit(boolean positiveOnly) {
        this.positiveOnly = positiveOnly;
    }

    /**
     * The range of the abscissa: tight around the layers, save for stems, which need half a step on both sides, and for a cloud of
     * marks, which has as much air there as upwards.
     */
    static Axis.Range fitX(Axis axis, List<Layer> layers) {
        if (axis.range() != null) {
            return axis.range();
        }
        AxisFit fit = new AxisFit(axis.scale() instanceof Scale.Log);
        double slack = 0;
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Line line -> fit.include(line.xs());
                case Layer.Graded graded -> fit.include(graded.xs());
                case Layer.Theorem theorem -> fit.include(theorem.xs());
                case Layer.Band band -> fit.include(band.xs());
                case Layer.Marks marks -> fit.include(marks.xs());
                case Layer.Stems stems -> {
                    fit.include(stems.index());
                    slack = 1;
                }
                case Layer.Cells cells -> fit.include(0.5, cells.columns() + 0.5);
                case Layer.Heat heat -> fit.include(heat.xEdges());
                case Layer.Contour contour -> fit.include(contour.xs());
                case Layer.Event event -> fit.include(event.x());
                case Layer.Tolerance tolerance -> {}
            }
        }
        return fit.range(axis.scale(), isCloud(layers) ? PADDING : 0, slack);
    }

    /** Whether marks are all that is shown of runs. */
    private static boolean isCloud(List<Layer> layers) {
        return layers.stream().anyMatch(layer -> layer instanceof Layer.Marks)
                && layers.stream()
                        .allMatch(layer -> layer instanceof Layer.Marks
                                || layer instanceof Layer.Theorem
                                || layer instanceof Layer.Tolerance
                                || layer instanceof Layer.Event);
    }

    /** The range of the ordinate, with a little air; stems include zero. */
    static Axis.Range fitY(Axis axis, List<Layer> layers) {
        if (axis.range() != null) {
            return axis.range();
        }
        AxisFit fit = new AxisFit(axis.scale() instanceof Scale.Log);
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Line line -> fit.include(line.ys());
                case Layer.Graded graded -> fit.include(graded.ys());
                case Layer.Theorem theorem -> fit.include(theorem.ys());
                case Layer.Band band -> {
                    fit.include(band.lower());
                    fit.include(band.upper());
                }
                case Layer.Marks marks -> fit.include(marks.ys());
                case Layer.Stems stems -> {
                    fit.include(stems.values());
                    if (stems.predicted() != null) {
                        fit.include(stems.predicted());
                    }
                    fit.include(0);
                }
                case Layer.Cells cells -> fit.include(0.5, cells.rows() + 0.5);
                case Layer.Heat heat -> fit.include(heat.yEdges());
                case Layer.Contour contour -> fit.include(contour.ys());
                case Layer.Tolerance tolerance -> fit.include(tolerance.y());
                case Layer.Event event -> {}
            }
        }
        return fit.range(axis.scale(), PADDING, 0);
    }

    private void include(double... values) {
        // Comparisons that a value rarely passes: a million of them are looked at in a millisecond. NaN passes none.
        double low = lower;
        double high = upper;
        double least = positiveOnly ? Double.MIN_VALUE : -Double.MAX_VALUE;
        for (double value : values) {
            if (value < low && value >= least) {
                low = value;
            }
            if (value > high && value <= Double.MAX_VALUE) {
                high = value;
            }
        }
        // What is not positive has no place on a logarithmic axis, whichever end it would make.
        lower = low;
        upper = high < least ? upper : high;
    }

    private Axis.Range range(Scale scale, double padding, double slack) {
        if (lower > upper) {
            return scale instanceof Scale.Log ? new Axis.Range(0.1, 10) : new Axis.Range(0, 1);
        }
        return switch (scale) {
            case Scale.Log log -> logRange(padding);
            case Scale.Downward downward -> wide(lower, upper);
            case Scale.Words words -> wide(0.5, words.words().size() + 0.5);
            case Scale.Linear linear -> {
                double air = upper > lower ? padding * (upper - lower) : spread(lower);
                yield wide(lower - air - slack, upper + air + slack);
            }
            case Scale.SymLog symlog -> {
                double from = SymlogAxis.forward(lower, symlog.threshold());
                double to = SymlogAxis.forward(upper, symlog.threshold());
                double air = to > from ? padding * (to - from) : 0.5;
                yield wide(
                        SymlogAxis.inverse(from - air, symlog.threshold()) - slack,
                        SymlogAxis.inverse(to + air, symlog.threshold()) + slack);
            }
        };
    }

    private Axis.Range logRange(double padding) {
        double from = Math.log10(lower);
        double to = Math.log10(upper);
        double decades = Math.ceil(to - 1e-9) - Math.floor(from + 1e-9);
        // Whole decades are the better frame unless they would leave most of the chart empty.
        if (Math.floor(to + 1e-9) - Math.ceil(from - 1e-9) < 1 && (to - from >= 0.5 * decades || to - from < 1e-3)) {
            from = Math.floor(from + 1e-9);
            to = Math.ceil(to - 1e-9);
            if (to <= from) {
                from -= 1;
                to += 1;
            }
        } else {
            double air = padding * (to - from);
            from -= air;
            to += air;
        }
        return new Axis.Range(Math.max(Math.pow(10, from), Double.MIN_NORMAL), Math.min(Math.pow(10, to), 1e308));
    }

    /** Half a range around a single value. */
    private static double spread(double value) {
        return value == 0 ? 1 : Math.max(0.1 * Math.abs(value), Double.MIN_NORMAL);
    }

    /** Guards against ends that rounding or overflow made equal or infinite. */
    private static Axis.Range wide(double from, double to) {
        double low = Math.max(from, -1e307);
        double high = Math.min(to, 1e307);
        double least = LEAST_SPREAD * Math.max(Math.abs(low), Math.abs(high));
        return high - low > least ? new Axis.Range(low, high) : new Axis.Range(low - least, high + least);
    }
}
