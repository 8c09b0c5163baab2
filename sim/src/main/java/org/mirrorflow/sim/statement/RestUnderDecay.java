package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.limit.SteepestOrthonormal;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;

/** Steepest flow on a product rests where the equilibrium of its decay says, or collapses to 0. */
public final class RestUnderDecay implements Statement {

    private static final double TOLERANCE = 1e-3;

    @Override
    public String id() {
        return "rest-under-decay";
    }

    @Override
    public String name() {
        return "Rest point";
    }

    @Override
    public String formula() {
        return "\\|x - x^\\star\\|_\\infty/\\|y\\|_\\infty";
    }

    @Override
    public String summary() {
        return "The largest distance of a coordinate from where it should rest under this decay, relative to the largest"
                + " target.";
    }

    @Override
    public String source() {
        return "derived, checked; Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Example 4.17";
    }

    @Override
    public int rank() {
        return 5;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<SteepestOrthonormal> system = SteepestOrthonormal.of(experiment);
        Optional<double[]> rest = system.flatMap(SteepestOrthonormal::restPoint);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        double[] w = history.weights(history.size() - 1);
        double off = 0;
        for (int i = 0; i < w.length; i++) {
            off = Math.max(off, Math.abs(w[i] - rest.get()[i]));
        }
        double distance = off / Norms.max(system.get().targets());
        List<Assumption> assumptions = List.of(Verdicts.flow(experiment));
        boolean arrived = outcome.isPresent() && outcome.get().kind() != Outcome.Kind.DIVERGED;
        boolean conclusive = arrived && (distance <= TOLERANCE || outcome.get().kind() == Outcome.Kind.CONVERGED);
        return Optional.of(new Verdict(
                "limit",
                name(),
                formula(),
                distance,
                TOLERANCE,
                Verdict.judge(distance, TOLERANCE, conclusive, assumptions),
                summary(),
                assumptions,
                source()));
    }
}
