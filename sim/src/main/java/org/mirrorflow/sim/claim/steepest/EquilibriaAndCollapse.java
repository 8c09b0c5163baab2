package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.predict.DecayEquilibria;
import org.mirrorflow.theory.weights.SeededRandom;

/** Decoupled decay stabilises what coupled decay makes collapse with depth. */
public final class EquilibriaAndCollapse extends SteepestClaim {

    private static final double TIME = 14;
    private static final double[] RATES = {0.3, 0.5, 0.9};

    public EquilibriaAndCollapse() {
        super(
                "C7",
                "Equilibria and collapse",
                "Under decoupled decay sign flow rests at the target inside the box |w_i| ≤ 1/α; coupled decay, like gradient"
                        + " flow, shrinks at depth 2 and from depth 3 on collapses to 0 from small starts.",
                "x = \\min(|y|,\\alpha^{-L})\\quad\\mathrm{or}\\quad y - x = \\alpha x^{2/L-1}",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Example 4.17; equilibria derived, checked",
                "f = ½(x − 2)², factors from 0.3: all end points for α = 0.3, 0.5, 0.9 and L = 2, 3 within 1e-3 of the"
                        + " closed forms, with collapse exactly where the start lies below the unstable branch; from factors"
                        + " of 1 the same decay at L = 3 ends on the stable branch.",
                false,
                Check.residual("decoupled", "Largest error of sign flow with decoupled decay", 1e-3),
                Check.residual("coupled", "Largest error of sign flow with coupled decay", 1e-3),
                Check.residual("gradient-flow", "Largest error of gradient flow", 1e-3),
                Check.residual("bistable", "Error at L = 3, α = 0.9, coupled, from factors of 1", 1e-3),
                Check.control("no-collapse", "End of sign flow with decoupled decay where coupled decay collapses", 1));
    }

    private static Specification specification(
            double scale, int depth, double start, double q, double rate, SteepestField.Coupling coupling) {
        return Trials.specification(
                "Decay " + coupling.id() + ", depth " + depth,
                1,
                "reference-regression",
                "product",
                "steepest-flow",
                "problem.data",
                "scalar",
                "problem.target-scale",
                scale,
                "model.depth",
                depth,
                "model.start",
                "balanced",
                "model.initial-scale",
                start,
                "dynamics.exponent",
                q,
                "dynamics.smallest-step",
                2e-4,
                "dynamics.weight-decay",
                rate,
                "dynamics.decay-coupling",
                coupling.id(),
                "stop.time",
                TIME);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                specification(1, 3, 0.3, 1, 0.9, SteepestField.Coupling.DECOUPLED),
                specification(1, 3, 0.3, 1, 0.9, SteepestField.Coupling.COUPLED));
    }

    private static double end(Specification specification, Trial trial) {
        Dynamics flow = Trials.start(specification);
        Trials.advance(flow, TIME, trial);
        return flow.weights()[0];
    }

    /** Where coupled decay ends from equal factors {@code start}. */
    private static double coupled(DecayEquilibria law, double start, double rate) {
        double unstable = law.unstable(rate);
        return Math.pow(start, law.depth()) > unstable ? law.coupled(rate) : 0;
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double scale = Trials.drawn(random, seed, 1, 0.9, 1.1);
        double start = Trials.drawn(random, seed, 0.3, 0.27, 0.33);
        double decoupledError = 0;
        double coupledError = 0;
        double gradientError = 0;
        double kept = 0;
        for (int depth : new int[] {2, 3}) {
            DecayEquilibria law = new DecayEquilibria(2 * scale, depth);
            for (double rate : RATES) {
                double decoupled =
                        end(specification(scale, depth, start, 1, rate, SteepestField.Coupling.DECOUPLED), trial);
                decoupledError = Math.max(decoupledError, Math.abs(decoupled - law.decoupled(1, rate)));
                double expected = coupled(law, start, rate);
                double coupled =
                        end(specification(scale, depth, start, 1, rate, SteepestField.Coupling.COUPLED), trial);
                coupledError = Math.max(coupledError, Math.abs(coupled - expected));
                double gradient =
                        end(specification(scale, depth, start, 2, rate, SteepestField.Coupling.COUPLED), trial);
                gradientError = Math.max(gradientError, Math.abs(gradient - expected));
                if (depth == 3 && rate == 0.9) {
                    kept = decoupled;
                }
            }
        }
        trial.record("decoupled", decoupledError);
        trial.record("coupled", coupledError);
        trial.record("gradient-flow", gradientError);
        trial.record("no-collapse", kept);
        DecayEquilibria law = new DecayEquilibria(2 * scale, 3);
        double above = end(specification(scale, 3, 1, 1, 0.9, SteepestField.Coupling.COUPLED), trial);
        trial.record("bistable", Math.abs(above - coupled(law, 1, 0.9)));
    }
}
