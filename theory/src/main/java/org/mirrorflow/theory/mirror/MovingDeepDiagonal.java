package org.mirrorflow.theory.mirror;

/**
 * {@link DeepDiagonalPotential} under the only decay that it admits, that of the penalty uᴸ + vᴸ: along the flow
 * u^{2−L} = u₀^{2−L} + k(Λ − η) and v^{2−L} = v₀^{2−L} + k(Λ + η) with k = L(L − 2), so that a dose is another start of the same
 * family, and the dual interval widens by Λ on either side while the weight at a fixed η shrinks.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Corollary 3.1 for which penalty; the closed form is derived
 * and checked against the factors' flow.
 *
 * @param depth L, at least 3
 * @param startU u₀, positive
 * @param startV v₀, positive
 */
public record MovingDeepDiagonal(int depth, double startU, double startV) implements MovingPotential {

    private double moved(double start, double dose) {
        double slope = Math.pow(start, 2 - depth) + depth * (depth - 2.0) * dose;
        return Math.pow(slope, -1 / (depth - 2.0));
    }

    @Override
    public DeepDiagonalPotential at(double dose) {
        return new DeepDiagonalPotential(depth, moved(startU, dose), moved(startV, dose));
    }

    private double side(double start, double dual) {
        double slope = Math.pow(start, 2 - depth) + depth * (depth - 2.0) * dual;
        return slope > 0 ? Math.pow(slope, -1 / (depth - 2.0)) : Double.NaN;
    }

    /** Loses relative precision where u and v nearly agree; {@link #at} does not. */
    @Override
    public double inverseDerivative(double dose, double eta) {
        return Math.pow(side(startU, dose - eta), depth) - Math.pow(side(startV, dose + eta), depth);
    }

    @Override
    public double speed(double dose, double eta) {
        int power = 2 * depth - 2;
        return (double) depth
                * depth
                * (Math.pow(side(startU, dose - eta), power) + Math.pow(side(startV, dose + eta), power));
    }

    @Override
    public double drift(double dose, double eta) {
        int power = 2 * depth - 2;
        return -(double) depth
                * depth
                * (Math.pow(side(startU, dose - eta), power) - Math.pow(side(startV, dose + eta), power));
    }

    /** The penalty itself at the factors of weight x: ∂R/∂Λ = uᴸ + vᴸ. */
    @Override
    public double valueDrift(double dose, double x) {
        DeepDiagonalPotential now = at(dose);
        return Math.pow(now.positiveFactor(x), depth) + Math.pow(now.negativeFactor(x), depth);
    }
}
