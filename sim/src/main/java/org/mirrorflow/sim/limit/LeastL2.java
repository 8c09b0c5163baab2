package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.LeastNorm;

/** The interpolator of least ℓ₂ norm. */
public final class LeastL2 implements LimitRule {

    @Override
    public String id() {
        return Prediction.MIN_L2;
    }

    @Override
    public String name() {
        return "Least ℓ₂ norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{Zw=y} \\|w\\|_2";
    }

    @Override
    public String summary() {
        return "The interpolator of least ℓ₂ norm.";
    }

    @Override
    public String source() {
        return "classical";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        return Prediction.of(
                id(), "least ℓ₂ norm", formula(), new LeastNorm().predict(regression.design(), regression.targets()));
    }
}
