package org.mirrorflow.sim.claim.margin;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.HomogeneousNetwork;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;

/** D7. The seed draws the starts. */
public final class MonotoneMargin extends MarginClaim {

    private static final String ENTROPY = MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.5");
    private static final double MARGIN = 30;
    private static final long STEPS = 6000;

    /** A map with its α. */
    private record Geometry(String map, double alpha) {}

    private static final List<Geometry> GEOMETRIES = List.of(
            new Geometry(MarginTrial.map("p-norm", "\"p\": 1.5"), 1.5),
            new Geometry(MarginTrial.map("euclidean"), 2),
            new Geometry(MarginTrial.map("p-norm", "\"p\": 3"), 3),
            new Geometry(MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.05"), 1),
            new Geometry(ENTROPY, 1));

    /** The largest fall of a logarithm over a flow: between steps, and of which between steps that cross no kink. */
    private record Falls(double any, double offKinks, double coarse) {}

    /** The entry found by the catalogue. */
    public MonotoneMargin() {
        super(
                new Text(
                        "D7",
                        "The Q-margin never falls",
                        "\\frac{d}{dt}\\log\\frac{\\log(1/f)}{Q^{L/\\alpha}}\\geq 0\\quad\\text{once }f<1",
                        "Once the loss is below 1 the margin over the L/alpha-th power of the balance function never falls, if"
                                + " the metric in the direction of the weights is at most alpha times that function.",
                        "No step of the smooth networks (z and z^3) under five maps lets it fall by more than 1e-9; a ReLU"
                                + " network falls only in steps that cross a kink, and not over ten recorded times."),
                MarginTrial.specification(
                        "Cubic network",
                        1,
                        NetworkTrial.network("two-samples", "cubic", "random", "\"width\": 4"),
                        ENTROPY));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("linear", "largest fall in a step, activation z, five maps", 1e-9),
                Check.residual("cubic", "largest fall in a step, activation z^3, five maps", 1e-9),
                Check.residual("relu-off-kinks", "largest fall of ReLU networks in a step that crosses no kink", 1e-6),
                Check.residual("relu-coarse", "largest fall of ReLU networks between margins of 1, 2, 3, ...", 1e-9),
                Check.residual("predictor", "largest fall in a step of a linear predictor, entropy of scale 10", 1e-9),
                Check.control("euclidean-norm", "fall of that predictor with the Euclidean norm in place of Q", 1e-2));
    }

    @Override
    public void run(long seed, Trial trial) {
        double linear = 0;
        double cubic = 0;
        double offKinks = 0;
        double coarse = 0;
        for (Geometry geometry : GEOMETRIES) {
            linear = Math.max(
                    linear,
                    falls(seed, geometry, "two-samples", "linear", trial).any());
            cubic = Math.max(
                    cubic, falls(seed, geometry, "two-samples", "cubic", trial).any());
            Falls relu = falls(seed, geometry, "six-points", "relu", trial);
            offKinks = Math.max(offKinks, relu.offKinks());
            coarse = Math.max(coarse, relu.coarse());
        }
        trial.record("linear", linear);
        trial.record("cubic", cubic);
        trial.record("relu-off-kinks", offKinks);
        trial.record("relu-coarse", coarse);
        // From 0 a wide entropy first goes where gradient flow goes, and later to the l1 direction, away from it.
        MarginTrial flow = new MarginTrial(
                MarginTrial.specification(
                        "predictor",
                        seed,
                        MarginTrial.TWO_SAMPLES,
                        MarginTrial.map("hyperbolic-entropy", "\"beta\": " + 10 * seed)),
                trial);
        SeparableMirrorMap map = flow.experiment().model().potential().orElseThrow();
        double own = 0;
        double highest = Double.NEGATIVE_INFINITY;
        double control = 0;
        double last = Double.NEGATIVE_INFINITY;
        while (flow.dynamics().clock() < 8) {
            flow.step();
            double logLoss = flow.logLoss();
            if (logLoss < 0) {
                double log = Math.log(-logLoss) - Math.log(map.balance(flow.weights()));
                own = Math.max(own, last - log);
                last = log;
                double euclidean = Math.log(-logLoss) - Math.log(MaxMargin.norm(flow.weights(), 2));
                highest = Math.max(highest, euclidean);
                control = Math.max(control, highest - euclidean);
            }
        }
        trial.record("predictor", own);
        trial.record("euclidean-norm", control);
    }

    private static Falls falls(long seed, Geometry geometry, String data, String activation, Trial trial) {
        NetworkTrial network = new NetworkTrial(
                MarginTrial.specification(
                        "monotone",
                        seed,
                        NetworkTrial.network(
                                data,
                                activation,
                                "random",
                                activation.equals("relu") ? "\"width\": 12" : "\"width\": 4"),
                        geometry.map(),
                        ", \"kernel-step\": 0.05"),
                trial);
        MarginTrial flow = network.flow();
        double any = 0;
        double offKinks = 0;
        double coarse = 0;
        double last = Double.NaN;
        double lastCoarse = Double.NaN;
        double nextMark = 1;
        HomogeneousNetwork problem = (HomogeneousNetwork) flow.problem();
        double[] rate = new double[problem.dimension()];
        boolean kinked = activation.equals("relu");
        boolean[] pattern = kinked ? problem.pattern(flow.weights()) : new boolean[0];
        while (-flow.logLoss() < MARGIN && flow.dynamics().steps() < STEPS) {
            double[] halfway = flow.dynamics().state().clone();
            problem.logLossAndGradient(flow.weights(), rate);
            double clock = flow.dynamics().clock();
            flow.step();
            boolean crosses = kinked && !Arrays.equals(pattern, halfway(network, halfway, rate, clock));
            boolean[] now = kinked ? problem.pattern(flow.weights()) : pattern;
            double log = logMargin(network, geometry.alpha());
            if (!Double.isNaN(last) && !Double.isNaN(log)) {
                any = Math.max(any, last - log);
                if (!crosses && Arrays.equals(now, pattern)) {
                    offKinks = Math.max(offKinks, last - log);
                }
            }
            if (!Double.isNaN(log) && -flow.logLoss() >= nextMark) {
                if (!Double.isNaN(lastCoarse)) {
                    coarse = Math.max(coarse, lastCoarse - log);
                }
                lastCoarse = log;
                nextMark++;
            }
            last = log;
            pattern = now;
        }
        return new Falls(any, offKinks, coarse);
    }

    /** Where the neurons stand in the middle of the midpoint rule's last step: a kink can be crossed there and back. */
    private static boolean[] halfway(NetworkTrial network, double[] eta, double[] rate, double clock) {
        MarginTrial flow = network.flow();
        double h = flow.dynamics().clock() - clock;
        for (int j = 0; j < eta.length; j++) {
            eta[j] -= 0.5 * h * rate[j];
        }
        double[] w = new double[eta.length];
        flow.experiment().model().potential().orElseThrow().conjugateGradient(eta, w);
        return ((HomogeneousNetwork) flow.problem()).pattern(w);
    }

    /** log of log(1/f)/Q^{L/α}; NaN while f is not below 1. */
    private static double logMargin(NetworkTrial network, double alpha) {
        MarginTrial flow = network.flow();
        double logLoss = flow.logLoss();
        if (logLoss >= 0) {
            return Double.NaN;
        }
        double size = network.total(network::own, flow.weights());
        double power = flow.problem().degree() / alpha;
        return Math.log(-logLoss) - power * Math.log(size);
    }
}
