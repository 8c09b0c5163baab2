package org.mirrorflow.theory.mirror;

/**
 * c·h_{β_Λ}(x) − s·x with β_Λ = β₀e^{−2Λ}: weight decay on w = u⊙v (c = ½) or w = u² − v² (c = ¼) shrinks the scale of the
 * hyperbolic entropy, from the ℓ2 towards the ℓ1 bias, and draws its centre β_Λ sinh(s/c) to 0.
 *
 * <p>Points are computed from log β_Λ, so that doses far beyond the range of e^{−2Λ} keep full precision.
 *
 * <p>Source: Jacobs and Burkholz 2024 (arXiv 2408.09966), the time-dependent Bregman potential, in the normalisation
 * β = ½|u₀² − v₀²| and a decay rate λ on both factors; checked by the swap test and against the factors' flow.
 *
 * @param beta β₀, positive and finite
 * @param factor c, positive
 * @param slope s
 */
public record MovingHyperbolicEntropy(double beta, double factor, double slope) implements MovingPotential {

    public MovingHyperbolicEntropy {
        if (!(beta > 0 && factor > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException(
                    "a moving hyperbolic entropy needs positive finite beta and factor; given " + beta + " and "
                            + factor);
        }
    }

    /** Centred at x₀ when the dose is 0. */
    public static MovingHyperbolicEntropy centred(double beta, double factor, double start) {
        return new MovingHyperbolicEntropy(beta, factor, factor * HyperbolicEntropy.asinhOfRatio(start, beta));
    }

    /** log β_Λ. */
    public double logScale(double dose) {
        return Math.log(beta) - 2 * dose;
    }

    /** @throws IllegalArgumentException where β_Λ is no positive double */
    @Override
    public ScalarPotential at(double dose) {
        return new HyperbolicEntropy(beta * Math.exp(-2 * dose)).scaled(factor).tilted(slope);
    }

    @Override
    public double inverseDerivative(double dose, double eta) {
        double zeta = (eta + slope) / factor;
        double size = Math.abs(zeta);
        if (size < 20) {
            return beta * Math.exp(-2 * dose) * Math.sinh(zeta);
        }
        return Math.copySign(Math.exp(logScale(dose) - Math.log(2) + size), zeta);
    }

    @Override
    public double speed(double dose, double eta) {
        double zeta = (eta + slope) / factor;
        double size = Math.abs(zeta);
        double hypot = size < 20
                ? beta * Math.exp(-2 * dose) * Math.cosh(zeta)
                : Math.exp(logScale(dose) - Math.log(2) + size);
        return hypot / factor;
    }

    @Override
    public double drift(double dose, double eta) {
        return -2 * inverseDerivative(dose, eta);
    }

    /** 2c√(x² + β_Λ²) ≥ 0: more dose, a higher potential. */
    @Override
    public double valueDrift(double dose, double x) {
        return 2 * factor * Math.hypot(x, beta * Math.exp(-2 * dose));
    }
}
