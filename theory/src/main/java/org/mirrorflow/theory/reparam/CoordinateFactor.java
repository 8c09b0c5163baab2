package org.mirrorflow.theory.reparam;

/** What parametrizations by one factor a weight share: wᵢ = g(θᵢ). */
abstract sealed class CoordinateFactor implements Reparametrization
        permits Powerpropagation, ExponentialWeights, SinhWeights {

    private final double[] start;

    CoordinateFactor(double[] start) {
        this.start = start.clone();
    }

    /** g(θ). */
    abstract double value(double theta);

    /** g′(θ). */
    abstract double slope(double theta);

    @Override
    public final int dimension() {
        return start.length;
    }

    @Override
    public final int factorCount() {
        return start.length;
    }

    @Override
    public final double[] start() {
        return start.clone();
    }

    @Override
    public final void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        for (int i = 0; i < w.length; i++) {
            w[i] = value(theta[i]);
        }
    }

    @Override
    public final void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < wDot.length; i++) {
            wDot[i] = slope(theta[i]) * thetaDot[i];
        }
    }

    @Override
    public final void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        for (int i = 0; i < out.length; i++) {
            out[i] = slope(theta[i]) * gradient[i];
        }
    }

    @Override
    public final int balanceCount() {
        return 0;
    }

    @Override
    public final void balance(double[] theta, double[] out) {
        // one factor a weight: nothing is left to be conserved
    }

    @Override
    public final String balanceFormula() {
        return "";
    }
}
