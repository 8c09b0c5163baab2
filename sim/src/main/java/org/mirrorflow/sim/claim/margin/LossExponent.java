package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;

/** D4. The seed draws another data set and with it another exponent. */
public final class LossExponent extends MarginClaim {

    private static final String COSH = MarginTrial.map("cosh", "\"kappa\": 1");

    /** The entry found by the catalogue. */
    public LossExponent() {
        super(
                new Text(
                        "D4",
                        "Exponent of the loss",
                        "-\\frac{d\\log f}{d\\log t}\\to\\frac{\\gamma}{1+\\gamma}",
                        "Under a map that grows like an exponential the loss of a linear predictor falls like a power of t"
                                + " below 1, which the largest margin decides.",
                        "On the reference data the exponent is 8/11 = 0.72727 for cosh, and gamma/(1 + gamma) on others; it is 1"
                                + " for the Euclidean map."),
                MarginTrial.specification("Cosh map", 1, MarginTrial.TWO_SAMPLES, COSH));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("exponent", "largest distance from 8/11 over windows between log t = 50 and 76", 1e-3),
                Check.residual("far", "distance from 8/11 between log t = 500 and 2000", 1e-4),
                Check.residual(
                        "drawn-data", "distance from gamma/(1 + gamma) on drawn data, log t = 500 to 2000", 2e-3),
                Check.control("euclid", "distance from 8/11 of the Euclidean exponent", 0.2));
    }

    @Override
    public void run(long seed, Trial trial) {
        MarginTrial flow = flow(seed, MarginTrial.TWO_SAMPLES, COSH, trial);
        double worst = 0;
        for (double start : new double[] {50, 56, 62, 70}) {
            worst = Math.max(worst, Math.abs(exponent(flow, start, start + 6) - 8.0 / 11));
        }
        trial.record("exponent", worst);
        trial.record("far", Math.abs(exponent(flow, 500, 2000) - 8.0 / 11));
        MarginTrial drawn = flow(
                seed,
                "{\"kind\": \"separable-classification\", \"samples\": 4, \"features\": 6, \"sparsity\": 2}",
                COSH,
                trial);
        double margin = drawn.separator(Double.POSITIVE_INFINITY).margin();
        trial.record("drawn-data", Math.abs(exponent(drawn, 500, 2000) - margin / (1 + margin)));
        MarginTrial euclid = flow(seed, MarginTrial.TWO_SAMPLES, MarginTrial.map("euclidean"), trial);
        trial.record("euclid", Math.abs(exponent(euclid, 500, 2000) - 8.0 / 11));
    }

    private static MarginTrial flow(long seed, String problem, String map, Trial trial) {
        return new MarginTrial(MarginTrial.specification("exponent", seed, problem, map), trial);
    }

    private static double exponent(MarginTrial flow, double from, double to) {
        flow.toLogTime(from);
        double logTime = flow.dynamics().logTime();
        double logLoss = flow.logLoss();
        flow.toLogTime(to);
        return -(flow.logLoss() - logLoss) / (flow.dynamics().logTime() - logTime);
    }
}
