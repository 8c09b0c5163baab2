package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The largest change of the difference of squares at a hidden neuron, which gradient flow conserves and other mirror flows do not, relative to the squares of all weights. */
public final class EuclideanBalanceDrift implements Observable {

    @Override
    public String id() {
        return "euclidean-balance-drift";
    }

    @Override
    public String name() {
        return "Euclidean balance";
    }

    @Override
    public String formula() {
        return "\\max_j |\\Delta(\\|out\\|^2 - \\|in\\|^2/k)|/\\|w\\|^2";
    }

    @Override
    public String summary() {
        return "The largest change of the difference of squares at a hidden neuron, which gradient flow conserves and other mirror flows do not, relative to the squares of all weights.";
    }

    @Override
    public String source() {
        return "Du, Hu and Lee 2018";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return MarginGeometry.margins(experiment)
                .filter(problem -> !problem.neurons().isEmpty())
                .isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return new NeuronBalance(
                MarginGeometry.margins(experiment).orElseThrow().neurons(),
                experiment.model().startWeights(),
                (i, x) -> 0.5 * x * x);
    }
}
