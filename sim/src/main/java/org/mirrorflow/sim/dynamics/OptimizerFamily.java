package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.Schedule;

/**
 * A discrete optimizer of the factors, one instance for each block of their layout. All share how the step size changes,
 * the size of a batch, the clipping of the gradient and the weight decay.
 */
public abstract class OptimizerFamily implements DynamicsFamily {

    static final String BATCH = "batch";
    static final String CLIP = "gradient-clip";
    static final String RATE_SHAPE = "step-schedule";
    static final String RATE_STEPS = "step-schedule-steps";
    static final String WARM_UP = "warm-up";

    private static final List<Parameter> SHARED = List.of(
            new Parameter.Choice(
                    RATE_SHAPE,
                    "",
                    "step schedule",
                    "how the step size falls over the steps, with x = step/step-schedule-steps",
                    false,
                    Schedule.Shape.CONSTANT.id(),
                    Arrays.stream(Schedule.Shape.values())
                            .map(Schedule.Shape::id)
                            .toList()),
            new Parameter.Whole(
                    RATE_STEPS,
                    "",
                    "schedule steps",
                    "steps that make up x = 1 in the step schedule; without effect for a constant one",
                    false,
                    1000,
                    1,
                    1_000_000_000),
            new Parameter.Whole(
                    WARM_UP,
                    "",
                    "warm-up",
                    "steps over which the step size grows linearly to its height",
                    false,
                    0,
                    0,
                    1_000_000_000),
            new Parameter.Whole(
                    BATCH,
                    "B",
                    "batch",
                    "samples drawn for each gradient, with replacement; 0 for all of them",
                    false,
                    0,
                    0,
                    1_000_000),
            new Parameter.Real(
                    CLIP,
                    "",
                    "gradient clip",
                    "longest gradient, in the 2-norm over all factors; 0 for no limit",
                    false,
                    0,
                    0,
                    1e12,
                    false));

    /** The parameters of this optimizer alone. */
    abstract List<Parameter> own();

    /** Whether it trains sparse models by itself or under a mask. */
    boolean masks() {
        return false;
    }

    /** The optimizer of one block. */
    abstract Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part);

    /** What is done besides after each step. */
    Descent.Epochs epochs(Settings settings, List<Optimizer<DenseTensor>> optimizers) {
        return Descent.Epochs.NONE;
    }

    /** {@inheritDoc} Most optimizers have a geometry of their own. */
    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public final List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(GradientDescentFamily.STEP_SIZE);
        parameters.addAll(own());
        if (masks()) {
            parameters.addAll(Masks.parameters());
        }
        parameters.addAll(SHARED);
        parameters.addAll(Decay.parameters(true));
        return List.copyOf(parameters);
    }

    @Override
    public final Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Assembly assembly = new Assembly(settings, seed);
        return new Descent(
                problem.copy(),
                GradientDescentFamily.factorsOf(model, id()),
                settings,
                seed,
                assembly,
                part -> masks() && part.weight()
                        ? Masks.wrap(assembly, part, assemble(assembly, part), preconditioned(settings))
                        : assemble(assembly, part),
                optimizers -> epochs(settings, optimizers));
    }

    /** SparseOpt's correction under the mask. */
    Masks.Correction preconditioned(Settings settings) {
        return Masks.Correction.NONE;
    }
}
