package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/**
 * A flow whose weight decay ends, or has a finite dose Λ_∞, goes to the minimiser of R_{Λ_∞} among the interpolators: the bias of the
 * decay is stored in the geometry, and only the dose counts, not the schedule.
 */
public final class StoredBiasLimit implements LimitRule {

    @Override
    public String id() {
        return "stored-bias";
    }

    @Override
    public String name() {
        return "Minimiser of the potential that decay has left";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{Zw=y} R_{\\Lambda_\\infty}(w)";
    }

    @Override
    public String summary() {
        return "A flow whose weight decay has a finite dose ends at the minimiser of the potential that this dose leaves,"
                + " whatever the schedule.";
    }

    @Override
    public String source() {
        return "Jacobs and Burkholz 2024 (arXiv 2408.09966); Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Theorem 3.2";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression
                && !experiment.decay().isNone()
                && experiment.decay().totalDose() < Double.POSITIVE_INFINITY
                && Flows.continuousFlow(experiment)
                && experiment.movingPotential().isPresent();
    }

    /** @throws IllegalStateException when the dose leaves no scale that a double can hold */
    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        double dose = experiment.decay().totalDose();
        try {
            return Prediction.of(
                    Prediction.LIMIT,
                    "predicted limit",
                    formula(),
                    new PotentialMinimizer(
                                    experiment.movingPotential().orElseThrow().at(dose))
                            .predict(regression.design(), regression.targets()));
        } catch (IllegalArgumentException beyond) {
            throw new IllegalStateException(
                    "The dose " + dose + " leaves no potential: " + beyond.getMessage(), beyond);
        }
    }
}
