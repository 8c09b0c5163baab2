package org.mirrorflow.sim.observe;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The mean relative change of the fifth of the first layer's neurons that were largest at the start. */
public final class LargeNeuronDrift extends NetworkObservable {

    /** The catalogue entry. */
    public LargeNeuronDrift() {
        super(
                "large-neuron-drift",
                "Drift of the largest neurons",
                "\\mathrm{mean}_j\\,\\|w_j - w_{0,j}\\|/\\|w_{0,j}\\|",
                "The mean relative change of the fifth of the first layer's neurons that were largest at the start.",
                "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return network(experiment).flatMap(SparseLayer::first).isPresent()
                && experiment.problem().startWeights().isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        double[] start = experiment.problem().startWeights().orElseThrow();
        SparseLayer layer = network(experiment).flatMap(SparseLayer::first).orElseThrow();
        int[] largest = largest(layer, start);
        return moment -> of(layer, largest, start, moment.weights());
    }

    /** The mean relative change of those neurons. */
    public static double of(SparseLayer layer, int[] neurons, double[] start, double[] w) {
        double sum = 0;
        for (int j : neurons) {
            double moved = 0;
            double size = 0;
            for (int at = layer.offset() + j * layer.columns(); at < layer.offset() + (j + 1) * layer.columns(); at++) {
                moved = Math.hypot(moved, w[at] - start[at]);
                size = Math.hypot(size, start[at]);
            }
            sum += moved / size;
        }
        return sum / neurons.length;
    }

    /** The fifth of the neurons, one at least, with the longest weights. */
    public static int[] largest(SparseLayer layer, double[] start) {
        Integer[] order = new Integer[layer.rows()];
        double[] size = new double[layer.rows()];
        for (int j = 0; j < size.length; j++) {
            order[j] = j;
            for (int at = layer.offset() + j * layer.columns(); at < layer.offset() + (j + 1) * layer.columns(); at++) {
                size[j] += start[at] * start[at];
            }
        }
        Arrays.sort(order, (a, b) -> Double.compare(size[b], size[a]));
        int count = Math.max(1, layer.rows() / 5);
        return Arrays.stream(order).limit(count).mapToInt(Integer::intValue).toArray();
    }
}
