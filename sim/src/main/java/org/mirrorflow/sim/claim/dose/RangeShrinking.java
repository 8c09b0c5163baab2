package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.theory.mirror.LogDifferencePotential;
import org.mirrorflow.theory.mirror.MovingDeepDiagonal;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.MovingPotential;
import org.mirrorflow.theory.predict.ReachableRange;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.Penalty;

/** Range shrinking. */
public final class RangeShrinking extends DoseClaim {

    /** The claim with its checks. */
    public RangeShrinking() {
        super(
                new Text(
                        "B10",
                        "Range shrinking",
                        "|\\eta| \\le M",
                        "A dose of the admissible penalty leaves ever smaller weights within reach of a fixed dual budget, and for log u − log v closes the dual interval altogether.",
                        "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), section 3; closed forms derived and checked",
                        Paper.MIRROR_MIRROR,
                        "The reach at budget 0.1 from factors 0.6 has the tabulated values for u² − v², u⁴ − v⁴ and u⁶ − v⁶; the interval of log u − log v closes at (u₀² + v₀²)/4."),
                true,
                Check.residual("table", "largest distance of a reachable weight from the table", 6e-5),
                Check.residual("factors", "largest distance of the closed form from the flow of the factors", 1e-9),
                Check.residual("closing", "distance of the dose that closes the interval from (u₀² + v₀²)/4", 1e-9),
                Check.control("still", "reach without decay over reach at the largest dose, least of the three", 2));
    }

    private static final double[][] TABLE = {
        {0.2957, 0.1088, 0.0400, 0.0054}, {0.1775, 0.0311, 0.0106, 0.0026}, {0.0505, 0.0108, 0.0043, 0.0013}
    };
    private static final double[] DOSES = {0, 0.25, 0.5, 1};

    @Override
    public void run(long seed, Trial trial) {
        double table = 0;
        double factors = 0;
        double still = Double.POSITIVE_INFINITY;
        double[] random = uniform(random(seed, id()), 1, 0.5, 0.7);
        for (int k = 1; k <= 3; k++) {
            for (int j = 0; j < DOSES.length; j++) {
                table = Math.max(table, Math.abs(reach(k, 0.6, DOSES[j]) - TABLE[k - 1][j]));
                DiagonalNetwork network = new DiagonalNetwork(2 * k, random, random);
                Penalty own = network.admissiblePenalty().orElse(Penalty.squares());
                double flow = PrescribedFlow.weights(
                        network,
                        own,
                        new PrescribedFlow.Signal(new double[] {-0.1}, k == 1 ? 2 * DOSES[j] : DOSES[j], 1))[0];
                factors = Math.max(factors, Math.abs(flow - reach(k, random[0], DOSES[j])));
            }
            still = Math.min(still, reach(k, 0.6, 0) / reach(k, 0.6, 1));
        }
        trial.record("table", table);
        trial.record("factors", factors);
        trial.record("still", still);
        double u = random[0] * random[0];
        double v = 0.3;
        MovingPotential moving = LogDifferencePotential.moving(u, v);
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (open(moving, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        trial.record("closing", Math.abs(low - (u + v) / 4));
    }

    private static boolean open(MovingPotential moving, double dose) {
        try {
            ReachableRange range = ReachableRange.of(moving, dose, 0);
            return range.dual().lower() < range.dual().upper();
        } catch (IllegalArgumentException closed) {
            return false;
        }
    }

    /** At depth 2 the penalty u² + v² is twice ½‖θ‖². */
    private static double reach(int k, double start, double dose) {
        MovingPotential potential = k == 1
                ? MovingHyperbolicEntropy.centred(2 * start * start, 0.25, 0)
                : new MovingDeepDiagonal(2 * k, start, start);
        return ReachableRange.of(potential, k == 1 ? 2 * dose : dose, 0.1).high();
    }
}
