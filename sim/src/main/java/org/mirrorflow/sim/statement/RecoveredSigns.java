package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.limit.SingleNeuronLimit;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.theory.catalogue.Settings;

/** Whether a single neuron recovers its signs exactly where the criterion says so. */
public final class RecoveredSigns implements Statement {

    /** A loss at most this share of that of the zero network has found the teacher; every wrong end keeps all of it. */
    private static final double FOUND = 1e-2;

    private static final double LARGEST_STEP = 0.05;

    @Override
    public String id() {
        return "sign-recovery";
    }

    @Override
    public String name() {
        return "Signs recovered";
    }

    @Override
    public String formula() {
        return "\\sqrt{4w_0^2+\\beta_w^2}-\\beta_w > \\sqrt{4a_0^2+\\beta_a^2}-\\beta_a";
    }

    @Override
    public String summary() {
        return "Whether the neuron finds the teacher, against the criterion.";
    }

    @Override
    public String source() {
        return new SingleNeuronLimit().source();
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (SingleNeuronLimit.scales(experiment).isEmpty()) {
            return Optional.empty();
        }
        boolean predicted = SingleNeuronLimit.recovers(experiment);
        double zero =
                experiment.problem().copy().loss(new double[experiment.problem().dimension()]);
        boolean found = history.value("loss", history.size() - 1) <= FOUND * zero;
        double mismatch = found == predicted ? 0 : 1;
        Settings dynamics = experiment.specification().dynamics().settings();
        boolean follows = experiment.continuous() || dynamics.real("step-size") <= LARGEST_STEP;
        boolean plain = !dynamics.values().containsKey("momentum") || dynamics.real("momentum") == 0;
        List<Verdict.Assumption> assumptions = List.of(
                new Verdict.Assumption("a flow, or steps of at most " + LARGEST_STEP + " that follow it", follows),
                new Verdict.Assumption("no momentum", plain));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                mismatch,
                0,
                Verdict.judge(mismatch, 0, found || outcome.isPresent(), assumptions),
                predicted
                        ? "The criterion says that the teacher is found."
                        : "The criterion says that it is not found.",
                assumptions,
                source()));
    }
}
