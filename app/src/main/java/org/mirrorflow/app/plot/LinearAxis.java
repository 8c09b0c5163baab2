package org.mirrorflow.app.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A proportional axis with ticks at 1, 2 or 5 times a power of ten. */
final class LinearAxis extends PlotAxis {

    private static final long serialVersionUID = 1L;

    private static final int[] MANTISSAS = {1, 2, 5};

    LinearAxis(String name, Axis.Range range, Metrics metrics, Palette palette) {
        super(name, range, metrics, palette);
    }

    @Override
    double forward(double value) {
        return value;
    }

    @Override
    double inverse(double uniform) {
        return uniform;
    }

    @Override
    List<Tick> ticksFor(double length, boolean horizontal) {
        return niceTicks(this, getRange().getLowerBound(), getRange().getUpperBound(), length, horizontal);
    }

    /** Ticks at round numbers, as many as have room; also what a logarithmic axis shows inside one decade. */
    static List<Tick> niceTicks(PlotAxis axis, double lower, double upper, double length, boolean horizontal) {
        double span = upper - lower;
        int exponent = (int) Math.floor(Math.log10(span / Math.max(2, length / (2 * axis.metrics().tick())))) - 1;
        for (int k = exponent; k < exponent + 5; k++) {
            for (int mantissa : MANTISSAS) {
                BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(k);
                if (step.doubleValue() / span * length < axis.metrics().tick()) {
                    continue;
                }
                List<Tick> ticks = ticks(axis, lower, upper, step);
                double widest = ticks.stream()
                        .mapToDouble(tick -> tick.label() == null ? 0 : tick.label().width())
                        .max()
                        .orElse(0);
                if (step.doubleValue() / span * length >= axis.pitch(widest, horizontal, horizontal ? 0 : 3.4)) {
                    return ticks;
                }
            }
        }
        return List.of();
    }

    private static List<Tick> ticks(PlotAxis axis, double lower, double upper, BigDecimal step) {
        double size = step.doubleValue();
        double slack = 1e-9 * (upper - lower);
        long first = (long) Math.ceil((lower - slack) / size);
        long last = (long) Math.floor((upper + slack) / size);
        double largest = Math.max(Math.abs(lower), Math.abs(upper));
        boolean powers = largest >= 1e5 || largest < 1e-3;
        int power = powers ? (int) Math.floor(Math.log10(largest * (1 - 1e-9))) : 0;
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last && ticks.size() < 200; i++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(i));
            ticks.add(Tick.major(value.doubleValue(), label(axis, value, step, power)));
        }
        return ticks;
    }

    private static RichText label(PlotAxis axis, BigDecimal value, BigDecimal step, int power) {
        if (value.signum() == 0) {
            return axis.words("0");
        }
        BigDecimal scaled = value.scaleByPowerOfTen(-power);
        int decimals = Math.max(0, step.scaleByPowerOfTen(-power).stripTrailingZeros().scale());
        String digits = Numbers.fixed(scaled.doubleValue(), decimals);
        return power == 0 ? axis.words(digits) : axis.power(digits + "·", power);
    }
}
