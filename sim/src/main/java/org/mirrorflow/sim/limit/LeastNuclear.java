package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.theory.predict.LeastNuclearNorm;

/** The interpolator of least nuclear norm, counted from the given start where there is one. */
public final class LeastNuclear implements LimitRule {

    /** Entries beyond which the programme would take seconds. */
    private static final int LARGEST = 400;

    @Override
    public String id() {
        return "min-nuclear";
    }

    @Override
    public String name() {
        return "Least nuclear norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\mathcal A(W)=y} \\|W-W_0\\|_*";
    }

    @Override
    public String summary() {
        return "The interpolator of least nuclear norm, counted from the given start where there is one.";
    }

    @Override
    public String source() {
        return "Recht, Fazel and Parrilo 2010 (arXiv 0706.4138)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof MatrixSensing sensing && sensing.dimension() <= LARGEST;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        MatrixSensing sensing = (MatrixSensing) experiment.problem();
        double[] offset = sensing.startWeights().orElseGet(() -> new double[sensing.dimension()]);
        return Prediction.of(
                id(),
                "least nuclear norm",
                formula(),
                Shifts.back(
                        new LeastNuclearNorm(sensing.rows(), sensing.columns())
                                .predict(sensing.design(), Shifts.without(sensing.design(), sensing.targets(), offset)),
                        offset));
    }
}
