package org.mirrorflow.theory.predict;

/**
 * What batch norm does to the gradients of a sparse layer. Neuron i with density ρᵢ = 1 − sᵢ, independent inputs and
 * weights, has Var z = ρᵢ · Var of a dense one, and batch norm divides by the root of it, so that
 *
 * <pre>
 * RMS of ∂f/∂wᵢⱼ over live j  ∝  ρᵢ^(−1/2),     ‖∂f/∂wᵢ‖ ∝ ρᵢ⁰,     ‖∂f/∂wᵢ‖/‖wᵢ‖ ∝ ρᵢ^(−1/2).
 * </pre>
 *
 * Multiplying row i by ρᵢᵖ, p = 1/2 for SparseOpt, turns the layer's gradient by an angle whose cosine is
 * mean(ρᵖ)/√mean(ρ²ᵖ), and takes the exponent of the angular speed to p − 1/2.
 *
 * <p>Example: the factor of a neuron of sparsity 0.75 is 2.
 *
 * <p>Source: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541) for the factor and the correction; the cosine, the angular
 * speed and the radial share are derived and checked here.
 */
public final class BatchNormAmplification {

    /** Exponent of the density in the RMS gradient of a live weight, and in the angular speed. */
    public static final double EXPONENT = -0.5;

    private BatchNormAmplification() {}

    /**
     * (1 − s)^(−1/2), the factor by which batch norm raises the gradient of a neuron against a dense one.
     *
     * @param sparsity s in [0, 1)
     * @throws IllegalArgumentException for a sparsity outside
     */
    public static double factor(double sparsity) {
        if (!(sparsity >= 0 && sparsity < 1)) {
            throw new IllegalArgumentException("a sparsity lies in [0, 1); given " + sparsity);
        }
        return 1 / Math.sqrt(1 - sparsity);
    }

    /**
     * The cosine between the gradient of a layer and that gradient with row i multiplied by ρᵢᵖ, at the start, when all
     * neurons' gradients are as long as each other.
     *
     * @param densities ρᵢ in (0, 1], at least one
     * @param exponent p
     */
    public static double rotationCosine(double[] densities, double exponent) {
        double sum = 0;
        double square = 0;
        for (double density : densities) {
            double scale = Math.pow(requireDensity(density), exponent);
            sum += scale;
            square += scale * scale;
        }
        return sum / Math.sqrt(densities.length * square);
    }

    /**
     * The factors ρᵢᵖ/(mean ρ)ᵖ by which SparseOpt multiplies the gradients of the neurons of a layer.
     *
     * @param densities ρᵢ in (0, 1]
     * @param exponent p
     * @param factors output, as long as the densities
     */
    public static void correction(double[] densities, double exponent, double[] factors) {
        double mean = 0;
        for (double density : densities) {
            mean += requireDensity(density) / densities.length;
        }
        for (int i = 0; i < densities.length; i++) {
            factors[i] = Math.pow(densities[i] / mean, exponent);
        }
    }

    /**
     * 1 − 1/k, the share of its gradient that batch norm leaves a neuron of k live inputs: the radial part is gone, and a
     * neuron of one input does not learn at all.
     *
     * @param fanIn k, at least 1
     */
    public static double tangentialShare(int fanIn) {
        if (fanIn < 1) {
            throw new IllegalArgumentException("a neuron needs an input; given a fan-in of " + fanIn);
        }
        return 1 - 1.0 / fanIn;
    }

    private static double requireDensity(double density) {
        if (!(density > 0 && density <= 1)) {
            throw new IllegalArgumentException("a density lies in (0, 1]; given " + density);
        }
        return density;
    }
}
