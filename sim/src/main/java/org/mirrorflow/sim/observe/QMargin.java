package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.MirrorMap;

/** The negative log loss over the L/α-th power of the balance function, where α is the index of growth of the mirror map; NaN until the loss is below 1. */
public final class QMargin implements Observable {

    @Override
    public String id() {
        return "q-margin";
    }

    @Override
    public String name() {
        return "Q-margin";
    }

    @Override
    public String formula() {
        return "\\log(1/f)\\,/\\,Q(w)^{L/\\alpha}";
    }

    @Override
    public String summary() {
        return "The negative log loss over the L/α-th power of the balance function, where α is the exponent of the horizon norm; NaN until the loss is below 1.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return MarginGeometry.growth(experiment).orElse(Double.POSITIVE_INFINITY) < Double.POSITIVE_INFINITY
                && experiment.problem() instanceof MarginProblem;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        MarginProblem problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        double power = problem.degree() / MarginGeometry.growth(experiment).orElseThrow();
        MirrorMap map = MarginGeometry.map(experiment).orElseThrow();
        return moment -> {
            double logLoss = problem.logLoss(moment.weights());
            return logLoss < 0 ? -logLoss / Math.pow(map.balance(moment.weights()), power) : Double.NaN;
        };
    }
}
