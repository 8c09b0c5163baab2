package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.DiscreteScale;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** The step size sparsifies. */
public final class StepsSparsify extends DoseClaim {

    /** The claim with its checks. */
    public StepsSparsify() {
        super(
                new Text(
                        "A7",
                        "The step size sparsifies",
                        "\\beta_k = \\beta_0\\prod(1-h^2g^2)",
                        "Gradient descent on m⊙w with step h multiplies each scale by 1 − h²g² a step, so that its limit is the minimiser at the shrunken scale, up to O(h²), and misses that of the flow by O(h).",
                        "derived, exact; Even, Pesme, Gunasekar and Flammarion 2023",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The product formula holds to 1e-12; the error of the corrected prediction falls with order 2 and that of the naive one with order 1."),
                true,
                Check.residual("product", "largest relative error of the product formula for the scale", 1e-12),
                Check.residual("corrected-order", "distance of the order of the corrected prediction from 2", 0.5),
                Check.residual("naive-order", "distance of the order of the naive prediction from 1", 0.5),
                Check.control("gain", "naive over corrected error at step 0.05", 5));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(reference(
                "The step size sparsifies",
                "model.start-u",
                "1,1,1,1",
                "model.start-v",
                "0,0,0,0",
                "dynamics.kind",
                "gradient-descent",
                "dynamics.step-size",
                0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] u = uniform(random(seed, id()), 4, 0.95, 1.05);
        double[] steps = {0.1, 0.05, 0.025};
        double[] naive = new double[steps.length];
        double[] corrected = new double[steps.length];
        double product = 0;
        for (int k = 0; k < steps.length; k++) {
            Experiment experiment = experiment(reference(
                    "A7",
                    "model.start-u",
                    list(u),
                    "model.start-v",
                    "0,0,0,0",
                    "dynamics.kind",
                    "gradient-descent",
                    "dynamics.step-size",
                    steps[k]));
            LinearRegression regression = (LinearRegression) experiment.problem();
            Dynamics descent = experiment.newDynamics();
            DiscreteScale scale = new DiscreteScale(4);
            for (int i = 0; i < 200_000 && descent.loss() > 1e-28; i++) {
                scale.split(descent.gradient(), steps[k], 0);
                descent.advance(Double.POSITIVE_INFINITY);
            }
            ScalarPotential[] shrunk = new ScalarPotential[4];
            ScalarPotential[] flow = new ScalarPotential[4];
            for (int i = 0; i < 4; i++) {
                double start = 0.5 * u[i] * u[i];
                double m = descent.state()[i];
                double w = descent.state()[4 + i];
                double predicted = start * Math.exp(scale.logFactor(i));
                product = Math.max(product, Math.abs(0.5 * (m - w) * (m + w) / predicted - 1));
                shrunk[i] = new HyperbolicEntropy(predicted);
                flow[i] = new HyperbolicEntropy(start);
            }
            corrected[k] = distance(descent.weights(), limit(regression, shrunk));
            naive[k] = distance(descent.weights(), limit(regression, flow));
        }
        trial.record("product", product);
        trial.record("corrected-order", Math.abs(order(corrected) - 2));
        trial.record("naive-order", Math.abs(order(naive) - 1));
        trial.record("gain", naive[1] / corrected[1]);
    }

    private static double order(double[] errors) {
        return Math.log(errors[0] / errors[errors.length - 1]) / Math.log(4);
    }

    private static double[] limit(LinearRegression regression, ScalarPotential[] potentials) {
        return new PotentialMinimizer(SeparableMirrorMap.of(potentials))
                .predict(regression.design(), regression.targets())
                .weights();
    }
}
