package org.mirrorflow.theory.reparam;

import java.util.Optional;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * One mask for a whole neuron, w = m·(v₁, …, v_d), θ = (m, v) ∈ ℝ^{1+d}. Gradient flow conserves m² − ‖v‖², but the brackets
 * [∇gᵢ, ∇gⱼ] = vᵢeⱼ − vⱼeᵢ (in v) move the weights: for d ≥ 2 there is no mirror map, and the weights depend on the order in which
 * gradients arrive. The counterpart of {@link HadamardProduct}, which has one mask a weight.
 *
 * <p>Source: Jacobs and Burkholz 2024 (arXiv 2408.09966), on neuron-wise masks.
 */
public final class NeuronMask implements Reparametrization {

    private final double[] start;

    /**
     * @param mask m₀
     * @param weights v₀, length d
     */
    public NeuronMask(double mask, double[] weights) {
        start = new double[1 + weights.length];
        start[0] = mask;
        System.arraycopy(weights, 0, start, 1, weights.length);
    }

    @Override
    public int dimension() {
        return start.length - 1;
    }

    @Override
    public int factorCount() {
        return start.length;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        for (int i = 0; i < w.length; i++) {
            w[i] = theta[0] * theta[1 + i];
        }
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < wDot.length; i++) {
            wDot[i] = thetaDot[0] * theta[1 + i] + theta[0] * thetaDot[1 + i];
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        out[0] = 0;
        for (int i = 0; i < gradient.length; i++) {
            out[0] += theta[1 + i] * gradient[i];
            out[1 + i] = theta[0] * gradient[i];
        }
    }

    @Override
    public int balanceCount() {
        return 1;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        double sum = theta[0] * theta[0];
        for (int i = 1; i < theta.length; i++) {
            sum -= theta[i] * theta[i];
        }
        out[0] = sum;
    }

    @Override
    public String balanceFormula() {
        return "m^2 - \\|v\\|_2^2";
    }

    /** Empty: see {@link Commutation}. */
    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        return Optional.empty();
    }
}
