package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.Separator;

/** D1. The checkpoints of the reference data are fixed; the seed draws another data set on which the directions are checked. */
public final class HorizonDecidesDirection extends MarginClaim {

    private static final String EUCLIDEAN = MarginTrial.map("euclidean");
    private static final String CUBIC = MarginTrial.map("p-norm", "\"p\": 3");
    private static final String ENTROPY = MarginTrial.map("hyperbolic-entropy", "\"beta\": 1");
    private static final String COSH = MarginTrial.map("cosh", "\"kappa\": 1");
    private static final double BOX = Double.POSITIVE_INFINITY;

    /** At normalised time s: log t, margin gap and horizon norm; 0 where none is tabulated. */
    private record Checkpoint(double s, double logTime, double gap, double norm) {}

    /** The entry found by the catalogue. */
    public HorizonDecidesDirection() {
        super(
                new Text(
                        "D1",
                        "The horizon decides the direction",
                        "\\frac{\\theta_t}{\\|\\theta_t\\|}\\to\\arg\\min\\{\\phi_\\infty(u): Au\\geq 1\\}",
                        "On separable data a mirror flow turns into the direction of largest margin for the horizon"
                                + " function of its map.",
                        "Each of four maps reaches its own direction, of margin 1.25 (l1), 1.7396 (l2), 2.0281 (l3) and"
                                + " 2.6667 (l-infinity) on the reference data, along the tabulated checkpoints."),
                MarginTrial.specification("Euclidean map", 1, MarginTrial.TWO_SAMPLES, EUCLIDEAN),
                MarginTrial.specification("Hyperbolic entropy", 1, MarginTrial.TWO_SAMPLES, ENTROPY),
                MarginTrial.specification("Cosh map", 1, MarginTrial.TWO_SAMPLES, COSH));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("margins", "largest relative error of the four largest margins", 1e-6),
                Check.residual("checkpoints", "largest relative error of log t, gap or norm at a checkpoint", 0.05),
                Check.residual("gap-l2", "margin gap of the Euclidean map on drawn data at log t = 3000", 1e-2),
                Check.residual("gap-l3", "margin gap of the cubic power map on drawn data at log t = 300", 1e-2),
                Check.residual("gap-l1", "margin gap of hyperbolic entropy on drawn data at log t = 100000", 1e-2),
                Check.residual("gap-linf", "margin gap of the cosh map on drawn data at log t = 700", 1e-2),
                Check.control("wrong-horizon", "least gap of a map held against another map's horizon", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double margins = 0;
        double checkpoints = 0;
        double wrong = Double.POSITIVE_INFINITY;
        MarginTrial euclid = flow(seed, EUCLIDEAN, trial);
        margins = Math.max(margins, relative(euclid.separator(2).margin(), 1.7396309));
        margins = Math.max(margins, relative(euclid.separator(3).margin(), 2.0280533));
        margins = Math.max(margins, relative(euclid.separator(1).margin(), 1.25));
        margins = Math.max(margins, relative(euclid.separator(BOX).margin(), 8.0 / 3));
        checkpoints = Math.max(
                checkpoints,
                along(euclid, 2, new Checkpoint(10, 28.53, 8.27e-3, 0), new Checkpoint(1000, 3025, 8.07e-5, 0)));
        wrong = Math.min(wrong, euclid.gap(1, euclid.separator(1)));
        MarginTrial entropy = flow(seed, ENTROPY, trial);
        checkpoints = Math.max(
                checkpoints,
                along(entropy, 1, new Checkpoint(4, 157.6, 1.741e-2, 0), new Checkpoint(8, 2.415e4, 3.47e-4, 0)));
        wrong = Math.min(wrong, entropy.gap(BOX, entropy.separator(BOX)));
        MarginTrial cosh = flow(seed, COSH, trial);
        checkpoints = Math.max(
                checkpoints,
                along(cosh, BOX, new Checkpoint(1e3, 25.914, 0, 7.913), new Checkpoint(1e9, 76.685, 0, 21.821)));
        wrong = Math.min(wrong, cosh.gap(1, cosh.separator(1)));
        trial.record("margins", margins);
        trial.record("checkpoints", checkpoints);
        trial.record("wrong-horizon", wrong);
        trial.record("gap-l2", drawn(seed, EUCLIDEAN, 2, 3000, trial));
        trial.record("gap-l3", drawn(seed, CUBIC, 3, 300, trial));
        trial.record("gap-l1", drawn(seed, ENTROPY, 1, 1e5, trial));
        trial.record("gap-linf", drawn(seed, COSH, BOX, 700, trial));
    }

    private static MarginTrial flow(long seed, String map, Trial trial) {
        return new MarginTrial(MarginTrial.specification("direction", seed, MarginTrial.TWO_SAMPLES, map), trial);
    }

    private static double along(MarginTrial flow, double p, Checkpoint... checkpoints) {
        Separator separator = flow.separator(p);
        double worst = 0;
        for (Checkpoint checkpoint : checkpoints) {
            flow.to(checkpoint.s());
            worst = Math.max(worst, relative(flow.dynamics().logTime(), checkpoint.logTime()));
            if (checkpoint.gap() != 0) {
                worst = Math.max(worst, relative(flow.gap(p, separator), checkpoint.gap()));
            }
            if (checkpoint.norm() != 0) {
                worst = Math.max(worst, relative(MaxMargin.norm(flow.weights(), p), checkpoint.norm()));
            }
        }
        return worst;
    }

    private static double drawn(long seed, String map, double p, double logTime, Trial trial) {
        MarginTrial flow = new MarginTrial(
                MarginTrial.specification(
                        "drawn data",
                        seed,
                        "{\"kind\": \"separable-classification\", \"samples\": 5, \"features\": 8, \"sparsity\": 2}",
                        map),
                trial);
        flow.toLogTime(logTime);
        return flow.gap(p, flow.separator(p));
    }

    private static double relative(double value, double expected) {
        return Math.abs(value - expected) / expected;
    }
}
