package org.mirrorflow.sim.claim.steepest;

import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.CrossingRungeKutta;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.sim.dynamics.SteepestSettings;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.weights.SeededRandom;

/** How the claims set up and advance their runs. */
final class Trials {

    private Trials() {}

    /** A specification from its three sections, with values by dotted path. */
    static Specification specification(
            String title, long seed, String problem, String model, String dynamics, Object... changes) {
        Specification specification = SpecificationCodec.parse(
                        "{\"schema\": 1, \"problem\": {\"kind\": \"" + problem + "\"}, \"model\": {\"kind\": \"" + model
                                + "\"}, \"dynamics\": {\"kind\": \"" + dynamics + "\"}}",
                        title)
                .with("title", title)
                .with("seed", seed);
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    /** The experiment; its data need no files. */
    static Experiment experiment(Specification specification) {
        try {
            return Experiment.of(specification, Path.of("."));
        } catch (ProblemException e) {
            throw new IllegalStateException("generated data cannot be missing", e);
        }
    }

    /** A trajectory at its start. */
    static Dynamics start(Specification specification) {
        return experiment(specification).newDynamics();
    }

    /** Advances a flow to exactly that time. */
    static void advance(Dynamics dynamics, double time, Trial trial) {
        while (dynamics.time() < time) {
            dynamics.advance(time);
            if ((dynamics.steps() & 1023) == 0) {
                trial.checkpoint();
            }
        }
    }

    /** The stream of what a seed changes. */
    static SeededRandom random(String claim, long seed) {
        return new SeededRandom(seed, "claim " + claim);
    }

    /** Uniform on [low, high] for every seed but 1, which is the case with reference numbers. */
    static double drawn(SeededRandom random, long seed, double reference, double low, double high) {
        double value = low + (high - low) * random.nextDouble();
        return seed == 1 ? reference : value;
    }

    /**
     * A product of factors of one coordinate driven by a prescribed gradient, without a loss.
     *
     * @param gradient γ(t)
     * @param start the factors at time 0, replaced by those at {@code until}
     */
    static void drive(
            DoubleUnaryOperator gradient,
            double q,
            double[] start,
            Schedule decay,
            SteepestField.Coupling coupling,
            double from,
            double until) {
        double[][] factors = new double[start.length][];
        for (int i = 0; i < start.length; i++) {
            factors[i] = new double[] {start[i]};
        }
        SteepestField field = new SteepestField(
                (t, w, out) -> out[0] = gradient.applyAsDouble(t),
                new ProductOfFactors(factors),
                SteepestSettings.field(q, 0),
                decay,
                coupling,
                1e-12);
        CrossingRungeKutta integrator = new CrossingRungeKutta(field, 1e-7);
        double t = from;
        while (t < until) {
            t = integrator.step(t, start, until);
        }
    }
}
