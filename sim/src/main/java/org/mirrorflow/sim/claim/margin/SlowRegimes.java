package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;

/** D5. The seed draws the scale of the start of the network of degree 2. */
public final class SlowRegimes extends MarginClaim {

    private static final String COSH = MarginTrial.map("cosh", "\"kappa\": 1");
    private static final String SUPER = MarginTrial.map("super-exponential", "\"power\": 2");

    /** The entry found by the catalogue. */
    public SlowRegimes() {
        super(
                new Text(
                        "D5",
                        "Exponentially slow regimes",
                        "r=e^{|x|^k}:\\quad f=t^{-1},\\ t^{-\\gamma/(1+\\gamma)},\\ e^{-\\gamma(\\log t)^{L/k}}\\quad(k<L,\\,k=L,\\,k>L)",
                        "With a map that grows like e^(|x|^k) and margins of degree L the loss is a power of t for k up to L and"
                                + " slower than any power beyond.",
                        "One sample, gamma = 1: exponent 1/2 for k = L = 1 and k = L = 2, 1 for k = 1, L = 2, and a slope of 1"
                                + " against the square root of log t for k = 2, L = 1."),
                MarginTrial.specification(
                        "Slower than any power",
                        1,
                        "{\"kind\": \"reference-classification\", \"data\": \"one-sample\"}",
                        SUPER));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("k1-l1", "relative distance of the exponent from 1/2, log t near 1600", 0.02),
                Check.residual("k2-l2", "relative distance of the exponent from 1/2, log t near 600", 0.02),
                Check.residual("k1-l2", "relative distance of the exponent from 1, log t near 1e5", 0.02),
                Check.residual("k2-l1", "relative distance from 1 of the slope against the root of log t", 0.02),
                Check.control("no-power", "distance from 1/2 of the exponent for k = 2, L = 1", 0.3));
    }

    @Override
    public void run(long seed, Trial trial) {
        String one = "{\"kind\": \"reference-classification\", \"data\": \"one-sample\"}";
        String two = "{\"kind\": \"homogeneous-network\", \"data\": \"one-sample\", \"architecture\": \"diagonal\","
                + " \"depth\": 2, \"start\": \"reference\", \"start-scale\": " + (0.1 + 0.1 * (seed % 10)) + "}";
        trial.record("k1-l1", Math.abs(slope(flow(seed, one, COSH, trial), 1200, 1400, 1) / 0.5 - 1));
        trial.record("k2-l2", Math.abs(slope(flow(seed, two, SUPER, trial), 500, 600, 1) / 0.5 - 1));
        trial.record("k1-l2", Math.abs(slope(flow(seed, two, COSH, trial), 5e4, 1e5, 1) - 1));
        trial.record("k2-l1", Math.abs(slope(flow(seed, one, SUPER, trial), 400, 600, 0.5) - 1));
        trial.record("no-power", Math.abs(slope(flow(seed, one, SUPER, trial), 400, 600, 1) - 0.5));
    }

    private static MarginTrial flow(long seed, String problem, String map, Trial trial) {
        return new MarginTrial(MarginTrial.specification("slow", seed, problem, map), trial);
    }

    /** Slope of −log f against (log t)^power between two values of log t. */
    private static double slope(MarginTrial flow, double from, double to, double power) {
        flow.toLogTime(from);
        double x = Math.pow(flow.dynamics().logTime(), power);
        double logLoss = flow.logLoss();
        flow.toLogTime(to);
        return -(flow.logLoss() - logLoss) / (Math.pow(flow.dynamics().logTime(), power) - x);
    }
}
