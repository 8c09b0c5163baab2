package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** At the start SparseOpt makes all neurons of a batch-normalised layer turn at the same speed. */
public final class EqualAngularSpeed extends SparseClaim {

    /** The catalogue entry. */
    public EqualAngularSpeed() {
        super(
                new Words(
                        "SO-3",
                        Paper.SPARSE_OPT,
                        "Equal angular speed",
                        "\\|\\partial_{w_i}f\\|/\\|w_i\\| \\propto (1-s_i)^{p-1/2}",
                        "At the start SparseOpt makes all neurons of a batch-normalised layer turn at the same speed.",
                        "The exponent of the angular speed in the density is −0.5 ± 0.05 for the raw gradient and 0 ± 0.05 after the correction.",
                        "derived from Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), checked"),
                true,
                Check.residual("raw", "|e + 1/2| of the angular speed of the raw gradient", 0.05),
                Check.residual("corrected", "|e| of the angular speed of the corrected gradient", 0.05),
                Check.control("overshoot", "e of the angular speed with exponent p = 1", 0.4));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                Workbench.watch(
                        "Batch norm amplifies sparse gradients",
                        "batch-norm-regression",
                        Workbench.map(),
                        "sparse-opt",
                        Workbench.map("step-size", 0.4),
                        100),
                Workbench.watch(
                        "Batch norm amplifies sparse gradients",
                        "batch-norm-regression",
                        Workbench.map(),
                        "sgd",
                        Workbench.map("step-size", 0.1),
                        100));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem =
                Workbench.problem("batch-norm-regression", seed, "neurons", 64, "inputs", 400, "least-density", 0.05);
        double[] w = problem.startWeights().orElseThrow();
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        SparseLayer layer = SparseLayer.first(problem).orElseThrow();
        double[] densities = layer.densities(w);
        double[] speed = new double[layer.rows()];
        double[] factors = new double[layer.rows()];
        layer.angularSpeed(w, gradient, speed);
        trial.record("raw", Math.abs(SparseLayer.exponent(densities, speed) - BatchNormAmplification.EXPONENT));
        for (double power : new double[] {0.5, 1}) {
            BatchNormAmplification.correction(densities, power, factors);
            double[] corrected = new double[speed.length];
            for (int i = 0; i < speed.length; i++) {
                corrected[i] = factors[i] * speed[i];
            }
            double exponent = SparseLayer.exponent(densities, corrected);
            if (power == 0.5) {
                trial.record("corrected", Math.abs(exponent));
            } else {
                trial.record("overshoot", exponent);
            }
        }
    }
}
