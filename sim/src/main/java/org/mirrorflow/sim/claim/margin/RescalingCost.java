package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;

/** D11. The seed draws the start. */
public final class RescalingCost extends MarginClaim {

    private static final double MARGIN = 500;
    private static final long STEPS = 200_000;
    private static final int MOST_STARTS = 6;

    private record Geometry(String map, double alpha) {}

    private static final List<Geometry> GEOMETRIES = List.of(
            new Geometry(MarginTrial.map("hyperbolic-entropy", "\"beta\": 0.05"), 1),
            new Geometry(MarginTrial.map("euclidean"), 2),
            new Geometry(MarginTrial.map("p-norm", "\"p\": 3"), 3));

    /** The entry found by the catalogue. */
    public RescalingCost() {
        super(
                new Text(
                        "D11",
                        "Cost in function space",
                        "\\sum_j(|a_j|^\\alpha+\\|w_j\\|_\\alpha^\\alpha)\\to 2\\sum_j(|a_j|\\,\\|w_j\\|_\\alpha)^{\\alpha/2}",
                        "At late times no rescaling of a neuron makes its weights cheaper in the horizon norm, so that the cost"
                                + " is one of the function that the network computes.",
                        "The cost after rescaling over the actual one goes to 1, to 1 percent at a margin of 500, for alpha = 1,"
                                + " 2 and 3."),
                MarginTrial.specification(
                        "Six points",
                        1,
                        NetworkTrial.network("six-points", "relu", "random"),
                        GEOMETRIES.get(1).map()));
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("share", "largest distance from 1 of the rescaled cost over the actual one", 0.01),
                Check.control("start", "least such distance at the start", 0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        double share = 0;
        double start = Double.POSITIVE_INFINITY;
        for (Geometry geometry : GEOMETRIES) {
            NetworkTrial network = fitted(seed, geometry, trial);
            if (network == null) {
                trial.inconclusive("share", "every random start tried leaves a point unfitted");
                trial.inconclusive("start", "every random start tried leaves a point unfitted");
                return;
            }
            share = Math.max(
                    share,
                    Math.abs(1
                            - network.rescalingShare(
                                    geometry.alpha(), network.flow().weights())));
            start = Math.min(start, Math.abs(1 - network.rescalingShare(geometry.alpha(), network.start())));
        }
        trial.record("share", share);
        trial.record("start", start);
    }

    private static @Nullable NetworkTrial fitted(long seed, Geometry geometry, Trial trial) {
        for (int attempt = 0; attempt < MOST_STARTS; attempt++) {
            NetworkTrial network = new NetworkTrial(
                    MarginTrial.specification(
                            "cost",
                            seed * 1000 + attempt,
                            NetworkTrial.network("six-points", "relu", "random"),
                            geometry.map(),
                            ", \"kernel-step\": 0.4"),
                    trial);
            if (network.flow().toMargin(20, 15_000) && network.flow().toMargin(MARGIN, STEPS)) {
                return network;
            }
        }
        return null;
    }
}
