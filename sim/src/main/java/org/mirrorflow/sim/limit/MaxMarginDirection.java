package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.NoInterpolatorException;
import org.mirrorflow.theory.predict.Separator;

/** A mirror flow on separable data goes in the direction of largest margin for the horizon function of its map. */
public final class MaxMarginDirection implements LimitRule {

    @Override
    public String id() {
        return "max-margin-direction";
    }

    @Override
    public String name() {
        return "Direction of largest margin";
    }

    @Override
    public String formula() {
        return "\\arg\\max_{\\phi_\\infty(w)\\leq 1}\\min_i \\langle a_i, w\\rangle";
    }

    @Override
    public String summary() {
        return "A mirror flow on separable data goes in the direction of largest margin for the horizon function of its"
                + " map.";
    }

    @Override
    public String source() {
        return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearClassification
                && experiment.followsGradientFlow()
                && experiment.model().potential().isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearClassification classification = (LinearClassification) experiment.problem();
        SeparableMirrorMap map = experiment.model().potential().orElseThrow();
        double p = switch (map.horizon()) {
            case HorizonFunction.Norm norm -> norm.p();
            case HorizonFunction.None none ->
                throw new NoInterpolatorException("No direction is predicted: " + none.reason() + ".");
            default ->
                throw new NoInterpolatorException(
                        "No direction is predicted: the horizon function of the map is no ℓp norm.");
        };
        boolean orthant = map.potential(0).domain().equals(Interval.POSITIVE);
        if (orthant && Double.isInfinite(p)) {
            throw new NoInterpolatorException(
                    "No direction is predicted for the largest weight on the positive orthant; use a map on the whole"
                            + " space.");
        }
        Separator separator = new MaxMargin(p, orthant).predict(classification.rows());
        return new Prediction(
                Prediction.LIMIT,
                "direction of largest margin",
                formula(),
                Prediction.Kind.DIRECTION,
                separator.direction(),
                separator.margin(),
                separator.dualityGap(),
                0,
                separator.complementarity());
    }
}
