package org.mirrorflow.theory.optim;

import java.util.Arrays;

/**
 * Densities of sparse layers by the rule of Erdős and Rényi's random graphs: large layers are sparser than small ones,
 *
 * <pre>
 * 1 − s_l = clamp(ε · (n_in + n_out)/(n_in · n_out), least_l, 1),   Σ_l (1 − s_l) n_l = (1 − s) Σ_l n_l
 * </pre>
 *
 * with n_l = n_in·n_out and least_l = 2/n_in, two live inputs for every neuron: a neuron of one input under batch norm has
 * no gradient. ε gives the layers together the density asked for. A density below that of two inputs for every neuron
 * cannot be had; then every neuron has its two inputs and no more, and the model is denser than asked. A vector, n_in = 1,
 * has no neurons to protect: least_l = 1/n_out, one live weight.
 *
 * <p>Source: Mocanu et al. 2018 (arXiv 1707.04780), equation 1; rescaled with a cap as in Evci et al. 2020
 * (arXiv 1911.11134). For convolutions their kernel sizes would enter beside n_in and n_out; there are none here.
 */
public final class ErdosRenyiDensities {

    /** Live inputs that a neuron keeps where it has so many. */
    public static final int LEAST_INPUTS = 2;

    private ErdosRenyiDensities() {}

    /**
     * The densities.
     *
     * @param outputs n_out of each layer, at least 1
     * @param inputs n_in of each layer, as many numbers, at least 1
     * @param sparsity s of all layers together, in [0, 1)
     * @return 1 − s_l of each layer, in (0, 1]
     * @throws IllegalArgumentException outside these ranges
     */
    public static double[] of(int[] outputs, int[] inputs, double sparsity) {
        int layers = outputs.length;
        if (layers == 0 || layers != inputs.length || !(sparsity >= 0 && sparsity < 1)) {
            throw new IllegalArgumentException("densities need as many outputs as inputs, at least one of each, and a"
                    + " sparsity in [0, 1); given " + layers + " and " + inputs.length + ", sparsity " + sparsity);
        }
        double[] raw = new double[layers];
        double[] least = new double[layers];
        double[] sizes = new double[layers];
        double[] turns = new double[2 * layers];
        double target = 0;
        for (int l = 0; l < layers; l++) {
            sizes[l] = (double) inputs[l] * outputs[l];
            raw[l] = ((double) inputs[l] + outputs[l]) / sizes[l];
            least[l] = inputs[l] > 1 ? (double) LEAST_INPUTS / inputs[l] : 1.0 / outputs[l];
            turns[2 * l] = least[l] / raw[l];
            turns[2 * l + 1] = 1 / raw[l];
            target += (1 - sparsity) * sizes[l];
        }
        // The number of live weights is linear in ε between the values at which a layer leaves its floor or meets its
        // cap.
        Arrays.sort(turns);
        double below = turns[0];
        double liveBelow = live(below, raw, least, sizes);
        double epsilon = below;
        for (int t = 1; t < turns.length && liveBelow < target; t++) {
            double turn = turns[t];
            double liveAt = live(turn, raw, least, sizes);
            epsilon = liveAt > target ? below + (turn - below) * (target - liveBelow) / (liveAt - liveBelow) : turn;
            below = turn;
            liveBelow = liveAt;
        }
        double[] densities = new double[layers];
        for (int l = 0; l < layers; l++) {
            densities[l] = density(epsilon, raw[l], least[l]);
        }
        return densities;
    }

    private static double density(double epsilon, double raw, double least) {
        return Math.min(1, Math.max(least, epsilon * raw));
    }

    private static double live(double epsilon, double[] raw, double[] least, double[] sizes) {
        double live = 0;
        for (int l = 0; l < raw.length; l++) {
            live += density(epsilon, raw[l], least[l]) * sizes[l];
        }
        return live;
    }
}
