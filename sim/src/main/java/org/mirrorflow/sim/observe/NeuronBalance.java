package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.problem.MarginProblem.Neuron;

/** Σ_out Φ − Σ_in Φ/k at every hidden neuron with an activation of degree k, held against its start. */
final class NeuronBalance implements ToDoubleFunction<Moment> {

    /** Φ of one weight. */
    interface Function {
        double of(int index, double weight);
    }

    private final List<Neuron> neurons;
    private final double[] start;
    private final Function function;

    NeuronBalance(List<Neuron> neurons, double[] weights, Function function) {
        this.neurons = neurons;
        this.function = function;
        this.start = new double[neurons.size()];
        for (int j = 0; j < start.length; j++) {
            start[j] = balance(neurons.get(j), weights);
        }
    }

    private double balance(Neuron neuron, double[] w) {
        return sum(neuron.outgoing(), w) - sum(neuron.incoming(), w) / neuron.degree();
    }

    private double sum(int[] places, double[] w) {
        double sum = 0;
        for (int place : places) {
            sum += function.of(place, w[place]);
        }
        return sum;
    }

    @Override
    public double applyAsDouble(Moment moment) {
        double[] w = moment.weights();
        double drift = 0;
        for (int j = 0; j < start.length; j++) {
            drift = Math.max(drift, Math.abs(balance(neurons.get(j), w) - start[j]));
        }
        double total = 0;
        for (int i = 0; i < w.length; i++) {
            total += function.of(i, w[i]);
        }
        return drift / total;
    }
}
