package org.mirrorflow.app.plot;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.app.plot.Layer.Emphasis;

/** Charts of the four kinds the first experiment shows, with smooth toy curves; no number in them is a result. */
public final class SampleCharts {

    private static final double[] LIMITS = {1.446, 1.049, 0.494, -0.745, -1.889};
    private static final int[] INDICES = {16, 19, 93, 23, 25};

    private SampleCharts() {}

    /** n points from 10^from to 10^to. */
    public static double[] decades(double from, double to, int n) {
        double[] xs = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = Math.pow(10, from + (to - from) * i / (n - 1));
        }
        return xs;
    }

    /** A function at points. */
    public static double[] at(double[] xs, DoubleUnaryOperator f) {
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            ys[i] = f.applyAsDouble(xs[i]);
        }
        return ys;
    }

    public static Chart coordinates() {
        double[] ts = decades(-1, 4, 1401);
        Chart chart = Chart.of(
                "coordinates", "Coordinates", "w_i", Axis.log("t (log)").between(0.1, 1e4), Axis.linear("w"));
        Chart.MarginRow[] rows = new Chart.MarginRow[LIMITS.length + 1];
        for (int i = 0; i < LIMITS.length; i++) {
            double limit = LIMITS[i];
            double rate = 2.4 * Math.abs(limit);
            double[] ys = at(ts, t -> limit * (1 - 1 / (1 + 1e-3 * Math.expm1(Math.min(600, rate * 2 * t)))));
            chart = chart.with(
                    new Layer.Line(ts, ys, "", Role.RUN_A, Emphasis.LIVE),
                    Layer.Theorem.level(limit, ""),
                    Layer.Marks.data(new double[] {1e4}, new double[] {limit}, ""));
            rows[i] = new Chart.MarginRow(limit, "$w_{" + INDICES[i] + "}$", ys[320], limit, Role.RUN_A);
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int j = 0; j < 30; j++) {
            double size = 0.06 * random.nextGaussian();
            chart = chart.with(new Layer.Line(ts, at(ts, t -> size * t / (1 + t * t)), "", Role.RUN_A, Emphasis.FAINT));
        }
        rows[LIMITS.length] = new Chart.MarginRow(0, "$w_j,\\; j\\notin S$", Double.NaN, Double.NaN, Role.GREY);
        return chart.withMargin(new Chart.Margin("t = 1.45", "limit", List.of(rows)))
                .with(
                        new Chart.LegendEntry(Chart.Sample.LINE, Role.RUN_A, "A"),
                        new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted limit"),
                        new Chart.LegendEntry(Chart.Sample.MARK, Role.DATA, "planted"))
                .withResidual(new Chart.Residual(Verdict.HOLDS, "2.5e−8"));
    }

    public static Chart loss() {
        double[] ts = decades(-1, 4, 1401);
        return Chart.of(
                        "loss",
                        "Loss",
                        "f",
                        Axis.log("t (log)").between(0.1, 1e4),
                        Axis.log("f").between(1e-16, 200))
                .with(
                        new Layer.Line(
                                ts,
                                at(ts, t -> 5 / (1 + Math.pow(t / 1.5, 6)) + 1e-3 / t * Math.exp(-t / 380)),
                                "A",
                                Role.RUN_A,
                                Emphasis.LIVE),
                        new Layer.Line(ts, at(ts, t -> 3 * Math.exp(-0.85 * t)), "B", Role.RUN_B, Emphasis.PINNED),
                        new Layer.Theorem(ts, at(ts, t -> 12 / t), "$D_R(w^\\star, w_0)/t$"))
                .with(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "bound"))
                .withResidual(new Chart.Residual(Verdict.HOLDS, "under"));
    }

    public static Chart weights() {
        double[] index = new double[100];
        double[] a = new double[100];
        double[] b = new double[100];
        double[] predicted = new double[100];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) {
            index[i] = i;
            b[i] = 0.1 * random.nextGaussian();
        }
        Chart chart = Chart.of(
                "weights", "Weights at t = 1.45", "", Axis.linear("$i$").between(-1.5, 100.5), Axis.linear("w"));
        double[] xs = new double[LIMITS.length];
        for (int k = 0; k < LIMITS.length; k++) {
            predicted[INDICES[k]] = LIMITS[k];
            a[INDICES[k]] = 0.6 * LIMITS[k];
            b[INDICES[k]] = 0.4 * LIMITS[k];
            xs[k] = INDICES[k];
            chart = chart.with(new Chart.Annotation(
                    INDICES[k],
                    LIMITS[k],
                    Integer.toString(INDICES[k]),
                    k % 2 == 0 ? Chart.Anchor.LEFT : Chart.Anchor.RIGHT));
        }
        return chart.with(
                        new Layer.Stems(index, a, predicted, "A", Role.RUN_A, Layer.StemBody.BAR),
                        new Layer.Stems(index, b, null, "B", Role.RUN_B, Layer.StemBody.PIN),
                        Layer.Marks.data(xs, LIMITS, ""))
                .with(
                        new Chart.LegendEntry(Chart.Sample.LINE, Role.RUN_A, "A"),
                        new Chart.LegendEntry(Chart.Sample.LINE, Role.RUN_B, "B"),
                        new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "limit of A"),
                        new Chart.LegendEntry(Chart.Sample.MARK, Role.DATA, "planted"));
    }

    public static Chart balance() {
        double[] ts = decades(-1, 4, 1401);
        SplittableRandom random = new SplittableRandom(5);
        return Chart.of(
                        "balance",
                        "Balance drift",
                        "\\max_i\\,|u_i v_i/\\alpha^2-1|",
                        Axis.log("t (log)").between(0.1, 1e4),
                        Axis.log("drift").between(1e-13, 1e-7))
                .with(
                        new Layer.Line(
                                ts,
                                at(ts, t -> 4e-10 * Math.min(1, t) * Math.exp(t < 2 ? 0.3 * random.nextGaussian() : 0)),
                                "A",
                                Role.RUN_A,
                                Emphasis.LIVE),
                        new Layer.Line(
                                ts,
                                at(ts, t -> 4e-11 * Math.exp(t < 1 ? 0.8 * random.nextGaussian() : 0)),
                                "B",
                                Role.RUN_B,
                                Emphasis.PINNED),
                        new Layer.Tolerance(1e-8, true, "tolerance 1e−8"))
                .withResidual(new Chart.Residual(Verdict.HOLDS, "8.3e−10"));
    }

    /** Four runs with bands, an event, a symlog ordinate and a run that ended early. */
    public static Chart grammar() {
        double[] xs = new double[401];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i / 40.0;
        }
        double[] mean = at(xs, x -> 30 * (1 - Math.exp(-x)) - 2);
        return Chart.of("grammar", "Line grammar", "g(x)", Axis.linear("$\\Sigma\\eta_k$"), Axis.symlog("g", 1))
                .with(
                        new Layer.Band(
                                xs,
                                at(xs, x -> 24 * (1 - Math.exp(-x)) - 2.5),
                                at(xs, x -> 36 * (1 - Math.exp(-x)) - 1.5),
                                Role.RUN_A,
                                "mean ± 1 sem, N = 10"),
                        new Layer.Line(xs, mean, "A", Role.RUN_A, Emphasis.LIVE),
                        new Layer.Line(xs, at(xs, x -> 3 * Math.sin(x)), "B", Role.RUN_B, Emphasis.PINNED),
                        new Layer.Line(xs, at(xs, x -> -40 * x / (1 + x)), "C", Role.RUN_C, Emphasis.PINNED),
                        new Layer.Line(
                                java.util.Arrays.copyOf(xs, 230),
                                at(java.util.Arrays.copyOf(xs, 230), x -> 0.2 * x),
                                "balanced",
                                Role.RUN_D,
                                Emphasis.PINNED,
                                true),
                        Layer.Theorem.level(28, "horizon $\\varphi_\\infty$"),
                        new Layer.Event(6, "decay off"),
                        Layer.Marks.data(new double[] {1, 3, 5}, new double[] {12, 20, 29}, "data"))
                .with(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "theorem"))
                .withResidual(new Chart.Residual(Verdict.FAILS, "−0.4 pt"));
    }

    /** The four panels of the first experiment. */
    public static List<Chart> four() {
        return List.of(coordinates(), loss(), weights(), balance());
    }
}
