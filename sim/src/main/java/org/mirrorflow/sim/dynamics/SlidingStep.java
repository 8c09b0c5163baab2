package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.descent.LpGeometry;

/**
 * One implicit step of steepest mirror flow on f = ½‖Zw − y‖²: finds s with
 *
 * <pre>s ∈ φ_q(g − hZᵀZDs),   D = diag of the inverse metric,</pre>
 *
 * <p>where φ₁ is the set-valued sign, so that on a surface gᵢ = 0 any sᵢ ∈ [−1, 1] is allowed: the step slides along it
 * as the solution of Filippov does, without chatter. With σ = Ds it is the strictly monotone optimality condition of the
 * convex problem min ½h‖Zσ‖² − ⟨g, σ⟩ + Σ Dᵢ|σᵢ/Dᵢ|^p/p (for q = 1 over the box |σᵢ| ≤ Dᵢ), solved one coordinate after
 * the other. Allocates nothing after construction.
 *
 * <p>The gradient after the step is unique. For q = 1 s itself is not where the columns of Z on the sliding surfaces are
 * linearly dependent: there Filippov's solution is not unique either, and the one nearest to the first guess in the order of
 * the sweeps is taken.
 */
final class SlidingStep {

    private static final int SWEEPS = 4000;

    /** Largest last change of an entry of s, relative to max(1, |s|). */
    static final double TOLERANCE = 1e-11;

    private final DMatrixRMaj design;
    private final double q;
    private final double[] squares;
    private final double[] columns;
    private final double[] shift;

    SlidingStep(DMatrixRMaj design, double q) {
        this.design = design;
        this.q = q;
        int n = design.numRows;
        int d = design.numCols;
        this.squares = new double[d];
        this.columns = new double[n * d];
        this.shift = new double[n];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                double z = design.get(i, j);
                columns[j * n + i] = z;
                squares[j] += z * z;
            }
        }
    }

    /**
     * Solves for the velocities of one step.
     *
     * @param gradient ∇f at the start of the step
     * @param speed D
     * @param s a first guess, replaced by the solution
     * @return whether the iteration has converged
     */
    boolean solve(double h, double[] gradient, double[] speed, double[] s) {
        int n = design.numRows;
        Arrays.fill(shift, 0);
        for (int j = 0; j < s.length; j++) {
            add(j, h * speed[j] * s[j], n);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double change = 0;
            for (int j = 0; j < s.length; j++) {
                double c = h * speed[j] * squares[j];
                double inner = 0;
                for (int i = 0, at = j * n; i < n; i++, at++) {
                    inner += columns[at] * shift[i];
                }
                double next = scalar(gradient[j] - inner + c * s[j], c);
                double step = next - s[j];
                if (step != 0) {
                    add(j, h * speed[j] * step, n);
                    s[j] = next;
                    change = Math.max(change, Math.abs(step) / Math.max(1, Math.abs(next)));
                }
            }
            if (change <= TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    private void add(int j, double factor, int n) {
        for (int i = 0, at = j * n; i < n; i++, at++) {
            shift[i] += columns[at] * factor;
        }
    }

    /** s ∈ φ_q(a − cs). */
    private double scalar(double a, double c) {
        if (q == 1) {
            return c == 0 ? Math.signum(a) : Math.clamp(a / c, -1.0, 1.0);
        }
        if (q == 2) {
            return a / (1 + c);
        }
        // |s|^{p−1} + c|s| = |a|, increasing and convex: Newton from above falls to the root.
        double p = q / (q - 1);
        double target = Math.abs(a);
        double x = Math.abs(LpGeometry.field(a, q));
        if (c > 0) {
            x = Math.min(x, target / c);
            for (int k = 0; k < 60; k++) {
                double slope = (p - 1) * Math.pow(x, p - 2) + c;
                double next = x - (Math.pow(x, p - 1) + c * x - target) / slope;
                if (!(next < x * (1 - 1e-15))) {
                    break;
                }
                x = Math.max(next, 0);
            }
        }
        return Math.copySign(x, a);
    }
}
