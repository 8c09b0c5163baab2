package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * How fast weights grow along their max-margin direction, and with them how slowly the loss falls.
 *
 * <p>Along u with ‖u‖ = 1 and margin γ, w = ρu, margins are γρ^L and N(ρ) = Q(ρu) with the balance function Q obeys
 * dN/dt = Lγρ^L e^{−γρ^L}. Hence t = ∫ e^{γρ^L} N′(ρ)/(Lγρ^L) dρ, and by Laplace's method
 * log t = γρ^L + log N′(ρ) − log(Lγρ^L) − log(d/dρ(γρ^L + log N′(ρ))) up to terms that vanish as ρ grows, with
 * N′(ρ) = ρ Σ uⱼ² r″(ρuⱼ).
 *
 * <p>Where r″ is a power this is ρ ≈ (log t/γ)^{1/L} and a loss 1/t up to logarithms; where r″ grows like e^{ρ^L} the loss
 * is t^{−γ/(1+γ)}; where it grows faster, slower than any power of t.
 *
 * <p>Source: derived and checked here; Jacobs and Montúfar 2026 (arXiv 2605.19458) for the regimes.
 */
public final class NormGrowth {

    private static final double STEP = 1e-5;

    private final SeparableMirrorMap map;
    private final double[] direction;
    private final double margin;
    private final double degree;

    /**
     * @param map R
     * @param direction u, in the norm of the problem of length 1
     * @param margin γ, the margin of u
     * @param degree L, the degree of homogeneity
     */
    public NormGrowth(SeparableMirrorMap map, double[] direction, double margin, double degree) {
        if (direction.length != map.dimension()) {
            throw new IllegalArgumentException(
                    "the direction has length " + direction.length + " but the map acts on ℝ^" + map.dimension());
        }
        this.map = map;
        this.direction = direction.clone();
        this.margin = margin;
        this.degree = degree;
    }

    /** log N′(ρ). */
    public double logMass(double rho) {
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int j = 0; j < direction.length; j++) {
            if (direction[j] != 0) {
                double term =
                        2 * Math.log(Math.abs(direction[j])) + map.potential(j).logSecondDerivative(rho * direction[j]);
                if (term > largest) {
                    sum = sum * Math.exp(largest - term) + 1;
                    largest = term;
                } else {
                    sum += Math.exp(term - largest);
                }
            }
        }
        return Math.log(rho) + largest + Math.log(sum);
    }

    /** log t at which the weights have size ρ; NaN where ρ is too small for the law to say anything. */
    public double logTime(double rho) {
        double power = margin * Math.pow(rho, degree);
        double h = STEP * rho;
        double slope = degree * power / rho + (logMass(rho + h) - logMass(rho - h)) / (2 * h);
        return power + logMass(rho) - Math.log(degree * power) - Math.log(slope);
    }

    /** The size ρ at that log t, by bisection; NaN before the law holds. */
    public double size(double logTime) {
        double low = 1e-3;
        double high = 1e-3;
        while (!(logTime(high) >= logTime)) {
            low = high;
            high *= 2;
            if (high > 1e300) {
                return Double.NaN;
            }
        }
        if (!(logTime(low) <= logTime)) {
            return Double.NaN;
        }
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (low + high);
            if (logTime(middle) <= logTime) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** −γρ^L at that log t, the log loss up to a constant. */
    public double logLoss(double logTime) {
        return -margin * Math.pow(size(logTime), degree);
    }
}
