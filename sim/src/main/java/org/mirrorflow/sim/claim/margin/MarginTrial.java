package org.mirrorflow.sim.claim.margin;

import java.nio.file.Path;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.observe.MarginGeometry;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.Separator;

/** A flow in normalised time of a claim's experiment, advanced by hand. */
final class MarginTrial {

    /** Two samples, three features. */
    static final String TWO_SAMPLES = "{\"kind\": \"reference-classification\"}";

    /** Twelve ReLU neurons on six points, from the reference start. */
    static final String SIX_POINTS = "{\"kind\": \"homogeneous-network\", \"start\": \"reference\"}";

    private static final int MOST_STEPS = 2_000_000;

    private final Trial trial;
    private final Experiment experiment;
    private final MarginProblem problem;
    private final Dynamics dynamics;

    MarginTrial(Specification specification, Trial trial) {
        this.trial = trial;
        try {
            this.experiment = Experiment.of(specification, Path.of("."));
        } catch (ProblemException e) {
            throw new IllegalStateException("a generated problem needs no files", e);
        }
        this.problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        this.dynamics = experiment.newDynamics();
    }

    /** A specification of a mirror flow in normalised time, from JSON sections; it stops at a loss of 1e-300. */
    static Specification specification(String title, long seed, String problem, String model, String dynamics) {
        return SpecificationCodec.parse(
                "{\"schema\": 1, \"title\": \"" + title + "\", \"seed\": " + seed + ", \"problem\": " + problem
                        + ", \"model\": " + model + ", \"dynamics\": {\"kind\": \"normalised-mirror-flow\""
                        + dynamics + "}, \"stop\": {\"loss\": 1e-300, \"time\": 1e300}}",
                title);
    }

    static Specification specification(String title, long seed, String problem, String model) {
        return specification(title, seed, problem, model, ", \"tolerance\": 1e-9");
    }

    /** A model section: a map's kind, followed by its settings as JSON. */
    static String map(String kind, String settings) {
        return "{\"kind\": \"" + kind + "\", " + settings + "}";
    }

    /** A model section: a map at its defaults. */
    static String map(String kind) {
        return "{\"kind\": \"" + kind + "\"}";
    }

    MarginProblem problem() {
        return problem;
    }

    Experiment experiment() {
        return experiment;
    }

    Dynamics dynamics() {
        return dynamics;
    }

    double[] weights() {
        return dynamics.weights();
    }

    /** One accepted step, of at most a quarter of the time so far. */
    void step() {
        if (dynamics.steps() % 256 == 0) {
            trial.checkpoint();
        }
        if (dynamics.steps() > MOST_STEPS) {
            throw new IllegalStateException("the flow has not arrived after " + MOST_STEPS + " steps");
        }
        dynamics.advance(Math.max(1e-3, 1.25 * dynamics.clock()));
    }

    /** Advances to normalised time s. */
    void to(double s) {
        while (dynamics.clock() < s) {
            if (dynamics.steps() % 256 == 0) {
                trial.checkpoint();
            }
            dynamics.advance(Math.min(s, Math.max(1e-3, 1.25 * dynamics.clock())));
        }
    }

    /** Advances until log t is at least this. */
    void toLogTime(double logTime) {
        while (dynamics.logTime() < logTime) {
            step();
        }
    }

    /** Advances until the smallest margin is at least this; false when that takes more steps than given. */
    boolean toMargin(double margin, long steps) {
        while (problem.smallestMargin(weights()) < margin) {
            if (dynamics.steps() >= steps) {
                return false;
            }
            step();
        }
        return true;
    }

    double logLoss() {
        return problem.logLoss(weights());
    }

    /** The max-margin direction of a linear problem in the ℓp norm. */
    Separator separator(double p) {
        return new MaxMargin(p).predict(((LinearClassification) problem).rows());
    }

    /** 1 − γ_t/γ in the ℓp norm. */
    double gap(double p, Separator separator) {
        return 1
                - MarginGeometry.normalisedMargin(problem, weights(), new HorizonFunction.Norm(p)) / separator.margin();
    }

    /** ‖w/‖w‖₂ − u/‖u‖₂‖₂. */
    double directionError(double[] u) {
        double[] w = weights();
        double sizeW = MaxMargin.norm(w, 2);
        double sizeU = MaxMargin.norm(u, 2);
        double[] difference = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            difference[j] = w[j] / sizeW - u[j] / sizeU;
        }
        return MaxMargin.norm(difference, 2);
    }
}
