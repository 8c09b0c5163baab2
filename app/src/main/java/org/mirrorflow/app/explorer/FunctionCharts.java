package org.mirrorflow.app.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.theory.mirror.Interval;

/** The four functions of a map of one variable, its family in viridis, itself in the hue of run A and a second map in that of B. */
final class FunctionCharts {

    private static final int POINTS = 400;
    private static final double REACH = 2;

    private FunctionCharts() {}

    static Chart potential(Exploration now) {
        return chart(now, "potential", "Potential", "r", "$x$", Section::value, false);
    }

    static Chart mirror(Exploration now) {
        return chart(now, "mirror", "Mirror", "r'", "$x$", Section::mirror, false);
    }

    static Chart inverse(Exploration now) {
        return chart(now, "inverse", "Inverse mirror", "(r')^{-1}", "$\\eta$", Section::inverse, true);
    }

    static Chart speed(Exploration now) {
        return chart(now, "speed", "Speed", "1/r''", "$x$", Section::speed, false);
    }

    private static Chart chart(
            Exploration now,
            String id,
            String title,
            String tex,
            String abscissa,
            Function<Section, DoubleUnaryOperator> which,
            boolean dual) {
        Section own = Section.of(now.a().map());
        double[] range = dual ? dualRange(own) : range(own.domain(), REACH);
        List<Layer> layers = new ArrayList<>();
        List<Double> members = now.a().members();
        double chosen =
                now.a().dial().map(dial -> now.a().settings().real(dial.id())).orElse(Double.NaN);
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) != chosen) {
                Section member = Section.of(now.a().at(members.get(i)).map());
                double[][] curve = sample(which.apply(member), range);
                layers.add(new Layer.Graded(curve[0], curve[1], (double) i / (members.size() - 1)));
            }
        }
        double[][] curve = sample(which.apply(own), range);
        now.b().ifPresent(other -> {
            double[][] second = sample(which.apply(Section.of(other.map())), range);
            layers.add(new Layer.Line(second[0], second[1], "", Role.RUN_B, Layer.Emphasis.PINNED));
        });
        layers.add(new Layer.Line(curve[0], curve[1], "", Role.RUN_A, Layer.Emphasis.LIVE));
        double[] ordinates = window(curve[1]);
        return Chart.of(
                        id,
                        title,
                        tex,
                        Axis.linear(abscissa).between(range[0], range[1]),
                        Axis.linear("").between(ordinates[0], ordinates[1]))
                .withLayers(layers);
    }

    /** The part of an interval that is shown: up to {@code reach} to either side of 0, more to one side of an end. */
    static double[] range(Interval interval, double reach) {
        double lower =
                Double.isFinite(interval.lower()) ? interval.lower() : Math.min(-reach, interval.upper() - 2 * reach);
        double upper = Double.isFinite(interval.upper()) ? interval.upper() : Math.max(reach, lower + 2 * reach);
        return new double[] {Double.isFinite(lower) ? lower : -reach, upper};
    }

    /** Slopes between those at a tenth of the way from the ends of what the primal charts show. */
    private static double[] dualRange(Section section) {
        double[] x = range(section.domain(), REACH);
        double width = x[1] - x[0];
        double lower = section.mirror().applyAsDouble(x[0] + 0.02 * width);
        double upper = section.mirror().applyAsDouble(x[1] - 0.02 * width);
        boolean usable = Double.isFinite(lower) && Double.isFinite(upper) && lower < upper;
        return usable ? new double[] {lower, upper} : range(section.dual(), REACH);
    }

    private static double[][] sample(DoubleUnaryOperator function, double[] range) {
        double[] xs = new double[POINTS];
        double[] ys = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            xs[i] = range[0] + (range[1] - range[0]) * i / (POINTS - 1);
            double y = function.applyAsDouble(xs[i]);
            ys[i] = Double.isFinite(y) ? y : Double.NaN;
        }
        return new double[][] {xs, ys};
    }

    /** From the least value to the greatest, steep ends cut at the values a twentieth of the way in. */
    private static double[] window(double[] values) {
        double[] sorted = java.util.Arrays.stream(values)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new double[] {0, 1};
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double inner = Math.max(sorted[sorted.length * 19 / 20] - sorted[sorted.length / 20], 1e-9);
        double from = Math.max(low, sorted[sorted.length / 20] - inner);
        double to = Math.min(high, sorted[sorted.length * 19 / 20] + inner);
        double air = to - from > 1e-9 * Math.abs(to) ? 0.06 * (to - from) : 0.5 * Math.max(1, Math.abs(to));
        return new double[] {from - air, to + air};
    }
}
