package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.problem.Problem;

/**
 * The size of the gradient against the size of the weight, a mark for each weight at the cursor, on logarithmic axes: the
 * plane in which large gradients on small weights lie on a hyperbola.
 *
 * <p>The gradient is that of the whole loss by the weights, ∇f(w), whatever the dynamics follow. Source: Zhou, Jacobs, Gadhikar
 * and Burkholz 2025 (arXiv 2506.21374).
 */
public final class GradientPlaneChart implements ChartKind {

    /** More marks than this cover each other; of more, every so-many-th by size of the weight is shown. */
    private static final int MOST_MARKS = 1000;

    @Override
    public String id() {
        return "gradient-plane";
    }

    @Override
    public String name() {
        return "Gradients against weights";
    }

    @Override
    public String formula() {
        return "|\\partial f/\\partial w_i|,\\ |w_i|";
    }

    @Override
    public String summary() {
        return "The size of the gradient against the size of the weight, for every weight at the time one looks at.";
    }

    @Override
    public String source() {
        return "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)";
    }

    @Override
    public boolean applies(RunView run) {
        return run.experiment().problem().dimension() > 2
                && run.history().weights(0).length == run.experiment().problem().dimension();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        List<Layer> layers = new ArrayList<>();
        List<Chart.LegendEntry> legend = new ArrayList<>();
        int shown = 0;
        int all = 0;
        for (int k = Math.min(runs.size(), 2) - 1; k >= 0; k--) {
            RunView run = runs.get(k);
            if (applies(run)) {
                Layer.Marks marks = marks(run);
                layers.add(marks);
                shown = marks.xs().length;
                all = run.experiment().problem().dimension();
                if (runs.size() > 1) {
                    legend.addFirst(new Chart.LegendEntry(
                            Chart.Sample.LINE, run.role(), run.role().letter()));
                }
            }
        }
        if (shown < all) {
            legend.add(new Chart.LegendEntry(Chart.Sample.MARK, Role.GREY, shown + " of " + all + " weights"));
        }
        return Chart.of(id(), name(), formula(), Axis.log("$|w_i|$ (log)"), Axis.log(""))
                .withTitle("Gradients against weights at " + clock.readOff(live.clocks()))
                .withLayers(layers)
                .withLegend(legend);
    }

    /** Weights at exactly 0, and those without a gradient, have no place on these axes. */
    private static Layer.Marks marks(RunView run) {
        double[] w = run.history().weights(run.cursor());
        double[] gradient = new double[w.length];
        Problem own = run.experiment().problem().copy();
        own.lossAndGradient(w.clone(), gradient);
        int[] placed = IntStream.range(0, w.length)
                .filter(i -> w[i] != 0 && gradient[i] != 0)
                .filter(i -> Double.isFinite(w[i]) && Double.isFinite(gradient[i]))
                .toArray();
        if (placed.length > MOST_MARKS) {
            int[] bySize = IntStream.of(placed)
                    .boxed()
                    .sorted((a, b) -> Double.compare(Math.abs(w[a]), Math.abs(w[b])))
                    .mapToInt(Integer::intValue)
                    .toArray();
            placed = IntStream.range(0, MOST_MARKS)
                    .map(k -> bySize[(int) ((long) k * (bySize.length - 1) / (MOST_MARKS - 1))])
                    .toArray();
        }
        return new Layer.Marks(
                Arrays.stream(placed).mapToDouble(i -> Math.abs(w[i])).toArray(),
                Arrays.stream(placed).mapToDouble(i -> Math.abs(gradient[i])).toArray(),
                "",
                run.role());
    }
}
