package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/**
 * R_m, the share of the weights of masked layers that some mask so far has let live. It starts at the density of the
 * first mask, never falls and is at most 1; a mask that stays as it is keeps it there.
 *
 * <p>Every mask counts, whether or not the run was recorded while it was in use. Source: Liu, Yin, Mocanu and Pechenizkiy
 * 2021 (arXiv 2102.02887), in-time over-parametrisation.
 */
public final class ExplorationRate extends NetworkObservable {

    /** The catalogue entry. */
    public ExplorationRate() {
        super(
                "exploration-rate",
                "Exploration rate",
                "R_m = \\|\\bigvee_{s\\leq t} M_s\\|_0/d",
                "The share of weights of masked layers that some mask so far has let live.",
                "Liu, Yin, Mocanu and Pechenizkiy 2021 (arXiv 2102.02887)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return !Remembered.named(dynamics, "explored").isEmpty();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> of(moment.dynamics());
    }

    /** R_m of an optimizer under masks; NaN for one without. */
    public static double of(Dynamics dynamics) {
        return Remembered.share(dynamics, "explored");
    }
}
