package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * Steepest descent in ℓp: with the averaged gradient m ← βm + (1 − β)g,
 *
 * <pre>
 * d = sgn(m)·|m|^{q−1}
 * </pre>
 *
 * for q in [1, 2]: q = 2 is plain descent, q = 1 sign descent (Signum for β &gt; 0). Normalised, it is the steepest
 * direction of unit length in ℓp with 1/p + 1/q = 1, times the dual norm ‖m‖_q as the theory of steepest descent has it.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064); Bernstein et al. 2018 for the signs.
 */
public final class PowerDirection<T> implements Direction<T> {

    private final Algebra<T> algebra;
    private final T average;
    private final T powers;
    private final boolean normalised;
    private double exponent;
    private double beta;

    /**
     * @param shape any tensor of the parameters' shape
     * @param exponent q in [1, 2]
     * @param beta β in [0, 1)
     * @param normalised whether d is scaled to ‖m‖_q^{2−q}·sgn(m)|m|^{q−1}
     */
    public PowerDirection(Algebra<T> algebra, T shape, double exponent, double beta, boolean normalised) {
        this.algebra = algebra;
        this.average = algebra.zerosLike(shape);
        this.powers = algebra.zerosLike(shape);
        this.normalised = normalised;
        setExponent(exponent);
        setBeta(beta);
    }

    /** Changes q from the next step on. */
    public void setExponent(double exponent) {
        if (!(exponent >= 1 && exponent <= 2)) {
            throw new IllegalArgumentException("the exponent q must lie in [1, 2]; given " + exponent);
        }
        this.exponent = exponent;
    }

    /** Changes β from the next step on. */
    public void setBeta(double beta) {
        this.beta = Decays.rate("beta", beta);
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.combine(1 - beta, gradient, beta, average);
        algebra.power(exponent - 1, average, out);
        if (normalised) {
            algebra.abs(average, powers);
            algebra.power(exponent, powers, powers);
            double dual = Math.pow(algebra.sum(powers), 1 / exponent);
            algebra.scale(dual == 0 ? 0 : Math.pow(dual, 2 - exponent), out);
        }
    }

    @Override
    public Map<String, T> state() {
        return Map.of("average", average);
    }
}
