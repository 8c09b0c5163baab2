package org.mirrorflow.sim.observe;

import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.Network;

/** An observable of networks, with its words. */
abstract class NetworkObservable implements Observable {

    private final String id;
    private final String name;
    private final String formula;
    private final String summary;
    private final String source;

    NetworkObservable(String id, String name, String formula, String summary, String source) {
        this.id = id;
        this.name = name;
        this.formula = formula;
        this.summary = summary;
        this.source = source;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String formula() {
        return formula;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String source() {
        return source;
    }

    /** The problem as a network whose weights themselves are what is trained. */
    static Optional<Network> network(Experiment experiment) {
        return experiment.problem() instanceof Network network ? Optional.of(network) : Optional.empty();
    }

    /** The layer whose neurons are compared: one in which their densities differ at the start. */
    static Optional<SparseLayer> uneven(Experiment experiment, double[] weights) {
        return network(experiment).flatMap(SparseLayer::first).filter(layer -> {
            double[] densities = layer.densities(weights);
            for (double density : densities) {
                if (density != densities[0]) {
                    return true;
                }
            }
            return false;
        });
    }
}
