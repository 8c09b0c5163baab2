package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.predict.MaxMargin;

/** D2. The seed draws the scales of the maps. */
public final class SameHorizon extends MarginClaim {

    private static final double BOX = Double.POSITIVE_INFINITY;

    /** The entry found by the catalogue. */
    public SameHorizon() {
        super(
                new Text(
                        "D2",
                        "Same horizon, different maps",
                        "R_1\\neq R_2,\\ \\phi_\\infty^{(1)}=\\phi_\\infty^{(2)}\\ \\Rightarrow\\ \\lim\\frac{\\theta_t}{\\|\\theta_t\\|}"
                                + "\\text{ is the same}",
                        "Maps that share a horizon function share the direction, homogeneous or not, though they differ in"
                                + " how fast they reach it.",
                        "Two l1 maps and three l2 maps come within 0.01 of their direction; two l-infinity maps do so"
                                + " extrapolated in 1/norm; the errors of the l2 maps fall like 1/norm, log(norm)/norm and"
                                + " norm^(-1/2)."),
                MarginTrial.specification(
                        "Euclid and entropy",
                        1,
                        MarginTrial.TWO_SAMPLES,
                        MarginTrial.map("quadratic-plus-entropy", "\"kappa\": 5, \"beta\": 0.1")),
                MarginTrial.specification(
                        "Euclid and a power",
                        1,
                        MarginTrial.TWO_SAMPLES,
                        MarginTrial.map("quadratic-plus-power", "\"kappa\": 5, \"p\": 1.5")));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("l1", "largest direction error of two hyperbolic entropies at log t = 24000", 1e-2),
                Check.residual("l2", "largest direction error of the Euclidean map and two sums with it", 1e-2),
                Check.residual("linf", "largest direction error of cosh and e^(x^2), extrapolated in 1/norm", 1e-2),
                Check.residual("slope-euclid", "distance of the Euclidean error slope from -1", 0.05),
                Check.residual("slope-entropy", "distance of the slope of error/log(norm) with entropy from -1", 0.1),
                Check.residual("slope-power", "distance of the error slope with |x|^(3/2) from -1/2", 0.05),
                Check.control("other-horizon", "direction error of the cubic power map held against l2", 0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        double beta = 1.0 / seed;
        double l1 = 0;
        for (double scale : new double[] {beta, 0.1 * beta}) {
            MarginTrial flow = flow(seed, MarginTrial.map("hyperbolic-entropy", "\"beta\": " + scale), trial);
            flow.toLogTime(2.4e4);
            l1 = Math.max(l1, flow.directionError(flow.separator(1).direction()));
        }
        trial.record("l1", l1);

        double kappa = 3 + 2.0 / seed;
        double[] euclid = slope(flow(seed, MarginTrial.map("euclidean"), trial), 1e3, 1e5, false);
        double[] entropy = slope(
                flow(seed, MarginTrial.map("quadratic-plus-entropy", "\"kappa\": " + kappa + ", \"beta\": 0.1"), trial),
                1e4,
                1e6,
                true);
        double[] power = slope(
                flow(seed, MarginTrial.map("quadratic-plus-power", "\"kappa\": " + kappa + ", \"p\": 1.5"), trial),
                1e5,
                1e7,
                false);
        trial.record("l2", Math.max(euclid[1], Math.max(entropy[1], power[1])));
        trial.record("slope-euclid", Math.abs(euclid[0] + 1));
        trial.record("slope-entropy", Math.abs(entropy[0] + 1));
        trial.record("slope-power", Math.abs(power[0] + 0.5));

        trial.record(
                "linf",
                Math.max(
                        extrapolated(flow(seed, MarginTrial.map("cosh", "\"kappa\": 1"), trial), 1e60, 1e120),
                        extrapolated(
                                flow(seed, MarginTrial.map("super-exponential", "\"power\": 2"), trial), 1e70, 1e280)));

        MarginTrial cubic = flow(seed, MarginTrial.map("p-norm", "\"p\": 3"), trial);
        cubic.to(1e4);
        trial.record("other-horizon", cubic.directionError(cubic.separator(2).direction()));
    }

    private static MarginTrial flow(long seed, String map, Trial trial) {
        return new MarginTrial(MarginTrial.specification("family", seed, MarginTrial.TWO_SAMPLES, map), trial);
    }

    /** Slope of log error against log norm between two normalised times, and the error at the later one. */
    private static double[] slope(MarginTrial flow, double first, double second, boolean logarithm) {
        double[] target = flow.separator(2).direction();
        flow.to(first);
        double size = MaxMargin.norm(flow.weights(), 2);
        double error = flow.directionError(target) / (logarithm ? Math.log(size) : 1);
        flow.to(second);
        double sizeNow = MaxMargin.norm(flow.weights(), 2);
        double now = flow.directionError(target);
        return new double[] {Math.log(now / (logarithm ? Math.log(sizeNow) : 1) / error) / Math.log(sizeNow / size), now
        };
    }

    /** Error of the direction θ/‖θ‖_∞ extrapolated to 1/‖θ‖_∞ = 0 from two times. */
    private static double extrapolated(MarginTrial flow, double first, double second) {
        flow.to(first);
        double[] w = flow.weights().clone();
        double x = 1 / MaxMargin.norm(w, BOX);
        flow.to(second);
        double[] v = flow.weights();
        double y = 1 / MaxMargin.norm(v, BOX);
        double[] u = flow.separator(BOX).direction();
        double error = 0;
        for (int j = 0; j < u.length; j++) {
            double limit = (x * (v[j] * y) - y * (w[j] * x)) / (x - y);
            error = Math.max(error, Math.abs(limit - u[j]));
        }
        return error;
    }
}
