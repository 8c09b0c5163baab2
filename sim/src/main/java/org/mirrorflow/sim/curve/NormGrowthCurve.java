package org.mirrorflow.sim.curve;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.theory.predict.NormGrowth;

/** How fast the weights grow along their direction, and the loss that goes with it, from {@link NormGrowth}. */
public final class NormGrowthCurve implements CurveRule {

    @Override
    public String id() {
        return "norm-growth";
    }

    @Override
    public String name() {
        return "Growth of the norm";
    }

    @Override
    public String formula() {
        return "\\log t \\approx \\gamma\\rho^L + \\log N'(\\rho)";
    }

    @Override
    public String summary() {
        return "The size of the weights, and the log loss up to a constant, that the balance function allows at time t.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearClassification
                && experiment.continuous()
                && experiment.model().potential().isPresent()
                && experiment.prediction(Prediction.LIMIT).isPresent();
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        Prediction limit = experiment.prediction(Prediction.LIMIT).orElseThrow();
        NormGrowth growth =
                new NormGrowth(experiment.model().potential().orElseThrow(), limit.weights(), limit.objective(), 1);
        double[] size = new double[history.size()];
        double[] logLoss = new double[history.size()];
        for (int i = 0; i < size.length; i++) {
            // Before t = 1 the direction has not settled, and the law is one of large times.
            double logTime = history.clocks(i).logTime();
            size[i] = logTime > 0 ? growth.size(logTime) : Double.NaN;
            logLoss[i] = -limit.objective() * size[i];
        }
        return List.of(new TheoryCurve("horizon-norm", "", size), new TheoryCurve("log-loss", "", logLoss));
    }
}
