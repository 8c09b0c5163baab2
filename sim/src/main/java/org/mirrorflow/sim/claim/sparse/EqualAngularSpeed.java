package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.FeedForward;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** At the start SparseOpt makes all neurons of a batch-normalised layer turn at the same speed, where the gradient from above knows nothing of the inputs. */
public final class EqualAngularSpeed extends SparseClaim {

    /** The catalogue entry. */
    public EqualAngularSpeed() {
        super(
                new Words(
                        "SO-3",
                        Paper.SPARSE_OPT,
                        "Equal angular speed",
                        "\\|\\partial_{w_i}f\\|/\\|w_i\\| \\propto (1-s_i)^{p-1/2}",
                        "At the start SparseOpt makes all neurons of a batch-normalised layer turn at the same speed, where the gradient from above knows nothing of the inputs.",
                        "The exponent of the angular speed in the density is −0.5 ± 0.05 for the raw gradient and 0 ± 0.05 after the correction; with a teacher to learn and many samples it is −1 ± 0.1 and −0.5 ± 0.1 instead, so that p = 1 is what equalises there.",
                        "derived from Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), checked; the case with a teacher is ours"),
                true,
                Check.residual("raw", "|e + 1/2| of the angular speed of the raw gradient", 0.05),
                Check.residual("corrected", "|e| of the angular speed of the corrected gradient", 0.05),
                Check.residual("teacher", "|e + 1| of the raw angular speed with a teacher", 0.1),
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
                        Workbench.map("step-size", 0.4, "momentum", 0, "mask", "start"),
                        100),
                Workbench.watch(
                        "Batch norm amplifies sparse gradients",
                        "batch-norm-regression",
                        Workbench.map(),
                        "sgd",
                        Workbench.map("step-size", 0.1, "momentum", 0, "mask", "start"),
                        100));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] densities = RandomUpstream.spread(0.05, 1, 192);
        RandomUpstream.Measured noise =
                RandomUpstream.measure(FeedForward.Normalisation.BATCH, densities, 400, 256, seed);
        double[] speed = new double[densities.length];
        noise.layer().angularSpeed(noise.weights(), noise.gradient(), speed);
        trial.record("raw", Math.abs(SparseLayer.exponent(densities, speed) - BatchNormAmplification.EXPONENT));
        trial.record("corrected", Math.abs(exponent(densities, speed, 0.5)));
        trial.record("overshoot", exponent(densities, speed, 1));
        NetworkLoss problem = Workbench.problem(
                "batch-norm-regression", seed, "neurons", 64, "inputs", 200, "least-density", 0.1, "samples", 3000);
        double[] w = problem.startWeights().orElseThrow();
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        SparseLayer layer = SparseLayer.first(problem).orElseThrow();
        double[] withTeacher = new double[layer.rows()];
        layer.angularSpeed(w, gradient, withTeacher);
        trial.record("teacher", Math.abs(SparseLayer.exponent(layer.densities(w), withTeacher) + 1));
    }

    private static double exponent(double[] densities, double[] speed, double power) {
        double[] factors = new double[densities.length];
        BatchNormAmplification.correction(densities, power, factors);
        double[] corrected = new double[speed.length];
        for (int i = 0; i < speed.length; i++) {
            corrected[i] = factors[i] * speed[i];
        }
        return SparseLayer.exponent(densities, corrected);
    }
}
