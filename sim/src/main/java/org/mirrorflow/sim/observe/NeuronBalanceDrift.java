package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** The largest change of what a mirror flow conserves at a hidden neuron, in the balance function of its own mirror map, relative to that function over all weights. */
public final class NeuronBalanceDrift implements Observable {

    @Override
    public String id() {
        return "neuron-balance-drift";
    }

    @Override
    public String name() {
        return "Neuron balance";
    }

    @Override
    public String formula() {
        return "\\max_j |\\Delta(\\sum_{out}Q - \\sum_{in}Q/k)|/\\sum Q";
    }

    @Override
    public String summary() {
        return "The largest change of what a mirror flow conserves at a hidden neuron, in the balance function of its own mirror map, relative to that function over all weights.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return MarginGeometry.margins(experiment)
                        .filter(problem -> !problem.neurons().isEmpty())
                        .isPresent()
                && experiment.model().potential().isPresent()
                && experiment.model() instanceof Model.Mirrored;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SeparableMirrorMap map = experiment.model().potential().orElseThrow();
        return new NeuronBalance(
                MarginGeometry.margins(experiment).orElseThrow().neurons(),
                experiment.model().startWeights(),
                (i, x) -> map.potential(i).balance(x));
    }
}
