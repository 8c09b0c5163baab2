package org.mirrorflow.sim.observe;

import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.predict.MaxMargin;

/**
 * Karush–Kuhn–Tucker points of min φ(w) s.t. qᵢ(w) ≥ 1 for margins homogeneous of degree L.
 *
 * <p>For λ ≥ 0 with Σλ = 1 and v = Σλᵢ∇qᵢ(w), Euler's identity gives φ°(v) φ(w) ≥ ⟨v, w⟩ = L Σλᵢqᵢ ≥ L·min q. Both
 * inequalities are equalities for some λ exactly if v is a multiple of a subgradient of φ at w and λ rests on samples of
 * least margin, which is to say at a KKT point. So min_λ φ°(v) φ(w)/(L·min q) − 1 ≥ 0 is 0 exactly there, for every gauge φ and
 * any scale of w. Minimising over λ is the dual of the max-margin problem of the linearised margins ∇qᵢ(w).
 */
public final class Kkt {

    private Kkt() {}

    /** The residual; infinite unless every margin is positive. */
    public static double residual(MarginProblem problem, double[] w, HorizonFunction horizon) {
        double size = horizon.of(w);
        double[] unit = w.clone();
        for (int j = 0; j < unit.length; j++) {
            unit[j] /= size;
        }
        double margin = problem.smallestMargin(unit);
        if (!(margin > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double least =
                MaxMargin.of(horizon).predict(problem.marginGradients(unit)).bound();
        return least / (problem.degree() * margin) - 1;
    }
}
