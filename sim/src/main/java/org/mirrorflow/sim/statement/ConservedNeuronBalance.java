package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;

/** At every hidden neuron with a homogeneous activation a mirror flow with a separable map conserves the difference of its
 * balance function over the outgoing and the incoming weights. */
public final class ConservedNeuronBalance implements Statement {

    /** What the midpoint rule loses at kinks. */
    private static final double TOLERANCE = 1e-4;

    @Override
    public String id() {
        return "neuron-balance-drift";
    }

    @Override
    public String name() {
        return "Balance of each neuron";
    }

    @Override
    public String formula() {
        return "\\max_j|\\Delta(\\sum_{out}Q-\\sum_{in}Q/k)|/\\sum Q";
    }

    @Override
    public String summary() {
        return "The largest change, over the whole run and all hidden neurons, of what a mirror flow conserves, relative to the balance function of all weights.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }

    @Override
    public int rank() {
        return 22;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has("neuron-balance-drift")) {
            return Optional.empty();
        }
        double drift = 0;
        for (double now : history.column("neuron-balance-drift")) {
            drift = Math.max(drift, now);
        }
        List<Assumption> assumptions =
                List.of(new Assumption("a flow in continuous time, not steps", experiment.continuous()));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                drift,
                TOLERANCE,
                Verdict.judge(drift, TOLERANCE, history.size() > 1, assumptions),
                summary(),
                assumptions,
                source()));
    }
}
