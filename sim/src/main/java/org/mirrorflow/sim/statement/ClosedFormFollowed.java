package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.OrthogonalSamples;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;

/** On orthogonal samples the flow follows its closed form to any time. */
public final class ClosedFormFollowed implements Statement {

    private static final double TOLERANCE = 1e-4;

    @Override
    public String id() {
        return "closed-form";
    }

    @Override
    public String name() {
        return "Closed form of the path";
    }

    @Override
    public String formula() {
        return "\\max_{i,t}\\,|w_i - \\log(1 + c_i^2 t)/c_i|\\,/\\,\\|w\\|_\\infty";
    }

    @Override
    public String summary() {
        return "The largest distance of a weight from its closed form at the same time, relative to the largest weight, over"
                + " the whole run.";
    }

    @Override
    public String source() {
        return "derived, checked";
    }

    @Override
    public int rank() {
        return 16;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<OrthogonalSamples> found = OrthogonalSamples.of(experiment);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        OrthogonalSamples system = found.get();
        double worst = 0;
        for (int row = 0; row < history.size(); row++) {
            worst = Math.max(
                    worst,
                    system.error(history.weights(row), history.clocks(row).logTime()));
        }
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                worst,
                TOLERANCE,
                Verdict.judge(worst, TOLERANCE, history.size() > 1, List.of()),
                summary(),
                List.of(),
                source()));
    }
}
