package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

/** The largest relative distance, over the whole run and all coordinates, of the balances from their law under weight decay. */
public final class DecayedBalance implements Statement {

    private static final double TOLERANCE = 1e-6;
    private static final double FOLLOWED = 5;

    @Override
    public String id() {
        return "balance-law-gap";
    }

    @Override
    public String name() {
        return "Decay of the balance";
    }

    @Override
    public String formula() {
        return "\\max_{t,i} |b_i/(b_i(0)e^{-\\kappa\\Lambda}) - 1|";
    }

    @Override
    public String summary() {
        return "The largest relative distance, over the whole run and all coordinates, of the balances from their law under weight decay.";
    }

    @Override
    public String source() {
        return "derived, exact";
    }

    @Override
    public int rank() {
        return 21;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has(id())) {
            return Optional.empty();
        }
        int last = history.size() - 1;
        double gap = 0;
        for (double now : history.column(id())) {
            gap = Math.max(gap, now);
        }
        // Relative errors are kept only down to a share of the start: what has decayed further is not followed as well.
        boolean followed = experiment.decay().dose(history.time(last)) < FOLLOWED;
        List<Verdict.Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                gap,
                TOLERANCE,
                Verdict.judge(gap, TOLERANCE, last > 0 && (gap <= TOLERANCE || followed), assumptions),
                summary(),
                assumptions,
                source()));
    }
}
