package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.FeedForward;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * A sparse linear layer with some normalisation, standard normal inputs, normal weights of variance 1/d, and an independent
 * standard normal gradient from above: the setting of the analysis of SparseOpt.
 */
final class RandomUpstream {

    private RandomUpstream() {}

    /**
     * The root mean square gradient of the live weights of each neuron.
     *
     * @param densities one for each neuron
     */
    static double[] rms(FeedForward.Normalisation normalisation, double[] densities, int inputs, int n, long seed) {
        Measured measured = measure(normalisation, densities, inputs, n, seed);
        double[] rms = new double[densities.length];
        measured.layer().rms(measured.weights(), measured.gradient(), rms);
        return rms;
    }

    /** A layer with its weights and their gradient. */
    record Measured(SparseLayer layer, double[] weights, double[] gradient) {}

    /** One draw. */
    static Measured measure(FeedForward.Normalisation normalisation, double[] densities, int inputs, int n, long seed) {
        int neurons = densities.length;
        FeedForward layer = new FeedForward(
                List.of(new FeedForward.Layer("W", inputs, neurons, normalisation, false, false)),
                FeedForward.Loss.SQUARED,
                0);
        SeededRandom places = new SeededRandom(seed, "mask");
        SeededRandom weights = new SeededRandom(seed, "start");
        double[] w = new double[inputs * neurons];
        for (int i = 0; i < neurons; i++) {
            int fanIn = Math.clamp(Math.round(densities[i] * inputs), 2, inputs);
            for (int j : places.subset(fanIn, inputs)) {
                w[i * inputs + j] = weights.nextGaussian() / Math.sqrt(inputs);
            }
        }
        double[] x = gaussian(new SeededRandom(seed, "features"), inputs * n);
        double[] bySample = new double[x.length];
        for (int j = 0; j < inputs; j++) {
            for (int i = 0; i < n; i++) {
                bySample[i * inputs + j] = x[j * n + i];
            }
        }
        layer.forward(w, x, n);
        double[] gradient = new double[w.length];
        layer.backward(w, bySample, n, gaussian(new SeededRandom(seed, "upstream"), neurons * n), gradient);
        return new Measured(new SparseLayer(0, neurons, inputs), w, gradient);
    }

    /** Densities spread evenly in their logarithm. */
    static double[] spread(double least, double greatest, int neurons) {
        double[] densities = new double[neurons];
        for (int i = 0; i < neurons; i++) {
            densities[i] = least * Math.pow(greatest / least, (double) i / (neurons - 1));
        }
        return densities;
    }

    private static double[] gaussian(SeededRandom random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
