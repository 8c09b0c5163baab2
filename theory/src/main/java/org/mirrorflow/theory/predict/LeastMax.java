package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * An interpolator of least ℓ∞ norm, argmin ‖w‖∞ s.t. Zw = y, by a linear programme. It need not be unique.
 *
 * <p>Certificate: a second linear programme, max yᵀν s.t. ‖Zᵀν‖₁ ≤ 1, gives the lower bound of the gap.
 *
 * <p>Source: classical duality of ℓ∞ and ℓ1.
 */
public final class LeastMax implements Predictor {

    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        RowSpace space = RowSpace.of(z, y);
        int d = space.dimension;
        double scale = RowSpace.norm(space.rhs);
        if (scale == 0) {
            return new Interpolator(new double[d], new double[y.length], 0, 0, space.feasibility(new double[d]), 0, 0);
        }
        ExpressionsBasedModel primal = new ExpressionsBasedModel();
        Variable bound = primal.newVariable("bound").lower(0).weight(1);
        Variable[] w = new Variable[d];
        for (int i = 0; i < d; i++) {
            w[i] = primal.newVariable("w" + i);
            Expression above = primal.newExpression("above" + i).upper(0);
            above.set(w[i], 1);
            above.set(bound, -1);
            Expression below = primal.newExpression("below" + i).lower(0);
            below.set(w[i], 1);
            below.set(bound, 1);
        }
        for (int k = 0; k < space.rank; k++) {
            Expression row = primal.newExpression("row" + k).level(space.rhs[k] / scale);
            for (int i = 0; i < d; i++) {
                row.set(w[i], space.rows[k * d + i]);
            }
        }
        require(primal.minimise(), space);
        double[] weights = new double[d];
        double norm = 0;
        for (int i = 0; i < d; i++) {
            weights[i] = scale * w[i].getValue().doubleValue();
            norm = Math.max(norm, Math.abs(weights[i]));
        }
        ExpressionsBasedModel dual = new ExpressionsBasedModel();
        Variable[] nu = new Variable[space.rank];
        for (int k = 0; k < nu.length; k++) {
            nu[k] = dual.newVariable("nu" + k).weight(space.rhs[k] / scale);
        }
        Expression total = dual.newExpression("total").upper(1);
        for (int i = 0; i < d; i++) {
            Variable size = dual.newVariable("size" + i).lower(0);
            total.set(size, 1);
            Expression above = dual.newExpression("above" + i).upper(0);
            Expression below = dual.newExpression("below" + i).lower(0);
            for (int k = 0; k < nu.length; k++) {
                above.set(nu[k], space.rows[k * d + i]);
                below.set(nu[k], space.rows[k * d + i]);
            }
            above.set(size, -1);
            below.set(size, 1);
        }
        require(dual.maximise(), space);
        double[] multiplier = new double[space.rank];
        for (int k = 0; k < multiplier.length; k++) {
            multiplier[k] = nu[k].getValue().doubleValue();
        }
        double[] certificate = new double[d];
        space.applyTransposed(multiplier, certificate);
        double length = 0;
        for (double c : certificate) {
            length += Math.abs(c);
        }
        if (length > 1) {
            for (int k = 0; k < multiplier.length; k++) {
                multiplier[k] /= length;
            }
        }
        double violation = 0;
        for (int i = 0; i < d; i++) {
            // where the certificate is not 0 the weight is at the bound, with its sign
            violation = Math.max(
                    violation, Math.abs(certificate[i]) * Math.abs(norm - Math.signum(certificate[i]) * weights[i]));
        }
        double gap = (norm - RowSpace.dot(space.rhs, multiplier)) / Math.max(1, norm);
        return new Interpolator(
                weights, space.lift(multiplier), norm, gap, space.feasibility(weights), violation / norm, 1);
    }

    private static void require(Optimisation.Result result, RowSpace space) {
        if (!result.getState().isOptimal()) {
            throw new NoInterpolatorException("the linear programme of the least ℓ∞ norm ended " + result.getState()
                    + " on " + space.rank + " independent equations in " + space.dimension + " weights");
        }
    }
}
