package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.MarginProblem;

/** D6. The seed draws the start; the points are fixed. */
public final class BalanceEquation extends MarginClaim {

    private static final List<String> MAPS = List.of(
            MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.05"),
            MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.5"),
            MarginTrial.map("p-norm", "\"p\": 1.5"),
            MarginTrial.map("euclidean"),
            MarginTrial.map("p-norm", "\"p\": 3"),
            MarginTrial.map("p-norm", "\"p\": 4"),
            MarginTrial.map("p-norm", "\"p\": 6"),
            MarginTrial.map("cosh", "\"kappa\": 1"));

    private static final double MARGIN = 10;
    private static final long STEPS = 8000;

    /** The entry found by the catalogue. */
    public BalanceEquation() {
        super(
                new Text(
                        "D6",
                        "Balance under a mirror map",
                        "\\frac{d}{dt}(Q(a_j)-Q(w_j))=0,\\quad\\frac{dQ}{ds}=L\\sum_i p_iq_i,\\quad Q=R^*\\circ\\nabla R",
                        "Mirror flow on a homogeneous network conserves the difference of its balance function across every"
                                + " neuron, and lets its total grow by L times the mean margin.",
                        "The drift stays below 1e-4 of the total for eight maps on twelve ReLU neurons, and the total of smooth"
                                + " networks obeys its own equation to 1e-5."),
                MarginTrial.specification(
                        "Balance of hyperbolic entropy",
                        1,
                        NetworkTrial.network("six-points", "relu", "random"),
                        MAPS.get(0)));
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("drift", "largest drift of a neuron's balance over the total, eight maps", 1e-4),
                Check.residual("total", "largest relative error of the total against its equation, z^2 network", 1e-5),
                Check.control(
                        "euclidean", "least drift of the difference of squares, maps that are not Euclidean", 1e-3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double drift = 0;
        double total = 0;
        double euclidean = Double.POSITIVE_INFINITY;
        for (String map : MAPS) {
            NetworkTrial network = new NetworkTrial(
                    MarginTrial.specification(
                            "balance",
                            seed,
                            NetworkTrial.network("six-points", "relu", "random"),
                            map,
                            ", \"kernel-step\": 0.01"),
                    trial);
            network.flow().toMargin(MARGIN, STEPS);
            drift = Math.max(drift, network.drift(network::own));
            total = Math.max(total, totalError(seed, map, trial));
            if (!map.contains("euclidean")) {
                euclidean = Math.min(euclidean, network.drift((i, w) -> 0.5 * w * w));
            }
        }
        trial.record("drift", drift);
        trial.record("total", total);
        trial.record("euclidean", euclidean);
    }

    /**
     * |ΔQ − ∫ L Σ pᵢqᵢ ds| / Q for a network without kinks, the integral by the trapezoidal rule along the flow's own short
     * steps.
     */
    private static double totalError(long seed, String map, Trial trial) {
        NetworkTrial network = new NetworkTrial(
                MarginTrial.specification(
                        "total",
                        seed,
                        NetworkTrial.network("six-points", "square", "random", "\"width\": 6"),
                        map,
                        ", \"integrator\": \"midpoint\", \"kernel-step\": 0.02"),
                trial);
        MarginTrial flow = network.flow();
        MarginProblem problem = flow.problem();
        double[] q = new double[problem.samples()];
        double[] p = new double[problem.samples()];
        double begin = network.total(network::own, network.start());
        double sum = 0;
        double before = rate(problem, flow.weights(), q, p);
        double clock = 0;
        while (problem.smallestMargin(flow.weights()) < MARGIN
                && flow.dynamics().steps() < STEPS) {
            flow.step();
            double now = rate(problem, flow.weights(), q, p);
            sum += 0.5 * (before + now) * (flow.dynamics().clock() - clock);
            before = now;
            clock = flow.dynamics().clock();
        }
        double now = network.total(network::own, flow.weights());
        return Math.abs(now - begin - sum) / now;
    }

    private static double rate(MarginProblem problem, double[] w, double[] q, double[] p) {
        problem.margins(w, q);
        problem.shares(q, p);
        double mean = 0;
        for (int i = 0; i < q.length; i++) {
            mean += p[i] * q[i];
        }
        return problem.degree() * mean;
    }
}
