package org.mirrorflow.theory.optim;

/**
 * SparseOpt's correction of a layer's gradient: row i, what enters neuron i of density 1 − sᵢ, is scaled by
 *
 * <pre>
 * (1 − sᵢ)ᵖ / (1 − s̄)ᵖ,   s̄ the mean of the sᵢ,
 * </pre>
 *
 * with p = ½ in the paper, where batch normalisation amplifies the gradient of a neuron by (1 − sᵢ)^(−½). p = 0 changes
 * nothing; p = 1 also evens out the curvature of scale-invariant neurons. The scales change with the mask alone. A dense
 * layer has all scales 1.
 *
 * <p>Source: Adnan et al. 2026 (arXiv 2605.27541); other exponents and the renormalisation are derived here.
 */
public final class SparsityPreconditioner<T> {

    private final Algebra<T> algebra;
    private final T scales;
    private final double columns;
    private final boolean renormalised;
    private double exponent;

    /**
     * @param shape any tensor of the parameters' shape
     * @param exponent p, at least 0
     * @param renormalised whether the corrected gradient keeps the length of the gradient, so that only its direction
     *     changes
     */
    public SparsityPreconditioner(Algebra<T> algebra, T shape, double exponent, boolean renormalised) {
        int rows = algebra.rows(shape);
        this.algebra = algebra;
        this.scales = algebra.zeros(rows, 1, shape);
        this.columns = (double) algebra.size(shape) / rows;
        this.renormalised = renormalised;
        if (!(exponent >= 0)) {
            throw new IllegalArgumentException("the exponent p must be at least 0; given " + exponent);
        }
        this.exponent = exponent;
        algebra.fill(1, scales);
    }

    /** Takes the densities of that mask. A neuron without inputs has nothing to scale. */
    public void maskChanged(T mask) {
        algebra.rowSums(mask, scales);
        algebra.scale(1 / columns, scales);
        double mean = algebra.sum(scales) / algebra.size(scales);
        algebra.power(exponent, scales, scales);
        if (exponent == 0) {
            algebra.fill(1, scales);
        } else if (mean > 0) {
            algebra.scale(1 / Math.pow(mean, exponent), scales);
        }
    }

    /** g ← D g. */
    public void correct(T gradient) {
        double before = renormalised ? algebra.norm(gradient) : 0;
        algebra.scaleRows(scales, gradient);
        if (renormalised) {
            double after = algebra.norm(gradient);
            if (after > 0) {
                algebra.scale(before / after, gradient);
            }
        }
    }

    /** The scale of every row, rows × 1, live. */
    public T scales() {
        return scales;
    }
}
