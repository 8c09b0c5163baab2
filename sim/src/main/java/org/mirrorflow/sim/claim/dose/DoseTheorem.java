package org.mirrorflow.sim.claim.dose;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.weights.SeededRandom;

/** The dose theorem. */
public final class DoseTheorem extends DoseClaim {

    /** The claim with its checks. */
    public DoseTheorem() {
        super(
                new Text(
                        "B3",
                        "The dose theorem",
                        "w_\\infty = \\arg\\min_{Zw=y} R_{\\Lambda_\\infty}(w)",
                        "Where a run of m⊙w with weight decay ends depends on the schedule only through its dose.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), Theorem 3.3; the dependence on the dose alone derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "Early, late, exponential and linearly falling decay of dose 1.5 end at one point, the minimiser of the moved potential, to 1e-6; dose 1.4 ends elsewhere."),
                true,
                Check.residual("one-end", "largest distance of the four ends from the predicted one", 1e-6),
                Check.control("other-dose", "distance of the end of dose 1.4 from it", 1e-3),
                Check.control("no-decay", "distance of the end without decay from it", 1e-2));
    }

    private static final Object[][] SCHEDULES = {
        {"dynamics.weight-decay", 0.3, "dynamics.decay-off", 5},
        {"dynamics.weight-decay", 0.3, "dynamics.decay-from", 20, "dynamics.decay-off", 25},
        {"dynamics.weight-decay", 0.75, "dynamics.decay-shape", "exponential", "dynamics.decay-time", 2},
        {"dynamics.weight-decay", 1.5, "dynamics.decay-shape", "linear", "dynamics.decay-time", 2},
    };

    private static Specification start(String u, String v, Object... changes) {
        return changed(reference("One dose, one end", "model.start-u", u, "model.start-v", v), changes);
    }

    @Override
    public List<Specification> experiments() {
        return Arrays.stream(SCHEDULES)
                .map(schedule -> start("1.2,0.9,1,0.8", "0.4,-0.3,0.2,0.1", schedule))
                .toList();
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        String u = list(uniform(random, 4, 0.8, 1.2));
        String v = list(uniform(random, 4, -0.4, 0.4));
        Experiment first = experiment(start(u, v, SCHEDULES[0]));
        double[] predicted = first.prediction(Prediction.LIMIT).orElseThrow().weights();
        double largest = 0;
        for (Object[] schedule : SCHEDULES) {
            largest = Math.max(largest, distance(end(experiment(start(u, v, schedule)), trial), predicted));
        }
        trial.record("one-end", largest);
        trial.record(
                "other-dose",
                distance(
                        end(experiment(start(u, v, "dynamics.weight-decay", 0.28, "dynamics.decay-off", 5)), trial),
                        predicted));
        trial.record("no-decay", distance(end(experiment(start(u, v)), trial), predicted));
    }
}
