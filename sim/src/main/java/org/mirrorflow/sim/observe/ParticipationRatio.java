package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;

/** The number of equally strong neurons that would share the output in the same way. */
public final class ParticipationRatio implements Observable {

    @Override
    public String id() {
        return "participation-ratio";
    }

    @Override
    public String name() {
        return "Participation ratio";
    }

    @Override
    public String formula() {
        return "(\\sum_j s_j)^2/\\sum_j s_j^2";
    }

    @Override
    public String summary() {
        return "The number of equally strong neurons that would share the output in the same way.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458), sparse and dense features; derived, checked";
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
            double sum = 0;
            double squares = 0;
            for (MarginProblem.Neuron neuron : neurons) {
                double strength = neuron.strength(moment.weights());
                sum += strength;
                squares += strength * strength;
            }
            return sum * sum / squares;
        };
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
