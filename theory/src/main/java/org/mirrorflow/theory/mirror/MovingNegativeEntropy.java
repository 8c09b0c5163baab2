package org.mirrorflow.theory.mirror;

/**
 * c·(x log x − x) − c log(x₀e^{−2Λ})·x on the half-line of the sign of x₀: weight decay leaves the metric of the entropy
 * alone and draws its centre x₀e^{−2Λ} to 0. What decay does to w = u² (c = ¼) and to a balanced product w = u⊙v (c = ½).
 *
 * <p>Source: the limit β → 0 of {@link MovingHyperbolicEntropy}; for u², Jacobs, Zhou and Burkholz 2025
 * (arXiv 2504.12883), Theorem 3.1.
 *
 * @param factor c, positive
 * @param start x₀, not 0
 */
public record MovingNegativeEntropy(double factor, double start) implements MovingPotential {

    public MovingNegativeEntropy {
        if (!(factor > 0) || start == 0 || !Double.isFinite(start)) {
            throw new IllegalArgumentException(
                    "a moving entropy needs a positive factor and a start other than 0; given " + factor + " and "
                            + start);
        }
    }

    @Override
    public ScalarPotential at(double dose) {
        ScalarPotential entropy = new NegativeEntropy();
        ScalarPotential sided = start > 0 ? entropy : entropy.reflected();
        double slope = factor * (Math.log(Math.abs(start)) - 2 * dose);
        return sided.scaled(factor).tilted(Math.copySign(1, start) * slope);
    }

    @Override
    public double inverseDerivative(double dose, double eta) {
        return start * Math.exp(Math.copySign(1, start) * eta / factor - 2 * dose);
    }

    @Override
    public double speed(double dose, double eta) {
        return Math.abs(inverseDerivative(dose, eta)) / factor;
    }

    @Override
    public double drift(double dose, double eta) {
        return -2 * inverseDerivative(dose, eta);
    }

    /** 2c|x|. */
    @Override
    public double valueDrift(double dose, double x) {
        return 2 * factor * Math.abs(x);
    }
}
