package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.theory.predict.LeastNorm;

/** The interpolator of least Frobenius norm, counted from the given start where there is one: where unfactored weights go. */
public final class LeastFrobenius implements LimitRule {

    @Override
    public String id() {
        return "min-frobenius";
    }

    @Override
    public String name() {
        return "Least Frobenius norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\mathcal A(W)=y} \\|W-W_0\\|_F";
    }

    @Override
    public String summary() {
        return "The interpolator of least Frobenius norm, counted from the given start where there is one: where unfactored weights go.";
    }

    @Override
    public String source() {
        return "classical";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof MatrixSensing;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        MatrixSensing sensing = (MatrixSensing) experiment.problem();
        double[] offset = sensing.startWeights().orElseGet(() -> new double[sensing.dimension()]);
        return Prediction.of(
                id(),
                "least Frobenius norm",
                formula(),
                Shifts.back(
                        new LeastNorm()
                                .predict(sensing.design(), Shifts.without(sensing.design(), sensing.targets(), offset)),
                        offset));
    }
}
