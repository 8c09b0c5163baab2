package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;

/** How many hidden neurons have a strength sⱼ = |aⱼ|₂|wⱼ|₂ above a hundredth of the largest. */
public final class ActiveNeurons implements Observable {

    @Override
    public String id() {
        return "active-neurons";
    }

    @Override
    public String name() {
        return "Active neurons";
    }

    @Override
    public String formula() {
        return "\\#\\{s_j > 10^{-2}\\max_k s_k\\}";
    }

    @Override
    public String summary() {
        return "How many hidden neurons have a strength above a hundredth of the largest.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LINEAR;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return MarginGeometry.margins(experiment)
                .filter(problem -> !problem.neurons().isEmpty())
                .isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        List<MarginProblem.Neuron> neurons =
                MarginGeometry.margins(experiment).orElseThrow().neurons();
        return moment -> {
            double largest = 0;
            for (MarginProblem.Neuron neuron : neurons) {
                largest = Math.max(largest, neuron.strength(moment.weights()));
            }
            int count = 0;
            for (MarginProblem.Neuron neuron : neurons) {
                if (neuron.strength(moment.weights()) > 1e-2 * largest) {
                    count++;
                }
            }
            return count;
        };
    }
}
