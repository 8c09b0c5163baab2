package org.mirrorflow.theory.predict;

/**
 * ∫₀^∞ ‖∇f(x_t)‖₂² dt ≤ B^{2−q}(f(x₀) − f_∞)/μ along ℓq-steepest mirror flow with inverse metric at least μ and
 * ‖∇f‖_∞ ≤ B, because −df/dt = Σ|gᵢ|^q/R″ᵢ ≥ μΣ|gᵢ|^q and |gᵢ|^q ≥ gᵢ²B^{q−2}.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.2; the exponent's sign derived and checked here.
 *
 * @param q 1 ≤ q ≤ 2
 * @param largestGradient B
 * @param decrease f(x₀) − f_∞
 * @param coercivity μ
 */
public record GradientIntegralBound(double q, double largestGradient, double decrease, double coercivity) {

    /** B^{2−q}(f₀ − f_∞)/μ. */
    public double value() {
        return Math.pow(largestGradient, 2 - q) * decrease / coercivity;
    }

    /** (f₀ − f_∞)/(B^{2−q}μ), as it is also found in print: no bound where B &gt; 1. */
    public double dividedValue() {
        return decrease / (Math.pow(largestGradient, 2 - q) * coercivity);
    }
}
