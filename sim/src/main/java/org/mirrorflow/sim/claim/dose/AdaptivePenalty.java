package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.optim.SparsityController;
import org.mirrorflow.theory.reparam.HadamardProduct;

/** The adaptive penalty of continuous sparsification. */
public final class AdaptivePenalty extends DoseClaim {

    private static final int EPOCHS = 200;
    private static final int STEPS = 25;
    private static final double STEP = 0.1;
    private static final double TARGET = 5;
    private static final double[] CONSTANTS = {1e-3, 3e-3, 1e-2, 3e-2};

    /** The claim with its checks. */
    public AdaptivePenalty() {
        super(
                new Text(
                        "B16",
                        "The adaptive penalty",
                        "\\alpha \\leftarrow \\alpha\\,\\delta^{\\pm 1}",
                        "The penalty of continuous sparsification that grows while training tolerates it and is annealed away in the"
                                + " second half is not worse than the best constant one.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), Algorithm 1 of the version at ICLR",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The error of the adaptive penalty, the better of δ = 1.01 and 1.1 from α = 0.01, is at most that of the best of"
                                + " four constant ones, on average."),
                false,
                Check.residual("excess", "error of the adaptive penalty minus that of the best constant one", 0)
                        .onAverage(),
                Check.control("none", "error without a penalty minus that of the adaptive penalty", 0.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        Experiment experiment = experiment(recovery("B16", seed));
        double adaptive = Math.min(error(experiment, 0.01, 1.01, trial), error(experiment, 0.01, 1.1, trial));
        double constant = Double.POSITIVE_INFINITY;
        for (double alpha : CONSTANTS) {
            constant = Math.min(constant, error(experiment, alpha, 1, trial));
        }
        trial.record("excess", adaptive - constant);
        trial.record("none", error(experiment, 0, 1, trial) - adaptive);
    }

    /** Gradient descent on m⊙w with the decay 2α of both factors, α changed after each epoch by δ; constant for δ = 1. */
    private static double error(Experiment experiment, double alpha, double delta, Trial trial) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        HadamardProduct product =
                (HadamardProduct) ((org.mirrorflow.sim.dynamics.Model.Factored) experiment.model()).parametrization();
        SparsityController controller = new SparsityController(alpha, delta, TARGET, EPOCHS / 2);
        double[] theta = product.start();
        double[] w = new double[product.dimension()];
        double[] gradient = new double[w.length];
        double[] pulled = new double[theta.length];
        double penalty = alpha;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            trial.checkpoint();
            double loss = 0;
            for (int k = 0; k < STEPS; k++) {
                product.apply(theta, w);
                loss = regression.lossAndGradient(w, gradient);
                product.pullBack(theta, gradient, pulled);
                for (int i = 0; i < theta.length; i++) {
                    theta[i] -= STEP * (pulled[i] + 2 * penalty * theta[i]);
                }
            }
            product.apply(theta, w);
            penalty = controller.epoch(loss, l1(w));
        }
        return distance(w, regression.planted().orElseThrow());
    }
}
