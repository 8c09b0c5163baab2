package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.predict.ScaleShrinkage;
import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient flows of a single neuron, its weights as they are or as products of two factors. */
final class NeuronFlows {

    /** A loss at most this has found the teacher; every wrong end has one above 0.1 of the teacher's mean square. */
    static final double FOUND = 1e-3;

    private NeuronFlows() {}

    /** Weights as they are. */
    static Reparametrization plain(NetworkLoss problem) {
        return new DirectWeights(problem.startWeights().orElseThrow(), problem.layout());
    }

    /** Weights as products m⊙v with m² − v² = β, of a scale of its own for the output weight, the last one. */
    static Reparametrization products(NetworkLoss problem, double betaA, double betaW) {
        double[] start = problem.startWeights().orElseThrow();
        double[] m = new double[start.length];
        double[] v = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            m[i] = ScaleShrinkage.split(start[i], i == start.length - 1 ? betaA : betaW);
            v[i] = start[i] / m[i];
        }
        return new HadamardProduct(m, v);
    }

    /** Whether gradient flow on the factors finds the teacher before that time. */
    static boolean finds(NetworkLoss problem, Reparametrization parametrization, double time, Trial trial) {
        var family = Components.DYNAMICS.get("gradient-flow");
        Dynamics flow = family.create(
                Settings.of(family.parameters(), Workbench.map("tolerance", 1e-6)),
                problem,
                new Model.Factored(parametrization),
                0);
        while (flow.time() < time && flow.loss() > FOUND && flow.steps() < 20_000) {
            if (flow.steps() % 16 == 0) {
                trial.checkpoint();
            }
            flow.advance(time);
        }
        return flow.loss() <= FOUND;
    }
}
