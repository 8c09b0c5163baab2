package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.Run;

/** One observable of every run over the clock, with what theory says of it. */
abstract class ObservableChart implements ChartKind {

    private final Observable observable;
    private final boolean logarithmic;

    ObservableChart(String observable, boolean logarithmic) {
        this.observable = Run.OBSERVABLES.get(observable);
        this.logarithmic = logarithmic;
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
    public final boolean applies(RunView run) {
        return run.history().has(id());
    }

    @Override
    public final Chart draw(List<RunView> runs, Clock clock) {
        List<Layer> layers = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunView run = runs.get(i);
            if (applies(run)) {
                layers.add(new Layer.Line(
                        clock.of(run.history()),
                        run.history().column(id()),
                        runs.size() > 1 ? run.role().letter() : "",
                        run.role(),
                        i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED,
                        run.outcome().isPresent()));
            }
        }
        theory(runs.getFirst(), clock, layers);
        Axis ordinate = logarithmic ? Axis.log("") : Axis.linear("");
        Chart chart = Chart.of(id(), name(), formula(), clock.axis(), ordinate).withLayers(layers);
        return verdict(runs.getFirst())
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }

    /** Adds what theory says of the live run. */
    void theory(RunView live, Clock clock, List<Layer> layers) {}
}
