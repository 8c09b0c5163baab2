package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.AttentionSelection;

/** D10: key and query seek the margin in the nuclear norm, their product by itself in the Frobenius norm. */
public final class AttentionGeometry extends MatrixClaim {

    private static final double HORIZON = 1000;

    /** Normalised time that no run reaches. */
    private static final double LAST = 1e5;

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "reference-attention"},
             "model": {"kind": "attention-product", "initial-scale": 0.1, "start": "cyclic"},
             "dynamics": {"kind": "normalised-gradient-flow", "tolerance": 1e-7},
             "stop": {"time": 3000, "loss": 1e-300}}
            """;

    public AttentionGeometry() {
        super(
                "D10",
                "Attention geometry",
                "On the same data and loss, gradient flow of key and query goes to the max-margin direction of the nuclear"
                        + " norm, gradient flow of their product to that of the Frobenius norm.",
                "Nuclear norm per unit margin of KᵀQ within 1 % of 0.62331 and rank one, Frobenius norm per unit margin of W"
                        + " within 1 % of 0.55646, both where the smallest margin is 1000.",
                "\\min\\|W\\|_*\\quad\\mathrm{or}\\quad\\min\\|W\\|_F\\quad\\mathrm{s.t.}\\ \\langle M_i, W\\rangle\\geq 1",
                "Tarzanagh et al. 2023; Sheen et al. 2024; the numbers derived, checked by duality",
                true,
                List.of(
                        Check.residual(
                                "nuclear",
                                "Excess of the nuclear norm of KᵀQ per unit margin over its least value",
                                0.01),
                        Check.residual(
                                "random-start", "The same from normal factors of scale 0.1, drawn from the seed", 0.01),
                        Check.residual("rank", "Second singular value of KᵀQ over the first", 0.02),
                        Check.residual(
                                "frobenius",
                                "Excess of the Frobenius norm of W per unit margin over its least value",
                                0.01),
                        Check.control(
                                "key-query-frobenius",
                                "Excess of the Frobenius norm of KᵀQ per unit margin over its least value",
                                0.05),
                        Check.control(
                                "product-nuclear",
                                "Excess of the nuclear norm of W per unit margin over its least value",
                                0.05)));
    }

    private static Specification direct() {
        return specification("Attention through the product", PROBLEM, "model.kind", "direct");
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification("Attention through key and query", PROBLEM), direct());
    }

    @Override
    public void run(long seed, Trial trial) {
        Experiment reference = experiment(specification("reference", PROBLEM));
        double nuclear =
                reference.prediction("max-margin-nuclear").orElseThrow().objective();
        double frobenius =
                reference.prediction("max-margin-frobenius").orElseThrow().objective();
        double[] factored = atHorizon(reference, trial);
        double[] spectrum = spectrum(factored, 3, 3);
        trial.record("nuclear", Math.abs(nuclear(factored, 3, 3) / nuclear - 1));
        trial.record("rank", spectrum[1] / spectrum[0]);
        trial.record("key-query-frobenius", Norms.l2(factored) / frobenius - 1);
        double[] random = atHorizon(
                experiment(specification("random start", PROBLEM, "model.start", "random", "seed", seed)), trial);
        trial.record("random-start", Math.abs(nuclear(random, 3, 3) / nuclear - 1));
        double[] product = atHorizon(experiment(direct()), trial);
        trial.record("frobenius", Math.abs(Norms.l2(product) / frobenius - 1));
        trial.record("product-nuclear", nuclear(product, 3, 3) / nuclear - 1);
    }

    /** W per unit of its smallest margin, at the first step on which that has reached the horizon. */
    private static double[] atHorizon(Experiment experiment, Trial trial) {
        AttentionSelection attention = (AttentionSelection) experiment.problem();
        Dynamics flow = experiment.newDynamics();
        while (attention.smallestMargin(flow.weights()) < HORIZON) {
            flow.advance(LAST);
            if (flow.steps() % 64 == 0) {
                trial.checkpoint();
            }
        }
        double margin = attention.smallestMargin(flow.weights());
        double[] unit = flow.weights().clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= margin;
        }
        return unit;
    }
}
