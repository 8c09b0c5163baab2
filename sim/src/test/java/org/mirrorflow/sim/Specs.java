package org.mirrorflow.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;

/** Small experiments for tests. */
public final class Specs {

    private Specs() {}

    /** Gradient flow on a diagonal network over 6 × 15 sparse regression, with values changed by dotted path. */
    public static Specification of(Object... changes) {
        Specification specification = SpecificationCodec.parse("""
                {"schema": 1, "seed": 3,
                 "problem": {"kind": "linear-regression", "samples": 6, "features": 15, "sparsity": 2},
                 "model": {"kind": "diagonal-network", "initial-scale": 0.1},
                 "dynamics": {"kind": "gradient-flow"}}
                """, "the test");
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    /** Changes that name a dynamics and, where the specification of the tests is not for it, what it moves. */
    public static Object[] moving(String dynamics, Object... more) {
        List<Object> changes = new ArrayList<>();
        switch (dynamics) {
            case "normalised-mirror-flow" ->
                changes.addAll(List.of(
                        "problem.kind",
                        "reference-classification",
                        "model.kind",
                        "hyperbolic-entropy",
                        "stop.time",
                        50));
            case "normalised-gradient-flow" ->
                changes.addAll(List.of("problem.kind", "reference-classification", "stop.time", 5));
            case "steepest-mirror-flow" -> changes.addAll(List.of("model.kind", "hyperbolic-entropy"));
            default -> {}
        }
        changes.addAll(List.of("dynamics.kind", dynamics));
        changes.addAll(List.of(more));
        return changes.toArray();
    }

    /** The experiment of {@link #of}. */
    public static Experiment experiment(Object... changes) throws ProblemException {
        return Experiment.of(of(changes), Path.of("."));
    }

    /** The experiment of {@link #of}, run to its end. */
    public static Run finished(Object... changes) throws ProblemException {
        return finished(experiment(changes));
    }

    /** An experiment run to its end. */
    public static Run finished(Experiment experiment) {
        Run run = Run.start(experiment);
        while (run.advance()) {
            if (run.steps() > 3_000_000) {
                throw new AssertionError("the run does not end: " + experiment.specification());
            }
        }
        return run;
    }
}
