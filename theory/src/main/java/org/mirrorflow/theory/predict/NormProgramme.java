package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/** min ‖u‖_p s.t. Au ≥ 1 for p = 1 or ∞, a linear programme, by ojAlgo's simplex; some coordinates may have to be positive. */
final class NormProgramme {

    /** u and the multipliers λ of Au ≥ 1. */
    record Solution(double[] u, double[] multipliers) {}

    private final boolean box;
    private final boolean[] positive;

    /**
     * @param p 1 or ∞
     * @param positive for each coordinate whether uⱼ ≥ 0 is asked for
     */
    NormProgramme(double p, boolean[] positive) {
        this.box = Double.isInfinite(p);
        this.positive = positive;
    }

    /**
     * In standard form. For p = 1 the unknowns are (u⁺, u⁻, slack); for p = ∞ they are (t + u, t − u, slack, t) with
     * (t + u) + (t − u) = 2t, and (u, t − u) with u + (t − u) = t for a positive coordinate.
     *
     * @return null when there is no such u
     */
    @Nullable
    Solution solve(double[] rows, int n, int d) {
        int unknowns = 2 * d + n + (box ? 1 : 0);
        int equations = n + (box ? d : 0);
        R064Store body = R064Store.FACTORY.make(equations, unknowns);
        R064Store rhs = R064Store.FACTORY.make(equations, 1);
        double[] cost = new double[unknowns];
        double half = box ? 0.5 : 1;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                body.set(i, j, (positive[j] ? 1 : half) * rows[i * d + j]);
                body.set(i, d + j, positive[j] ? 0 : -half * rows[i * d + j]);
            }
            body.set(i, 2 * d + i, -1);
            rhs.set(i, 0, 1);
        }
        if (box) {
            for (int j = 0; j < d; j++) {
                body.set(n + j, j, 1);
                body.set(n + j, d + j, 1);
                body.set(n + j, 2 * d + n, positive[j] ? -1 : -2);
            }
            cost[2 * d + n] = 1;
        } else {
            Arrays.fill(cost, 0, 2 * d, 1);
        }
        LinearSolver solver = LinearSolver.newBuilder()
                .objective(cost)
                .lower(0.0)
                .equalities(body, rhs)
                .build();
        Optimisation.Result result = solver.solve();
        if (!result.getState().isOptimal()) {
            return null;
        }
        double[] u = new double[d];
        double[] lambda = new double[n];
        for (int j = 0; j < d; j++) {
            u[j] = positive[j] ? result.doubleValue(j) : half * (result.doubleValue(j) - result.doubleValue(d + j));
        }
        for (int i = 0; i < n; i++) {
            lambda[i] = -solver.getDualMultiplier(i); // ojAlgo counts multipliers of minimisation negatively
        }
        return new Solution(u, lambda);
    }
}
