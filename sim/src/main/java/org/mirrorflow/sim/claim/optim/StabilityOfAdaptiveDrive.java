package org.mirrorflow.sim.claim.optim;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.DirectWeights;

/** HO-5: the composition inherits its stability from the adaptive part. */
public final class StabilityOfAdaptiveDrive extends OptimClaim {

    private static final int STEPS = 1500;

    public StabilityOfAdaptiveDrive() {
        super(
                new Words(
                        "HO-5",
                        "Stability comes from the adaptive part",
                        "|d|\\lesssim 1\\ \\mathrm{whatever}\\ \\|\\nabla f\\|",
                        "The composition inherits its stability from the adaptive step: driven by the adaptive direction it does not"
                                + " feel the scale of the loss, driven by the raw gradient it breaks down.",
                        "Each drive at a strength that serves it (α = 20 and 1000) stays under ten times its first loss; with the"
                                + " loss × 100 the adaptive drive ends at the same weights to 10⁻³, while the raw drive leaves a"
                                + " thousand times its first loss.",
                        "abstract of arXiv 2605.21104 (inherits stability); optimizers.md 4.4"),
                true,
                List.of(SparseRegression.specification(
                        "Raw drive at a large step",
                        1,
                        "{\"kind\": \"horst\", \"coupling\": \"raw\", \"alpha\": 1000, \"step-size\": 0.01}")),
                Check.residual("adaptive", "largest loss of the adaptive drive over its first, loss × 1", 10),
                Check.residual("adaptive-scaled", "the same with the loss × 100", 10),
                Check.residual(
                        "alike", "largest change of a weight by the scale, relative to the largest weight", 1e-3),
                Check.residual("raw", "largest loss of the raw drive over its first, loss × 1", 10),
                Check.control(
                        "raw-scaled",
                        "log10 of the largest loss of the raw drive over its first, loss × 100; 300 after overflow",
                        3));
    }

    private record Run(double peak, double[] weights) {}

    @Override
    public void run(long seed, Trial trial) {
        LinearRegression plain =
                SparseRegression.end(seed, SparseRegression.DESCENT, 0, trial).regression();
        LinearRegression scaled = scaled(plain, 10);
        Run adaptive = run(plain, "adaptive", 20, trial);
        Run adaptiveScaled = run(scaled, "adaptive", 20, trial);
        trial.record("adaptive", adaptive.peak());
        trial.record("adaptive-scaled", adaptiveScaled.peak());
        double gap = 0;
        for (int i = 0; i < adaptive.weights().length; i++) {
            gap = Math.max(gap, Math.abs(adaptive.weights()[i] - adaptiveScaled.weights()[i]));
        }
        trial.record("alike", gap / Norms.max(adaptive.weights()));
        trial.record("raw", run(plain, "raw", 1000, trial).peak());
        trial.record(
                "raw-scaled",
                Math.min(300, Math.log10(run(scaled, "raw", 1000, trial).peak())));
    }

    /** c·Z and c·y: the loss times c². */
    private static LinearRegression scaled(LinearRegression plain, double factor) {
        DMatrixRMaj z = plain.design().copy();
        for (int i = 0; i < z.getNumElements(); i++) {
            z.data[i] *= factor;
        }
        double[] y = plain.targets().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= factor;
        }
        return new LinearRegression(z, y, List.of(), null, "the same, scaled");
    }

    private static Run run(LinearRegression problem, String coupling, double alpha, Trial trial) {
        DynamicsFamily family = Components.DYNAMICS.get("horst");
        Settings settings = Settings.of(
                family.parameters(),
                Map.of(
                        "coupling",
                        coupling,
                        "alpha",
                        alpha,
                        "step-size",
                        0.001,
                        "step-schedule",
                        "cosine",
                        "step-schedule-steps",
                        STEPS));
        Dynamics run = family.create(
                settings, problem, new Model.Factored(new DirectWeights(new double[problem.dimension()])), 0);
        double first = run.loss();
        double peak = first;
        for (int k = 0; k < STEPS; k++) {
            if (k % 256 == 0) {
                trial.checkpoint();
            }
            run.advance(Double.POSITIVE_INFINITY);
            double loss = run.loss();
            if (!Double.isFinite(loss)) {
                return new Run(Double.POSITIVE_INFINITY, run.weights());
            }
            peak = Math.max(peak, loss);
        }
        return new Run(peak / first, run.weights().clone());
    }
}
