package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;

/** The loss of a mirror flow lies under {@link Experiment#lossBound()} at every time. */
public final class LossUnderBound implements Statement {

    /** Relative rounding granted to the upper bound on the loss. */
    private static final double ROUNDING = 1e-9;

    @Override
    public String id() {
        return "bound";
    }

    @Override
    public String name() {
        return "Loss under its bound";
    }

    @Override
    public String formula() {
        return "\\max_t 2t\\,f(w_t)/D_R(w^\\star,w_0)";
    }

    @Override
    public String summary() {
        return "At every recorded time the loss, as a share of the bound D(w*, w0)/2t; it may at most be 1.";
    }

    @Override
    public String source() {
        return "derived, checked; Nemirovski and Yudin 1983";
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        OptionalDouble bound = experiment.lossBound();
        if (bound.isEmpty() || history.size() < 2) {
            return Optional.empty();
        }
        double share = 0;
        double[] loss = history.column("loss");
        for (int i = 0; i < loss.length; i++) {
            share = Math.max(share, loss[i] * history.time(i) / bound.getAsDouble());
        }
        List<Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                share,
                1 + ROUNDING,
                Verdict.judge(share, 1 + ROUNDING, true, assumptions),
                summary(),
                assumptions,
                source()));
    }
}
