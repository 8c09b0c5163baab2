package org.mirrorflow.theory.predict;

/**
 * The scale β = ½|m² − w²| of m⊙w under gradient descent of step h: each step multiplies it by |1 − h²g²| exactly, with g the partial
 * derivative of the loss in that weight, so that finite steps sparsify. With decay split off, θ ← (1 − hλ)θ after the gradient, by
 * (1 − hλ)² more; with coupled decay by |(1 − hλ)² − h²g²|.
 *
 * <p>Source: derived, exact; m′ = m − hgw and w′ = w − hgm give m′² − w′² = (m² − w²)(1 − h²g²).
 */
public final class DiscreteScale {

    private final double[] logFactor;

    /** @param dimension d */
    public DiscreteScale(int dimension) {
        logFactor = new double[dimension];
    }

    /** Takes one step at that gradient with the decay split off. */
    public void split(double[] gradient, double step, double decayRate) {
        double shrink = 2 * Math.log(Math.abs(1 - step * decayRate));
        for (int i = 0; i < logFactor.length; i++) {
            double hg = step * gradient[i];
            logFactor[i] += (Math.abs(hg) < 0.5 ? Math.log1p(-hg * hg) : Math.log(Math.abs(1 - hg * hg))) + shrink;
        }
    }

    /** Takes one step at that gradient with coupled decay. */
    public void coupled(double[] gradient, double step, double decayRate) {
        double kept = 1 - step * decayRate;
        for (int i = 0; i < logFactor.length; i++) {
            double hg = step * gradient[i];
            logFactor[i] += Math.log(Math.abs((kept - hg) * (kept + hg)));
        }
    }

    /** log(β_k/β₀) of that weight. */
    public double logFactor(int i) {
        return logFactor[i];
    }
}
