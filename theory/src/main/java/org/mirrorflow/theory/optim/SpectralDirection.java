package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * Steepest descent in the spectral norm, as in Muon: the averaged gradient M ← μM + G (with Nesterov's look-ahead
 * G + μM) is brought near its polar factor UVᵀ by Newton–Schulz steps X ← aX + (bA + cA²)X, A = XXᵀ, from
 * X = M/‖M‖_F. Muon's coefficients (3.4445, −4.7750, 2.0315) push every singular value into about [0.7, 1.2] within five
 * steps and do not converge; the classical (3/2, −1/2, 0) converge to 1.
 *
 * <p>d = X·√max(1, rows/columns), so that all shapes move alike. A zero gradient gives d = 0.
 *
 * <p>Source: Jordan et al. 2024, Muon; Bernstein and Newhouse 2024 (arXiv 2409.20325).
 */
public final class SpectralDirection<T> implements Direction<T> {

    private final Algebra<T> algebra;
    private final T average;
    private final T iterate;
    private final T gram;
    private final T square;
    private final T next;
    private final boolean wide;
    private final boolean exact;
    private final int iterations;
    private final double scale;
    private double momentum;

    /**
     * @param shape any matrix of the parameters' shape
     * @param momentum μ in [0, 1)
     * @param iterations Newton–Schulz steps, at least 1
     * @param exact whether to take the classical coefficients instead of Muon's
     */
    public SpectralDirection(Algebra<T> algebra, T shape, double momentum, int iterations, boolean exact) {
        int rows = algebra.rows(shape);
        int columns = algebra.size(shape) / rows;
        this.algebra = algebra;
        this.wide = rows <= columns;
        int smaller = Math.min(rows, columns);
        this.average = algebra.zerosLike(shape);
        this.iterate = algebra.zerosLike(shape);
        this.next = algebra.zerosLike(shape);
        this.gram = algebra.zeros(smaller, smaller, shape);
        this.square = algebra.zeros(smaller, smaller, shape);
        this.iterations = iterations;
        this.exact = exact;
        this.scale = Math.sqrt(Math.max(1, (double) rows / columns));
        setMomentum(momentum);
    }

    /** Changes μ from the next step on. */
    public void setMomentum(double momentum) {
        this.momentum = Decays.rate("momentum", momentum);
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.scale(momentum, average);
        algebra.addScaled(1, gradient, average);
        algebra.copy(average, iterate);
        algebra.combine(1, gradient, momentum, iterate);
        double size = algebra.norm(iterate);
        if (size > 0) {
            algebra.scale(1 / size, iterate);
            for (int k = 0; k < iterations; k++) {
                // On the shorter side, where the Gram matrix is smaller.
                algebra.product(iterate, !wide, iterate, wide, gram);
                algebra.product(gram, false, gram, false, square);
                algebra.combine(exact ? -0.5 : -4.7750, gram, exact ? 0 : 2.0315, square);
                if (wide) {
                    algebra.product(square, false, iterate, false, next);
                } else {
                    algebra.product(iterate, false, square, false, next);
                }
                algebra.combine(1, next, exact ? 1.5 : 3.4445, iterate);
            }
        }
        algebra.copy(iterate, out);
        algebra.scale(scale, out);
    }

    @Override
    public Map<String, T> state() {
        return Map.of("average", average);
    }
}
