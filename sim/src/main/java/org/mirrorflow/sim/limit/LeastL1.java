package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.BasisPursuit;

/** The interpolator of least ℓ₁ norm. */
public final class LeastL1 implements LimitRule {

    @Override
    public String id() {
        return Prediction.MIN_L1;
    }

    @Override
    public String name() {
        return "Least ℓ₁ norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{Zw=y} \\|w\\|_1";
    }

    @Override
    public String summary() {
        return "The interpolator of least ℓ₁ norm.";
    }

    @Override
    public String source() {
        return "Chen, Donoho and Saunders 1998";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        return Prediction.of(
                id(),
                "least ℓ₁ norm",
                formula(),
                new BasisPursuit().predict(regression.design(), regression.targets()));
    }
}
