package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.Scored;

/** The share of the earlier task's held-out samples that are still classified rightly with its own head. */
public final class EarlierAccuracy extends NetworkObservable {

    /** The catalogue entry. */
    public EarlierAccuracy() {
        super(
                "task-1-accuracy",
                "Accuracy on the earlier task",
                "\\mathrm{acc}_1",
                "The share of the earlier task's held-out samples that are still classified rightly with its own head.",
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
