package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.Scored;

/** The share of held-out samples that are classified rightly. */
public final class TestAccuracy extends NetworkObservable {

    /** The catalogue entry. */
    public TestAccuracy() {
        super(
                "test-accuracy",
                "Test accuracy",
                "\\mathrm{acc}",
                "The share of held-out samples that are classified rightly.",
                "definition");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof Scored scored && scored.scores().contains(id());
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        Scored scored = (Scored) experiment.problem().copy();
        return moment -> scored.score(id(), moment.weights());
    }
}
