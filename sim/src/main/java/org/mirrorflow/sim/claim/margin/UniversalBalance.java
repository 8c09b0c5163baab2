package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;

/** GB-1. The seed draws data and start. */
public final class UniversalBalance extends MarginClaim {

    private static final String EUCLIDEAN = MarginTrial.map("euclidean");
    private static final String ENTROPY = MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.2");
    private static final String CUBIC = MarginTrial.map("p-norm", "\"p\": 3");
    private static final double MARGIN = 5;
    private static final long STEPS = 6000;

    /** The entry found by the catalogue. */
    public UniversalBalance() {
        super(
                new Text(
                        "GB-1",
                        "Universal balance",
                        "\\sum_{out}\\Phi(a)-\\sum_{in}\\Phi(w)=\\mathrm{const},\\quad\\Phi(x)=xR'(x)-R(x)",
                        "At every hidden neuron of a ReLU network the flow of any separable potential conserves the balance of"
                                + " its own function, and not that of another.",
                        "On drawn data, at depth 2 and 3, the own balance drifts by less than 1e-4 of its total; every other"
                                + " one by more."),
                MarginTrial.specification(
                        "Balance at depth three",
                        1,
                        NetworkTrial.network(
                                "generated", "relu", "random", "\"depth\": 3, \"width\": 6, \"samples\": 8"),
                        ENTROPY));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("own", "largest drift of the own balance over its total, three maps, two depths", 1e-4),
                Check.control("others", "least drift of another map's balance over its total", 1e-3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double own = 0;
        double others = Double.POSITIVE_INFINITY;
        NetworkTrial.Balance square = (i, x) -> 0.5 * x * x;
        NetworkTrial.Balance cube = (i, x) -> 2.0 / 3 * Math.abs(x * x * x);
        for (int depth = 2; depth <= 3; depth++) {
            for (String map : List.of(EUCLIDEAN, ENTROPY, CUBIC)) {
                NetworkTrial network = new NetworkTrial(
                        MarginTrial.specification(
                                "balance",
                                seed,
                                NetworkTrial.network(
                                        "generated",
                                        "relu",
                                        "random",
                                        "\"depth\": " + depth + ", \"width\": 6, \"samples\": 8, \"start-scale\": 0.5"),
                                map,
                                ", \"kernel-step\": 0.02"),
                        trial);
                network.flow().toMargin(MARGIN, STEPS);
                own = Math.max(own, network.drift(network::own));
                if (!map.equals(EUCLIDEAN)) {
                    others = Math.min(others, network.drift(square));
                }
                if (!map.equals(CUBIC)) {
                    others = Math.min(others, network.drift(cube));
                }
            }
        }
        trial.record("own", own);
        trial.record("others", others);
    }
}
