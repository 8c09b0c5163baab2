package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.MarginGeometry;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;
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
                && MarginGeometry.map(experiment).isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearClassification classification = (LinearClassification) experiment.problem();
        MirrorMap map = MarginGeometry.map(experiment).orElseThrow();
        Separator separator = MaxMargin.of(map).predict(classification.rows());
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
