package org.mirrorflow.app.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.theory.weights.Block;

/** All singular values of a matrix of weights over the clock as a heat map, of the live run. */
public final class SpectrumMapChart implements ChartKind {

    private final SingularValues spectra = new SingularValues();

    @Override
    public String id() {
        return "spectrum-map";
    }

    @Override
    public String name() {
        return "Spectrum over time";
    }

    @Override
    public String formula() {
        return "\\sigma_i(W)";
    }

    @Override
    public String summary() {
        return "All singular values of a matrix of weights over time as a heat map, the largest below; by their logarithms where"
                + " they are far apart.";
    }

    @Override
    public boolean applies(RunView run) {
        return run.experiment().problem().layout().isSingleMatrix();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        Block block = live.experiment().problem().layout().singleMatrix();
        int count = Math.min(block.rows(), block.columns());
        List<String> names = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "$\\sigma_{" + i + "}$")
                .toList();
        return HeatOverTime.of(
                this,
                live,
                clock,
                names,
                "$i$",
                row -> spectra.of(block, live.history().weights(row)));
    }
}
