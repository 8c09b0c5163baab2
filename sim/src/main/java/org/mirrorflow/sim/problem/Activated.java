package org.mirrorflow.sim.problem;

import java.util.List;

/** A loss over a network, whose hidden neurons, where it has some, send something on for every training sample. */
public interface Activated extends Problem {

    /**
     * What a hidden layer sends on.
     *
     * @param name of the layer's matrix
     * @param neurons number of its neurons
     * @param samples number of training samples
     * @param values the activation of neuron r for sample i at [r · samples + i]
     */
    record HiddenLayer(String name, int neurons, int samples, double[] values) {

        /** The activation of a neuron for a sample, both from 0. */
        public double at(int neuron, int sample) {
            return values[neuron * samples + sample];
        }

        /** The mean of a neuron's activation over the samples. */
        public double mean(int neuron) {
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                sum += at(neuron, i);
            }
            return sum / samples;
        }
    }

    /** Whether there is a hidden layer. */
    default boolean hasHiddenLayers() {
        return true;
    }

    /**
     * The activations of all hidden layers, from the input on; the arrays are the caller's.
     *
     * @param w weights, length d
     */
    List<HiddenLayer> activations(double[] w);
}
