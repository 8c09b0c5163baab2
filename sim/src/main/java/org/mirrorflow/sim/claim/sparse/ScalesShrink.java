package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.predict.ScaleShrinkage;

/** Every discrete step shrinks the scale of a product, by a factor that is known exactly; a reset restores it. */
public final class ScalesShrink extends SparseClaim {

    private static final double RATE = 1;
    private static final int STEPS = 200;

    /** The catalogue entry. */
    public ScalesShrink() {
        super(
                new Words(
                        "SI-4",
                        Paper.SIGN_IN,
                        "Scales shrink and are reset",
                        "\\beta_{k+1} = \\beta_k\\,(1-\\eta^2 g^2)",
                        "Every discrete step shrinks the scale of a product, by a factor that is known exactly; a reset restores it.",
                        "Along 200 steps on iris the scale of every weight is ∏(1 − η²g²) to 10⁻⁹, never grows, and is 1 again after a reset; gradient flow keeps it.",
                        "derived from Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801), checked"),
                true,
                Check.residual("law", "Largest relative error of β against the product of its factors", 1e-9),
                Check.residual("growth", "Largest relative growth of a scale in one step without reset", 1e-12),
                Check.residual("reset", "|β − 1| right after a reset", 1e-12),
                Check.control("shrinks", "Share by which the smallest scale has shrunk without reset", 0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = Workbench.problem(
                "mlp-on-sample-data", seed, "data-set", "iris", "rows", 90, "hidden-layers", 1, "width", 8);
        Dynamics dynamics = signIn(problem, 0, seed);
        double[] expected = scales(dynamics);
        double law = 0;
        double growth = 0;
        for (int step = 0; step < STEPS; step++) {
            trial.checkpoint();
            double[] before = scales(dynamics);
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= ScaleShrinkage.factor(RATE, dynamics.gradient()[i], 0);
            }
            dynamics.advance(Double.POSITIVE_INFINITY);
            double[] after = scales(dynamics);
            for (int i = 0; i < expected.length; i++) {
                law = Math.max(law, Math.abs(after[i] / expected[i] - 1));
                growth = Math.max(growth, after[i] / before[i] - 1);
            }
        }
        double smallest = 1;
        for (double scale : scales(dynamics)) {
            smallest = Math.min(smallest, scale);
        }
        trial.record("law", law);
        trial.record("growth", growth);
        trial.record("shrinks", 1 - smallest);
        double reset = 0;
        for (double scale : scales(Workbench.advance(signIn(problem, 50, seed), STEPS, trial))) {
            reset = Math.max(reset, Math.abs(scale - 1));
        }
        trial.record("reset", reset);
    }

    private static Dynamics signIn(NetworkLoss problem, long interval, long seed) {
        return Workbench.dynamics(
                problem, "sign-in", seed, "step-size", RATE, "momentum", 0, "beta", "1", "reset-interval", interval);
    }

    /** β of the first matrix. */
    private static double[] scales(Dynamics dynamics) {
        double[] m = Workbench.memory(dynamics, 0, "m");
        double[] w = Workbench.memory(dynamics, 0, "w");
        double[] scales = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            scales[i] = (m[i] - w[i]) * (m[i] + w[i]);
        }
        return scales;
    }
}
