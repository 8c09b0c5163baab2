package org.mirrorflow.sim.claim.margin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.HomogeneousNetwork;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.weights.SeededRandom;

/** D8. Seed 1 takes the reference start, other seeds draw one that is nearly as uneven. */
public final class NeuronCompetition extends MarginClaim {

    private static final double[] REFERENCE = {0.5, 0.45, 0.4, 0.3, 0.2};

    /** The entry found by the catalogue. */
    public NeuronCompetition() {
        super(
                new Text(
                        "D8",
                        "Competition of neurons",
                        "a_j(G)^{\\alpha-2}=a_j(0)^{\\alpha-2}+\\frac{\\alpha-2}{\\alpha-1}G,\\quad G=\\int -\\partial_x f\\,dt",
                        "Balanced linear neurons grow under a power map by a closed form: one neuron wins for alpha below 2, all"
                                + " become alike above, and at 2 their shares stay.",
                        "Closed forms for alpha = 1.2, 1.5, 2, 3, 4, 6 and hyperbolic entropy to 1e-6; the participation ratio"
                                + " goes to 1, stays, and goes to 5."),
                MarginTrial.specification(
                        "Five linear neurons",
                        1,
                        NetworkTrial.network("one-sample", "linear", "random", "\"width\": 5"),
                        MarginTrial.map("p-norm", "\"p\": 3")));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("closed-form", "largest relative error of a weight against the closed form", 1e-6),
                Check.residual("one-wins", "largest participation ratio above 1, alpha = 1.2, 1.5 and entropy", 1e-2),
                Check.residual("stays", "relative change of the participation ratio, alpha = 2", 1e-6),
                Check.residual("all-alike", "largest participation ratio below 5, alpha = 3, 4, 6", 0.1),
                Check.control("start", "distance of the participation ratio at the start from 1 and from 5", 0.2));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] start = start(seed);
        double begin = ratio(start);
        double error = 0;
        double wins = 0;
        double alike = 0;
        for (double alpha : new double[] {1.2, 1.5, 2, 3, 4, 6}) {
            double end = alpha < 2
                    ? 0.999 * (alpha - 1) / (2 - alpha) * Math.pow(max(start), alpha - 2)
                    : alpha == 2 ? 3 : 10;
            double[] expected = start.clone();
            for (int j = 0; j < expected.length; j++) {
                expected[j] = alpha == 2
                        ? start[j] * Math.exp(end)
                        : Math.pow(Math.pow(start[j], alpha - 2) + (alpha - 2) / (alpha - 1) * end, 1 / (alpha - 2));
            }
            double[] measured = flow("p-norm", Map.of("p", alpha), start, end, trial);
            error = Math.max(error, relative(measured, expected));
            double now = ratio(measured);
            if (alpha < 2) {
                wins = Math.max(wins, now - 1);
            } else if (alpha > 2) {
                alike = Math.max(alike, start.length - now);
            } else {
                trial.record("stays", Math.abs(now / begin - 1));
            }
        }
        double beta = 0.05;
        double end = 0.999 * asinh(beta / max(start)) / beta;
        double[] expected = start.clone();
        for (int j = 0; j < expected.length; j++) {
            expected[j] = beta / Math.sinh(asinh(beta / start[j]) - beta * end);
        }
        double[] measured = flow("hyperbolic-entropy", Map.of("beta", beta), start, end, trial);
        error = Math.max(error, relative(measured, expected));
        trial.record("closed-form", error);
        trial.record("one-wins", Math.max(wins, ratio(measured) - 1));
        trial.record("all-alike", alike);
        trial.record("start", Math.min(begin - 1, start.length - begin));
    }

    private static double[] start(long seed) {
        if (seed == 1) {
            return REFERENCE.clone();
        }
        double[] start = REFERENCE.clone();
        SeededRandom random = new SeededRandom(seed, "start");
        for (int j = 0; j < start.length; j++) {
            start[j] *= 0.95 + 0.1 * random.nextDouble();
        }
        return start;
    }

    /** The neurons' weights at normalised time G: with one sample x = 1 and f = e^{−q}, −∂f/∂x dt = ds. */
    private static double[] flow(String kind, Map<String, ?> settings, double[] start, double end, Trial trial) {
        int k = start.length;
        double[] weights = new double[2 * k];
        System.arraycopy(start, 0, weights, 0, k);
        System.arraycopy(start, 0, weights, k, k);
        MarginProblem problem = new HomogeneousNetwork(
                new DMatrixRMaj(new double[][] {{1}}),
                new double[] {1},
                new int[] {k},
                HomogeneousNetwork.Activation.LINEAR,
                MarginProblem.Tail.EXPONENTIAL,
                weights,
                "five balanced linear neurons");
        MirrorMapFamily family = Components.MIRROR_MAPS.get(kind);
        Model model = new Model.Mirrored(
                family.create(Settings.of(family.parameters(), settings), problem.layout()), weights);
        DynamicsFamily flow = Components.DYNAMICS.get("normalised-mirror-flow");
        Dynamics dynamics = flow.create(Settings.of(flow.parameters(), Map.of("tolerance", 1e-11)), problem, model, 0);
        while (dynamics.clock() < end) {
            trial.checkpoint();
            dynamics.advance(end);
        }
        return Arrays.copyOf(dynamics.weights(), k);
    }

    private static double ratio(double[] a) {
        double sum = 0;
        double squares = 0;
        for (double value : a) {
            sum += value * value;
            squares += Math.pow(value, 4);
        }
        return sum * sum / squares;
    }

    private static double relative(double[] measured, double[] expected) {
        double largest = 0;
        for (int j = 0; j < measured.length; j++) {
            largest = Math.max(largest, Math.abs(measured[j] / expected[j] - 1));
        }
        return largest;
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double asinh(double x) {
        return Math.log(x + Math.hypot(1, x));
    }
}
