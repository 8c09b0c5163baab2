package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.weights.SeededRandom;

/** D3. The seed draws the certificate of the variant between 0.3 and 0.7. */
public final class SparseSpeed extends MarginClaim {

    /** The entry found by the catalogue. */
    public SparseSpeed() {
        super(
                new Text(
                        "D3",
                        "Speed towards a sparse direction",
                        "\\mathrm{error}\\sim(\\rho/\\beta)^{-(1-c)}",
                        "Under hyperbolic entropy the share of a weight that must vanish falls like the power 1 - c of the norm,"
                                + " where c is its certificate in the l1 margin problem.",
                        "On the reference data (c = 0.2) the log share falls with slope -0.8 in log(norm/beta) for beta = 1,"
                                + " 0.1 and 0.01, the direction error with it for beta = 1, and with slope -(1 - c) for other c."),
                MarginTrial.specification(
                        "Sparse direction",
                        1,
                        MarginTrial.TWO_SAMPLES,
                        MarginTrial.map("hyperbolic-entropy", "\"beta\": 1")));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("slope", "largest distance from -0.8 of the slope of the share for three scales", 0.05),
                Check.residual("direction", "distance from -0.8 of the slope of the direction error, beta = 1", 0.05),
                Check.residual("other-certificate", "distance of the slope from -(1 - c) for a drawn c", 0.05),
                Check.residual("tied", "size of the slope for c = 0.99", 0.05),
                Check.control("euclid", "direction error of the Euclidean map held against the l1 direction", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double worst = 0;
        for (double beta : new double[] {1, 0.1, 0.01}) {
            worst = Math.max(worst, Math.abs(slope(seed, -1, beta, false, trial) + 0.8));
        }
        trial.record("slope", worst);
        trial.record("direction", Math.abs(slope(seed, -1, 1, true, trial) + 0.8));
        double c = 0.3 + 0.4 * new SeededRandom(seed, "certificate").nextDouble();
        trial.record("other-certificate", Math.abs(slope(seed, third(c), 1, true, trial) + (1 - c)));
        trial.record("tied", Math.abs(slope(seed, third(0.99), 1, true, trial)));
        MarginTrial euclid = new MarginTrial(
                MarginTrial.specification("euclid", seed, MarginTrial.TWO_SAMPLES, MarginTrial.map("euclidean")),
                trial);
        euclid.to(1e4);
        trial.record("euclid", euclid.directionError(euclid.separator(1).direction()));
    }

    /** The third feature z at which the certificate (1 + 2z)/5 is c. */
    private static double third(double c) {
        return 0.5 * (5 * c - 1);
    }

    /**
     * Slope against log(norm/β), between norms of 10³β and 10⁵β, of the log of the third weight's share or of the whole
     * direction error. The other two weights err like 1/norm whatever β is, which for small β hides the share in the whole
     * error until the norm is β^{−(1−c)/c}.
     */
    private static double slope(long seed, double z, double beta, boolean whole, Trial trial) {
        MarginTrial flow = new MarginTrial(
                MarginTrial.specification(
                        "speed",
                        seed,
                        "{\"kind\": \"reference-classification\", \"third-feature\": " + z + "}",
                        MarginTrial.map("hyperbolic-entropy", "\"beta\": " + beta)),
                trial);
        double[] target = {0.25, 0.75, 0};
        double[] sizes = new double[2];
        double[] errors = new double[2];
        double[] marks = {1e3 * beta, 1e5 * beta};
        for (int k = 0; k < 2; k++) {
            while (MaxMargin.norm(flow.weights(), 1) < marks[k]) {
                flow.step();
            }
            sizes[k] = MaxMargin.norm(flow.weights(), 1);
            errors[k] = whole ? flow.directionError(target) : Math.abs(flow.weights()[2]) / sizes[k];
        }
        return Math.log(errors[1] / errors[0]) / Math.log(sizes[1] / sizes[0]);
    }
}
