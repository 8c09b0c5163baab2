package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.theory.weights.Block;

/**
 * The neurons of one layer, the rows of a block of the weights, with their live inputs: the weights that are not exactly 0.
 *
 * @param offset index of the first weight
 * @param rows number of neurons
 * @param columns number of inputs, live or not
 */
public record SparseLayer(int offset, int rows, int columns) {

    /** A block of a network. */
    public static SparseLayer of(Network network, int block) {
        Block shape = network.layout().blocks().get(block);
        return new SparseLayer(network.layout().offset(block), shape.rows(), shape.columns());
    }

    /** The first layer whose outputs are batch-normalised, or else the first of all; empty where neither is a matrix. */
    public static Optional<SparseLayer> first(Network network) {
        List<Network.Role> roles = network.roles();
        int block = Math.max(0, roles.indexOf(Network.Role.NORMALISED));
        return network.layout().blocks().get(block).isMatrix() ? Optional.of(of(network, block)) : Optional.empty();
    }

    /** 1 − sᵢ, the share of live inputs of each neuron, a fresh array. */
    public double[] densities(double[] w) {
        double[] densities = new double[rows];
        densities(w, densities);
        return densities;
    }

    /** The same into a given array. */
    public void densities(double[] w, double[] densities) {
        for (int i = 0; i < rows; i++) {
            int live = 0;
            for (int at = offset + i * columns; at < offset + (i + 1) * columns; at++) {
                live += w[at] != 0 ? 1 : 0;
            }
            densities[i] = (double) live / columns;
        }
    }

    /** Root mean square of a gradient over the live weights of each neuron; NaN for a neuron without any. */
    public void rms(double[] w, double[] gradient, double[] out) {
        for (int i = 0; i < rows; i++) {
            double square = 0;
            int live = 0;
            for (int at = offset + i * columns; at < offset + (i + 1) * columns; at++) {
                if (w[at] != 0) {
                    square += gradient[at] * gradient[at];
                    live++;
                }
            }
            out[i] = live == 0 ? Double.NaN : Math.sqrt(square / live);
        }
    }

    /** ‖∂f/∂wᵢ‖/‖wᵢ‖ over the live weights of each neuron, the speed at which a flow turns it. */
    public void angularSpeed(double[] w, double[] gradient, double[] out) {
        for (int i = 0; i < rows; i++) {
            double slope = 0;
            double size = 0;
            for (int at = offset + i * columns; at < offset + (i + 1) * columns; at++) {
                if (w[at] != 0) {
                    slope += gradient[at] * gradient[at];
                    size += w[at] * w[at];
                }
            }
            out[i] = Math.sqrt(slope / size);
        }
    }

    /**
     * The exponent e of the least-squares fit y ∝ xᵉ over the neurons at which both are positive; NaN where x does not
     * vary.
     */
    public static double exponent(double[] x, double[] y) {
        double sumX = 0;
        double sumY = 0;
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && y[i] > 0) {
                sumX += Math.log(x[i]);
                sumY += Math.log(y[i]);
                count++;
            }
        }
        double across = 0;
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0 && y[i] > 0) {
                double dx = Math.log(x[i]) - sumX / count;
                across += dx * dx;
                along += dx * (Math.log(y[i]) - sumY / count);
            }
        }
        return across < 1e-12 ? Double.NaN : along / across;
    }

    /** The cosine between the gradient of the layer's live weights and the same with row i multiplied by factors[i]. */
    public double cosine(double[] w, double[] gradient, double[] factors) {
        double dot = 0;
        double raw = 0;
        double turned = 0;
        for (int i = 0; i < rows; i++) {
            double square = 0;
            for (int at = offset + i * columns; at < offset + (i + 1) * columns; at++) {
                square += w[at] != 0 ? gradient[at] * gradient[at] : 0;
            }
            dot += factors[i] * square;
            raw += square;
            turned += factors[i] * factors[i] * square;
        }
        return dot / Math.sqrt(raw * turned);
    }
}
