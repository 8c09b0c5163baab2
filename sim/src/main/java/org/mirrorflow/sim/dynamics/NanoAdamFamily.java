package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.AdamDirection;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.NanoAdam;
import org.mirrorflow.theory.optim.Optimizer;

/** Adam on the smallest weights of each block, chosen anew every few steps; other criteria are its controls. */
public final class NanoAdamFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "nano-adam";
    }

    @Override
    public String name() {
        return "NanoAdam";
    }

    @Override
    public String formula() {
        return "\\theta_I \\leftarrow \\theta_I - h\\,m_I/(\\sqrt{v_I}+\\varepsilon),\\quad I = k\\ \\mathrm{smallest}\\ |\\theta|";
    }

    @Override
    public String summary() {
        return "Adam on the smallest weights of each block, chosen anew every few steps; other criteria are its controls.";
    }

    @Override
    public String source() {
        return "Zhou et al. 2025 (arXiv 2506.21374)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                new Parameter.Choice(
                        "criterion",
                        "I",
                        "criterion",
                        "which weights are updated",
                        false,
                        NanoAdam.Criterion.SMALL_WEIGHTS.id(),
                        Arrays.stream(NanoAdam.Criterion.values())
                                .map(NanoAdam.Criterion::id)
                                .toList()),
                new Parameter.Real(
                        "density",
                        "k_0",
                        "density",
                        "share of the weights updated at first",
                        false,
                        0.1,
                        1e-6,
                        1,
                        true),
                new Parameter.Real(
                        "last-density",
                        "k_1",
                        "last density",
                        "share of the weights updated in the end",
                        false,
                        0.1,
                        1e-6,
                        1,
                        true),
                new Parameter.Whole(
                        "density-steps",
                        "T",
                        "density steps",
                        "steps in which the density goes from first to last",
                        false,
                        1000,
                        1,
                        1_000_000_000),
                new Parameter.Whole(
                        "choice-interval",
                        "m",
                        "choice interval",
                        "steps between two choices of the weights",
                        false,
                        50,
                        1,
                        1_000_000_000),
                new Parameter.Whole(
                        "density-interval",
                        "d",
                        "density interval",
                        "steps between two changes of the density",
                        false,
                        100,
                        1,
                        1_000_000_000),
                new Parameter.Choice(
                        "zeros",
                        "",
                        "zeros",
                        "whether weights at exactly 0 have been pruned and stay, or move like the others",
                        false,
                        "move",
                        List.of("move", "stay")),
                new Parameter.Choice(
                        "correction",
                        "",
                        "bias correction",
                        "whether Adam's averages are corrected at the start; the paper's are not",
                        false,
                        "no",
                        List.of("no", "yes")),
                Bases.BETA1,
                Bases.BETA2,
                Bases.EPSILON);
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        Settings settings = assembly.settings();
        AdamDirection<DenseTensor> adam =
                Bases.adam(assembly, part, settings.text("correction").equals("yes"));
        // The paper leaves out what is no matrix: shifts and normalisation move by Adam as they are.
        if (!part.weight()) {
            return new Composite<>(assembly.algebra(), part.tensor(), adam, new Descend<>(assembly.algebra()));
        }
        return new NanoAdam<>(
                assembly.algebra(),
                part.tensor(),
                adam,
                new NanoAdam.Selection(
                        NanoAdam.Criterion.of(settings.text("criterion")),
                        settings.real("density"),
                        settings.real("last-density"),
                        settings.wholeLong("density-steps"),
                        settings.wholeLong("choice-interval"),
                        settings.wholeLong("density-interval")),
                settings.text("zeros").equals("stay"),
                assembly.seed(part));
    }
}
