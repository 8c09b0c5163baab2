package org.mirrorflow.sim.claim.matrix;

import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.matrix.SingularValues;

/** What the claims about matrices share: their texts, and how an experiment is run to its end. */
abstract class MatrixClaim implements Claim {

    private final String id;
    private final String name;
    private final String statement;
    private final String prediction;
    private final String formula;
    private final String source;
    private final boolean quick;
    private final List<Check> checks;

    MatrixClaim(
            String id,
            String name,
            String statement,
            String prediction,
            String formula,
            String source,
            boolean quick,
            List<Check> checks) {
        this.id = id;
        this.name = name;
        this.statement = statement;
        this.prediction = prediction;
        this.formula = formula;
        this.source = source;
        this.quick = quick;
        this.checks = List.copyOf(checks);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return statement;
    }

    @Override
    public final String prediction() {
        return prediction;
    }

    @Override
    public final String formula() {
        return formula;
    }

    @Override
    public final String source() {
        return source;
    }

    @Override
    public final boolean quick() {
        return quick;
    }

    @Override
    public final List<Check> checks() {
        return checks;
    }

    @Override
    public Paper paper() {
        return Paper.MIRROR_MIRROR;
    }

    /** A specification from its JSON, with values changed by dotted path. */
    static Specification specification(String title, String json, Object... changes) {
        Specification specification = SpecificationCodec.parse(json, title).with("title", title);
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    /** The experiment of a specification without files. */
    static Experiment experiment(Specification specification) {
        try {
            return Experiment.of(specification, Path.of("."));
        } catch (ProblemException e) {
            throw new IllegalStateException("a generated problem needs no files", e);
        }
    }

    /** The run of an experiment, at its end. */
    static Run finished(Experiment experiment, Trial trial) {
        Run run = Run.start(experiment);
        while (run.advance()) {
            if (run.steps() % 64 == 0) {
                trial.checkpoint();
            }
        }
        return run;
    }

    /**
     * The weights where the loss has come down to the specification's own bound, or its time or steps are over. A run would stop
     * sooner, where the gradient has vanished to ten digits.
     */
    static double[] end(Specification specification, Trial trial) {
        Dynamics dynamics = experiment(specification).newDynamics();
        double loss = specification.stop().real("loss");
        double time = specification.stop().real("time");
        while (dynamics.loss() > loss
                && dynamics.clock() < time
                && dynamics.steps() < specification.stop().wholeLong("steps")) {
            dynamics.advance(time);
            if (dynamics.steps() % 64 == 0) {
                trial.checkpoint();
            }
        }
        return dynamics.weights().clone();
    }

    /** A trajectory advanced to exactly that time. */
    static void advance(Dynamics dynamics, double until, Trial trial) {
        while (dynamics.clock() < until) {
            dynamics.advance(until);
            if (dynamics.steps() % 64 == 0) {
                trial.checkpoint();
            }
        }
    }

    /** ‖W‖_*. */
    static double nuclear(double[] w, int rows, int columns) {
        double sum = 0;
        for (double s : spectrum(w, rows, columns)) {
            sum += s;
        }
        return sum;
    }

    /** The singular values of W, descending. */
    static double[] spectrum(double[] w, int rows, int columns) {
        SingularValues svd = new SingularValues(rows, columns);
        svd.decompose(w);
        return svd.values();
    }
}
