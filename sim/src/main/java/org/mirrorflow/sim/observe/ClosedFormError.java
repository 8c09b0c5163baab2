package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** How far the weights are from the closed form of their path. */
public final class ClosedFormError implements Observable {

    /** Half the spacing of doubles at 1: an error below it cannot be told from none. */
    private static final double ROUNDING = 0x1p-53;

    @Override
    public String id() {
        return "closed-form-error";
    }

    @Override
    public String name() {
        return "Error against closed form";
    }

    @Override
    public String formula() {
        return "\\|w - w(t)\\|_\\infty/\\|w(t)\\|_\\infty";
    }

    @Override
    public String summary() {
        return "How far the weights are from the closed form of their path at the same time, relative to the largest weight;"
                + " never below rounding, 2⁻⁵³.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return OrthogonalSamples.of(experiment).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        OrthogonalSamples system = OrthogonalSamples.of(experiment).orElseThrow();
        return moment -> Math.max(
                ROUNDING, system.error(moment.weights(), moment.dynamics().logTime()));
    }
}
