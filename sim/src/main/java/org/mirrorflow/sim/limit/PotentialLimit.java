package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** A mirror flow on regression ends at the minimiser of its potential among the interpolators. */
public final class PotentialLimit implements LimitRule {

    @Override
    public String id() {
        return "potential-minimiser";
    }

    @Override
    public String name() {
        return "Minimiser of the potential";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{Zw=y} R(w)";
    }

    @Override
    public String summary() {
        return "A mirror flow on regression ends at the minimiser of its potential among the interpolators.";
    }

    @Override
    public String source() {
        return "Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246), Theorem 1";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression
                && experiment.followsGradientFlow()
                && experiment.decay().isNone()
                && experiment.model().potential().isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        return Prediction.of(
                Prediction.LIMIT,
                "predicted limit",
                formula(),
                new PotentialMinimizer(experiment.model().potential().orElseThrow())
                        .predict(regression.design(), regression.targets()));
    }
}
