package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient descent on the factors of a regression whose labels are disturbed anew in every step. */
public final class LabelNoiseFamily implements DynamicsFamily {

    static final String NOISE = "label-noise";
    private static final String BATCH = "batch";

    @Override
    public String id() {
        return "label-noise-descent";
    }

    @Override
    public String name() {
        return "Descent with label noise";
    }

    @Override
    public String formula() {
        return "\\theta_{k+1} = \\theta_k - h\\,\\nabla_\\theta \\tfrac12\\lVert Zg(\\theta_k) - y - \\sigma\\xi_k\\rVert^2";
    }

    @Override
    public String summary() {
        return "Fresh noise in the labels leaves the solutions where they are and keeps the factors drifting along them, towards"
                + " smaller scales and sparser weights.";
    }

    @Override
    public String source() {
        return "HaoChen, Wei, Lee and Ma 2021 (arXiv 2006.08680); Pesme, Pillaud-Vivien and Flammarion 2021 (arXiv 2106.09524)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                GradientDescentFamily.STEP_SIZE,
                new Parameter.Real(
                        NOISE,
                        "\\sigma",
                        "label noise",
                        "standard deviation of the noise added to each label in each step",
                        true,
                        0.1,
                        0,
                        1e6,
                        false),
                new Parameter.Whole(
                        BATCH,
                        "B",
                        "batch",
                        "samples drawn for each gradient, with replacement; 0 for all of them",
                        false,
                        0,
                        0,
                        1_000_000));
    }

    /** No: noise moves the balance of the factors. */
    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = GradientDescentFamily.factorsOf(model, id());
        if (!(problem instanceof LinearRegression regression)) {
            throw new InvalidSettingException(
                    "kind", "is \"" + id() + "\", which needs the labels of a regression; use \"sgd\"");
        }
        return new LabelNoiseDescent(
                regression,
                parametrization,
                settings.real(Descent.STEP_SIZE),
                settings.real(NOISE),
                settings.whole(BATCH),
                seed);
    }
}
