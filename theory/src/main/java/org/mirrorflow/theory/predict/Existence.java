package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Whether a potential has a minimiser among the solutions: some solution lies inside its domain, and some multiplier
 * gives a point inside its dual domain. Both are decided by a linear programme that maximises the distance to the
 * boundary, capped at 1.
 */
final class Existence {

    /** A distance to the boundary below this, in units of the least-norm solution, is none. */
    private static final double MARGIN = 1e-9;

    private Existence() {}

    static void require(RowSpace space, SeparableMirrorMap map) {
        boolean restricted = false;
        boolean coercive = true;
        for (int j = 0; j < space.dimension; j++) {
            restricted |= !map.potential(j).domain().equals(Interval.REAL_LINE);
            coercive &= PotentialMinimizer.hasMinimiser(map.potential(j));
        }
        if (restricted) {
            requirePrimal(space, map);
        }
        if (!coercive) {
            requireDual(space, map);
        }
    }

    private static void requirePrimal(RowSpace space, SeparableMirrorMap map) {
        double scale = RowSpace.norm(space.rhs);
        double unit = scale == 0 ? 1 : scale;
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable margin = model.newVariable("margin").lower(-1).upper(1).weight(1);
        Variable[] w = new Variable[space.dimension];
        for (int j = 0; j < w.length; j++) {
            w[j] = model.newVariable("w" + j);
            within(model, map.potential(j).domain(), unit, margin, "d" + j, w[j]);
        }
        for (int k = 0; k < space.rank; k++) {
            Expression row = model.newExpression("row" + k).level(space.rhs[k] / unit);
            for (int j = 0; j < w.length; j++) {
                row.set(w[j], space.rows[k * space.dimension + j]);
            }
        }
        Optimisation.Result result = model.maximise();
        if (!result.getState().isFeasible() || margin.getValue().doubleValue() < MARGIN) {
            throw new NoInterpolatorException("no solution of Zw = y lies inside the domain of the mirror map"
                    + (map.potential(0).domain().equals(Interval.POSITIVE) ? ", the positive orthant" : "")
                    + "; take a map on the whole space or targets of weights inside the domain");
        }
    }

    private static void requireDual(RowSpace space, SeparableMirrorMap map) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable margin = model.newVariable("margin").lower(-1).upper(1).weight(1);
        Variable[] nu = new Variable[space.rank];
        for (int k = 0; k < nu.length; k++) {
            nu[k] = model.newVariable("nu" + k);
        }
        double[] column = new double[space.rank];
        for (int j = 0; j < space.dimension; j++) {
            for (int k = 0; k < nu.length; k++) {
                column[k] = space.rows[k * space.dimension + j];
            }
            Interval dual = map.potential(j).dualDomain();
            if (Double.isFinite(dual.lower())) {
                Expression bound = model.newExpression("lower" + j).lower(dual.lower());
                bound.set(margin, -1);
                setAll(bound, nu, column);
            }
            if (Double.isFinite(dual.upper())) {
                Expression bound = model.newExpression("upper" + j).upper(dual.upper());
                bound.set(margin, 1);
                setAll(bound, nu, column);
            }
        }
        Optimisation.Result result = model.maximise();
        if (!result.getState().isFeasible() || margin.getValue().doubleValue() < MARGIN) {
            throw new NoInterpolatorException("the potential has no minimiser among the solutions of Zw = y: it decreases"
                    + " without end along them; take a coercive map or start the flow elsewhere");
        }
    }

    private static void within(
            ExpressionsBasedModel model, Interval interval, double unit, Variable margin, String name, Variable w) {
        if (Double.isFinite(interval.lower())) {
            Expression bound = model.newExpression(name + "lower").lower(interval.lower() / unit);
            bound.set(w, 1);
            bound.set(margin, -1);
        }
        if (Double.isFinite(interval.upper())) {
            Expression bound = model.newExpression(name + "upper").upper(interval.upper() / unit);
            bound.set(w, 1);
            bound.set(margin, 1);
        }
    }

    private static void setAll(Expression expression, Variable[] variables, double[] factors) {
        for (int k = 0; k < variables.length; k++) {
            expression.set(variables[k], factors[k]);
        }
    }
}
