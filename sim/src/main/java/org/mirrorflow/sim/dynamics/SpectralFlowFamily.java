package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.descent.NewtonSchulz;
import org.mirrorflow.theory.descent.SpectralGeometry;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Spectral steepest flow on the factors: each matrix of the gradient, G = UΣVᵀ, is replaced by UVᵀ, each vector by its signs. */
public final class SpectralFlowFamily implements DynamicsFamily {

    private static final String METHOD = "orthogonalisation";
    private static final String EXACT = "singular-vectors";
    private static final String NEWTON_SCHULZ = "newton-schulz";

    /** Resolves singular values down to about 1e−7 of the Frobenius norm. */
    private static final int ITERATIONS = 40;

    @Override
    public String id() {
        return "spectral-flow";
    }

    @Override
    public String name() {
        return "Spectral flow on the factors";
    }

    @Override
    public String formula() {
        return "\\dot W_k = -UV^\\top,\\quad \\nabla_{W_k} f = U\\Sigma V^\\top";
    }

    @Override
    public String summary() {
        return "Steepest descent of the spectral norm in continuous time, layer by layer: the matrix analogue of sign flow.";
    }

    @Override
    public String source() {
        return "Bernstein and Newhouse 2024 (arXiv 2409.20325)";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(Tolerance.PARAMETER);
        all.add(SteepestSettings.SMALLEST_STEP_PARAMETER);
        all.add(new Parameter.Choice(
                METHOD,
                "",
                "orthogonalisation",
                "singular-vectors is exact; newton-schulz iterates a polynomial, which leaves small singular values short",
                false,
                EXACT,
                List.of(EXACT, NEWTON_SCHULZ)));
        all.addAll(SteepestSettings.decay());
        return all;
    }

    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization g = GradientDescentFamily.factorsOf(model, id());
        SpectralGeometry geometry = settings.text(METHOD).equals(EXACT)
                ? SpectralGeometry.exact(g.factorLayout())
                : SpectralGeometry.with(g.factorLayout(), (m, n) -> NewtonSchulz.convergent(m, n, ITERATIONS));
        Schedule decay = Decay.of(settings);
        SteepestField field = new SteepestField(
                SteepestSettings.signal(problem.copy(), true, decay, SteepestSettings.coupling(settings)),
                g,
                geometry::field,
                decay,
                SteepestSettings.coupling(settings),
                settings.real(Tolerance.ID));
        return new SteepestFlow(
                problem.copy(),
                new CrossingRungeKutta(field, settings.real(SteepestSettings.SMALLEST_STEP)),
                decay,
                g.start(),
                g::apply,
                true);
    }
}
