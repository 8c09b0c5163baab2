package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Gradient flow in the metric of a mirror map, ẇ = −(∇²R(w))⁻¹∇f(w), integrated in the weights themselves. */
public final class RiemannianFlow implements DynamicsFamily {

    @Override
    public String id() {
        return "riemannian-flow";
    }

    @Override
    public String name() {
        return "Riemannian gradient flow";
    }

    @Override
    public String formula() {
        return "\\dot w = -(\\nabla^2 R(w))^{-1}\\nabla f(w)";
    }

    @Override
    public String summary() {
        return "The same curve as mirror flow, followed in the primal: natural gradient flow of the metric ∇²R. It needs a"
                + " metric that is finite and positive where it starts.";
    }

    @Override
    public String source() {
        return "Amari 1998, Natural gradient works efficiently in learning; Gunasekar, Woodworth and Srebro 2021 (arXiv 2004.01025)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Tolerance.PARAMETER);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        SeparableMirrorMap map = model.potential()
                .orElseThrow(() -> new InvalidSettingException(
                        "kind",
                        "is \"riemannian-flow\", but the model has no separable mirror map; use \"mirror-flow\" or"
                                + " \"gradient-flow\""));
        double[] start = model.startWeights();
        for (int i = 0; i < start.length; i++) {
            double metric = map.potential(i).secondDerivative(start[i]);
            if (!(metric > 0 && metric < Double.POSITIVE_INFINITY)) {
                throw new InvalidSettingException(
                        "kind",
                        "is \"riemannian-flow\", but at the start, weight " + start[i]
                                + ", the metric of the map is " + metric
                                + " and the flow does not know how to leave; use \"mirror-flow\"");
            }
        }
        return new PrimalFlow(problem, map, start, settings.real(Tolerance.ID));
    }
}
