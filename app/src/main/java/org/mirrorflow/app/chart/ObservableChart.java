package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;

/**
 * One observable of every run over the clock, with what theory says of it: the predicted curves of the live run, and the
 * verdict that bears the observable's id. Every observable has one; those of which theory says more have a class of their own.
 */
class ObservableChart implements ChartKind {

    /** Positive values that span more than this are shown on a logarithmic axis where the observable leaves it open. */
    private static final double WIDE = 1e3;

    private final Observable observable;

    ObservableChart(String observable) {
        this(Run.OBSERVABLES.get(observable));
    }

    ObservableChart(Observable observable) {
        this.observable = observable;
    }

    @Override
    public final String id() {
        return observable.id();
    }

    @Override
    public final String name() {
        return observable.name();
    }

    @Override
    public final String formula() {
        return observable.formula();
    }

    @Override
    public final String summary() {
        return observable.summary();
    }

    @Override
    public final String source() {
        return observable.source();
    }

    /** A chart with a class of its own is worth more room than one that every observable has. */
    @Override
    public final boolean plain() {
        return getClass() == ObservableChart.class;
    }

    @Override
    public final boolean applies(RunView run) {
        return run.history().has(id());
    }

    @Override
    public Optional<Verdict> verdict(RunView live) {
        return live.verdict(id());
    }

    @Override
    public final Chart draw(List<RunView> runs, Clock clock) {
        Abscissa abscissa = Abscissa.of(clock, runs);
        List<Layer> layers = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunView run = runs.get(i);
            if (applies(run)) {
                String label = runs.size() > 1 ? run.role().letter() : "";
                Layer.Emphasis emphasis = i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED;
                if (run.ensemble().isSingle()) {
                    double[] column = run.history().column(id());
                    columns.add(column);
                    layers.add(new Layer.Line(
                            abscissa.of(run.history()),
                            column,
                            label,
                            run.role(),
                            emphasis,
                            run.outcome().isPresent()));
                } else {
                    columns.add(band(run, clock, abscissa, label, emphasis, layers));
                }
            }
        }
        RunView live = runs.getFirst();
        theory(live, abscissa, layers);
        double[] times = abscissa.of(live.history());
        live.curves(id()).forEach(curve -> layers.add(theorem(times, curve)));
        layers.addAll(Occasions.of(live, abscissa));
        Axis ordinate = logarithmic(columns) ? Axis.log("") : Axis.linear("");
        Chart chart =
                Chart.of(id(), name(), formula(), abscissa.axis(), ordinate).withLayers(layers);
        return verdict(live)
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }

    /** Adds the spread over seeds, the centre where all have data, and thinly what goes on alone; answers the centre. */
    private double[] band(
            RunView run, Clock clock, Abscissa abscissa, String label, Layer.Emphasis emphasis, List<Layer> layers) {
        Ensemble.Band band = run.ensemble().band(id(), clock);
        double[] xs = Arrays.copyOf(abscissa.of(run.history()), band.rows());
        layers.add(new Layer.Band(
                xs, band.lower(), band.upper(), run.role(), run.ensemble().definition()));
        layers.add(new Layer.Line(xs, band.centre(), label, run.role(), emphasis));
        double end = band.rows() == 0 ? Double.NEGATIVE_INFINITY : xs[band.rows() - 1];
        for (Ensemble.Member member : run.ensemble().seeds()) {
            History seed = member.history();
            double[] at = abscissa.of(seed);
            int first = 0;
            while (first < at.length && !(at[first] >= end)) {
                first++;
            }
            if (first < at.length - 1) {
                layers.add(new Layer.Line(
                        Arrays.copyOfRange(at, first, at.length),
                        Arrays.copyOfRange(seed.column(id()), first, at.length),
                        "",
                        run.role(),
                        Layer.Emphasis.THIN));
            }
        }
        return band.centre();
    }

    @Override
    public Optional<Chart> difference(List<RunView> runs, RunView from, Clock clock) {
        if (!applies(from)) {
            return Optional.empty();
        }
        Abscissa abscissa = Abscissa.of(clock, runs);
        double[] clocks = from.history().clock(clock::uniform);
        double[] reference = from.history().column(id());
        List<Layer> layers = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunView run = runs.get(i);
            if (applies(run) && !run.role().equals(from.role())) {
                double[] own = run.history().column(id());
                double[] at = run.history().clock(clock::uniform);
                int[] hint = new int[1];
                for (int row = 0; row < own.length; row++) {
                    own[row] = at[row] > clocks[clocks.length - 1]
                            ? Double.NaN
                            : own[row] - Ensemble.valueAt(clocks, reference, at[row], hint, 0);
                }
                layers.add(new Layer.Line(
                        abscissa.of(run.history()),
                        own,
                        run.role().letter(),
                        run.role(),
                        i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED));
            }
        }
        return Optional.of(Chart.of(
                        id(),
                        name() + ", less that of " + from.role().letter(),
                        formula(),
                        abscissa.axis(),
                        Axis.linear(""))
                .withLayers(layers));
    }

    /** A predicted curve; one that never changes reaches across the plot, also where the clock begins later. */
    static Layer.Theorem theorem(double[] times, TheoryCurve curve) {
        double[] values = curve.values();
        boolean level = values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0]);
        return level ? Layer.Theorem.level(values[0], curve.label()) : new Layer.Theorem(times, values, curve.label());
    }

    private boolean logarithmic(List<double[]> columns) {
        return switch (observable.ordinate()) {
            case LINEAR -> false;
            case LOGARITHMIC -> true;
            case BY_RANGE -> {
                double[] shown = columns.stream()
                        .flatMapToDouble(Arrays::stream)
                        .filter(Double::isFinite)
                        .toArray();
                double least = Arrays.stream(shown).min().orElse(0);
                yield least > 0 && Arrays.stream(shown).max().orElse(0) > WIDE * least;
            }
        };
    }

    /** Adds what theory says of the live run beyond the predicted curves. */
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {}
}
