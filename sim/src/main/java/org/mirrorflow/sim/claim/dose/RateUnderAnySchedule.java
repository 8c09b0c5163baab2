package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.theory.predict.AverageLossBound;
import org.mirrorflow.theory.weights.SeededRandom;

/** A rate under any schedule. */
public final class RateUnderAnySchedule extends DoseClaim {

    /** The claim with its checks. */
    public RateUnderAnySchedule() {
        super(
                new Text(
                        "B15",
                        "A rate under any schedule",
                        "\\frac1t\\int_0^t (f-f^\\star) \\le \\frac{D_0 + \\Lambda_t\\,\\partial_\\Lambda R(w^\\star)}{t}",
                        "The running mean of the loss of m⊙w under weight decay of any schedule stays under the start divergence plus the dose times Σ√(w*² + β²), over t.",
                        "derived from the Lyapunov identity with decay, checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The mean never exceeds the bound for constant, exponential and switched-off decay; without the term of the dose the bound is broken."),
                true,
                Check.residual("share", "largest running mean of the loss as a share of its bound", 1),
                Check.control(
                        "without-dose", "largest share of the bound without its dose term, under constant decay", 1.5));
    }

    private static final Object[][] SCHEDULES = {
        {"dynamics.weight-decay", 0.2},
        {"dynamics.weight-decay", 0.5, "dynamics.decay-shape", "exponential", "dynamics.decay-time", 3},
        {"dynamics.weight-decay", 0.3, "dynamics.decay-off", 5},
    };

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        String u = list(uniform(random, 4, 0.8, 1.2));
        String v = list(uniform(random, 4, -0.4, 0.4));
        double share = 0;
        double without = 0;
        for (Object[] schedule : SCHEDULES) {
            Experiment experiment =
                    experiment(changed(reference("B15", "model.start-u", u, "model.start-v", v), schedule));
            double[] minimiser =
                    experiment.prediction(Prediction.MIN_L1).orElseThrow().weights();
            AverageLossBound bound = AverageLossBound.of(
                    experiment.movingPotential().orElseThrow(),
                    minimiser,
                    experiment.model().startWeights());
            Dynamics flow = experiment.newDynamics();
            while (flow.time() < 400) {
                flow.advance(400);
                double mean = flow.normalisedTime() / flow.time();
                share = Math.max(share, mean / bound.at(flow.time(), flow.dose()));
                if (schedule.length == 2) {
                    without = Math.max(without, mean / bound.at(flow.time(), 0));
                }
            }
            trial.checkpoint();
        }
        trial.record("share", share);
        trial.record("without-dose", without);
    }
}
