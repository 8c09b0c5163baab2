package org.mirrorflow.sim.claim.dose;

import java.util.Map;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.NeuronMask;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.SeededRandom;

/** Factors are a mirror flow. */
public final class FactorsAreMirrorFlow extends DoseClaim {

    /** The claim with its checks. */
    public FactorsAreMirrorFlow() {
        super(
                new Text(
                        "A1",
                        "Factors are a mirror flow",
                        "d\\nabla R(w) = -\\nabla f(w)\\,dt",
                        "Gradient flow on the factors of a commuting parametrization moves the weights along the mirror flow of its induced map.",
                        "Li, Wang, Lee and Arora 2022 (arXiv 2207.04036), Theorem 4.8; each map derived and checked",
                        Paper.MIRROR_MIRROR,
                        "The weights of the factors and of the mirror flow agree to 1e-8 at t = 1 for eleven parametrizations; a neuron-wise mask does not follow the element-wise map."),
                true,
                Check.residual(
                        "residual",
                        "largest difference of a weight between the factors and the mirror flow, over all parametrizations",
                        1e-8),
                Check.control(
                        "neuron-mask",
                        "difference between a neuron-wise mask and the mirror flow of the element-wise product",
                        1e-3));
    }

    @Override
    public void run(long seed, Trial trial) {
        LinearRegression problem = (LinearRegression)
                experiment(reference("A1", "problem.data", "three-weights")).problem();
        SeededRandom random = random(seed, id());
        double largest = 0;
        for (Reparametrization g : Parametrizations.interior(random)) {
            trial.checkpoint();
            double[] factors = end(problem, new Model.Factored(g), "gradient-flow");
            double[] mirror = end(problem, new Model.Factored(g), "mirror-flow");
            for (int i = 0; i < factors.length; i++) {
                largest = Math.max(largest, Math.abs(factors[i] - mirror[i]));
            }
        }
        trial.record("residual", largest);
        double[] v = uniform(random, 3, 0.2, 0.6);
        double[] m = {1, 1, 1};
        double[] neuron = end(problem, new Model.Factored(new NeuronMask(1, v)), "gradient-flow");
        double[] elements = end(problem, new Model.Factored(new HadamardProduct(m, v)), "mirror-flow");
        trial.record("neuron-mask", distance(neuron, elements));
    }

    private static double[] end(LinearRegression problem, Model model, String kind) {
        DynamicsFamily family = Components.DYNAMICS.get(kind);
        Dynamics flow = family.create(Settings.of(family.parameters(), Map.of("tolerance", 1e-11)), problem, model, 0);
        while (flow.time() < 1) {
            flow.advance(1);
        }
        return flow.weights().clone();
    }
}
