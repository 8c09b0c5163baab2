package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.AdamDirection;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.Direction;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.LionDirection;
import org.mirrorflow.theory.optim.MomentumDirection;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.StepOperator;

/** The parts that optimizers share, with their declared parameters. */
final class Bases {

    static final String BASE = "base";
    static final String MOMENTUM = "momentum";
    static final String ALPHA = "alpha";

    static final Parameter NESTEROV = new Parameter.Choice(
            "nesterov", "", "Nesterov", "whether momentum looks ahead", false, "no", List.of("no", "yes"));

    static final Parameter COUPLING = new Parameter.Choice(
            "decay-coupling",
            "",
            "decay coupling",
            "whether weight decay is part of the gradient (coupled) or of the step (decoupled)",
            false,
            "decoupled",
            List.of("decoupled", "coupled"));

    static final Parameter.Real BETA1 = share("beta1", "\\beta_1", 0.9);
    static final Parameter.Real BETA2 = share("beta2", "\\beta_2", 0.999);

    static final Parameter.Real EPSILON = new Parameter.Real(
            "epsilon",
            "\\varepsilon",
            "epsilon",
            "added to the root of the averaged squares",
            true,
            1e-8,
            1e-30,
            1,
            true);

    static final Parameter.Real BETA = new Parameter.Real(
            "beta",
            "\\beta",
            "decay of the hyperbolic step",
            "decay rate β in the hyperbolic step",
            true,
            0,
            0,
            1e6,
            false);

    static final Parameter.Real GAMMA = new Parameter.Real(
            "gamma",
            "\\gamma",
            "scale of the entropy",
            "γ of hyperbolic entropy; without effect in the exponential form",
            false,
            1e-3,
            1e-12,
            1e6,
            true);

    static final Parameter FORM = form(HyperbolicStep.Form.EXPONENTIAL);
    static final Parameter FORM_ENTROPY = form(HyperbolicStep.Form.ENTROPY);

    /** What {@link #based} makes. */
    private static final List<String> BASED = List.of("sgd", "adamw", "ham");

    private Bases() {}

    /** The settings of what {@link #based} makes, after those of the optimizer around it. */
    static List<Parameter> around(Parameter... own) {
        return Stream.concat(
                        Arrays.stream(own),
                        Stream.of(base("sgd", BASED), momentum(0), NESTEROV, alpha(20), BETA, BETA1, BETA2, EPSILON))
                .toList();
    }

    static Parameter.Real share(String id, String symbol, double value) {
        return new Parameter.Real(
                id, symbol, id, "share that an average keeps each step", true, value, 0, 0.999999, false);
    }

    static Parameter momentum(double value) {
        return new Parameter.Real(
                MOMENTUM, "\\mu", "momentum", "share of the velocity kept each step", true, value, 0, 0.9999, false);
    }

    static Parameter alpha(double value) {
        return new Parameter.Real(
                ALPHA, "\\alpha", "strength", "strength α of the hyperbolic geometry", true, value, 0, 1e9, false);
    }

    static Parameter base(String value, List<String> options) {
        return new Parameter.Choice(BASE, "A", "base", "the optimizer that it is composed with", false, value, options);
    }

    private static Parameter form(HyperbolicStep.Form value) {
        return new Parameter.Choice(
                "form",
                "H",
                "form",
                "the hyperbolic step by a factor, which keeps signs, or as a mirror step of hyperbolic entropy",
                false,
                value.id(),
                Arrays.stream(HyperbolicStep.Form.values())
                        .map(HyperbolicStep.Form::id)
                        .toList());
    }

    static HyperbolicStep.Form form(Settings settings) {
        return settings.text("form").equals(HyperbolicStep.Form.ENTROPY.id())
                ? HyperbolicStep.Form.ENTROPY
                : HyperbolicStep.Form.EXPONENTIAL;
    }

    /** Momentum as the settings have it, without weight decay. */
    static Direction<DenseTensor> heavyBall(Assembly assembly, Assembly.Part part) {
        MomentumDirection<DenseTensor> direction = new MomentumDirection<>(
                assembly.algebra(), part.tensor(), assembly.settings().real(MOMENTUM), nesterov(assembly.settings()));
        assembly.knob(MOMENTUM, direction::setMomentum);
        return direction;
    }

    private static boolean nesterov(Settings settings) {
        return "yes".equals(settings.values().get(NESTEROV.id()));
    }

    /** Momentum of the gradient with coupled weight decay. */
    static Direction<DenseTensor> sgd(Assembly assembly, Assembly.Part part) {
        return assembly.coupled(part.tensor(), heavyBall(assembly, part));
    }

    static AdamDirection<DenseTensor> adam(Assembly assembly, Assembly.Part part) {
        return adam(assembly, part, true);
    }

    static AdamDirection<DenseTensor> adam(Assembly assembly, Assembly.Part part, boolean corrected) {
        AdamDirection<DenseTensor> direction = new AdamDirection<>(
                assembly.algebra(),
                part.tensor(),
                assembly.settings().real(BETA1.id()),
                assembly.settings().real(BETA2.id()),
                assembly.settings().real(EPSILON.id()),
                corrected);
        assembly.knob(BETA1.id(), direction::setBeta1);
        assembly.knob(BETA2.id(), direction::setBeta2);
        assembly.knob(EPSILON.id(), direction::setEpsilon);
        return direction;
    }

    static LionDirection<DenseTensor> lion(Assembly assembly, Assembly.Part part) {
        LionDirection<DenseTensor> direction = new LionDirection<>(
                assembly.algebra(),
                part.tensor(),
                assembly.settings().real(BETA1.id()),
                assembly.settings().real(BETA2.id()));
        assembly.knob(BETA1.id(), direction::setBeta1);
        assembly.knob(BETA2.id(), direction::setBeta2);
        return direction;
    }

    static HyperbolicStep<DenseTensor> hyperbolic(
            Assembly assembly,
            Assembly.Part part,
            HyperbolicStep.Form form,
            HyperbolicStep.Coupling coupling,
            double gamma) {
        HyperbolicStep<DenseTensor> step = new HyperbolicStep<>(
                assembly.algebra(),
                part.tensor(),
                form,
                coupling,
                assembly.settings().real(ALPHA),
                assembly.settings().real(BETA.id()),
                gamma);
        assembly.knob(ALPHA, step::setAlpha);
        assembly.knob(BETA.id(), step::setBeta);
        return step;
    }

    /** θ ← θ − hd. */
    static Optimizer<DenseTensor> descent(Assembly assembly, Assembly.Part part, Direction<DenseTensor> direction) {
        return new Composite<>(assembly.algebra(), part.tensor(), direction, new Descend<>(assembly.algebra()));
    }

    /** θ ← (1 − hλ)θ − hd. */
    static Optimizer<DenseTensor> decoupled(Assembly assembly, Assembly.Part part, Direction<DenseTensor> direction) {
        StepOperator<DenseTensor> steps = assembly.decoupled(new Descend<>(assembly.algebra()));
        return new Composite<>(assembly.algebra(), part.tensor(), direction, steps);
    }

    /** Either, as the settings say. */
    static Optimizer<DenseTensor> coupledOrNot(
            Assembly assembly, Assembly.Part part, Direction<DenseTensor> direction) {
        return assembly.settings().text(COUPLING.id()).equals("coupled")
                ? descent(assembly, part, assembly.coupled(part.tensor(), direction))
                : decoupled(assembly, part, direction);
    }

    /** SGD with coupled decay, AdamW or HAM, as the base of the settings says. */
    static Optimizer<DenseTensor> based(Assembly assembly, Assembly.Part part) {
        return switch (assembly.settings().text(BASE)) {
            case "adamw" -> decoupled(assembly, part, adam(assembly, part));
            case "ham" -> {
                StepOperator<DenseTensor> steps = assembly.decoupled(new Descend<>(assembly.algebra()));
                if (part.weight()) {
                    steps = steps.then(hyperbolic(
                            assembly, part, HyperbolicStep.Form.EXPONENTIAL, HyperbolicStep.Coupling.RAW, 1));
                }
                yield new Composite<>(assembly.algebra(), part.tensor(), heavyBall(assembly, part), steps);
            }
            default -> descent(assembly, part, sgd(assembly, part));
        };
    }
}
