package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.mirrorflow.sim.problem.Activated;

/** What the hidden neurons of a run's network do, at recorded weights; each is computed once. Thread-safe. */
final class Neurons {

    /** Mean activations by recorded weights; a record hands out the same arrays as long as it lives. */
    @SuppressWarnings("UndefinedEquals") // the very same array is meant
    private final Map<double[], double[]> known = new WeakHashMap<>();

    /** The network of a run; empty where it has no hidden neurons. */
    static Optional<Activated> network(RunView run) {
        return run.experiment().problem() instanceof Activated network && network.hasHiddenLayers()
                ? Optional.of(network)
                : Optional.empty();
    }

    /** The activations at a row of the record; the network's own workspaces belong to its run. */
    static List<Activated.HiddenLayer> at(RunView run, int row) {
        return copy(run).activations(run.history().weights(row));
    }

    private static Activated copy(RunView run) {
        return (Activated) run.experiment().problem().copy();
    }

    /** The neurons by name, layer after layer: {@code 3} where there is one layer, {@code W1 3} where there are several. */
    static List<String> names(List<Activated.HiddenLayer> layers) {
        List<String> names = new ArrayList<>();
        for (Activated.HiddenLayer layer : layers) {
            for (int r = 1; r <= layer.neurons(); r++) {
                names.add(layers.size() == 1 ? Integer.toString(r) : layer.name() + " " + r);
            }
        }
        return names;
    }

    /** The mean activation of every hidden neuron over the training samples, layer after layer. Not to be written to. */
    double[] means(RunView run, int row) {
        double[] weights = run.history().weights(row);
        synchronized (known) {
            double[] means = known.get(weights);
            if (means == null) {
                means = copy(run).activations(weights).stream()
                        .flatMap(layer -> IntStream.range(0, layer.neurons()).mapToObj(layer::mean))
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                known.put(weights, means);
            }
            return means;
        }
    }
}
