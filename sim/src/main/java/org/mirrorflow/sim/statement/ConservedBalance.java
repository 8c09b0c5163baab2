package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient flow on factors conserves their balance; a drift that the integrator can explain says nothing. */
public final class ConservedBalance implements Statement {

    @Override
    public String id() {
        return "balance";
    }

    @Override
    public String name() {
        return "Balance";
    }

    @Override
    public String formula() {
        return "\\max\\,|\\Delta b|/|b|";
    }

    @Override
    public String summary() {
        return "The largest relative change, over the whole run and all coordinates, of what the flow conserves.";
    }

    @Override
    public String source() {
        return "derived, checked; Marcotte, Gribonval and Peyré 2023";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has("balance-drift") || !experiment.decay().isNone()) {
            return Optional.empty();
        }
        int last = history.size() - 1;
        double drift = 0;
        for (double now : history.column("balance-drift")) {
            drift = Math.max(drift, now);
        }
        String symbol = experiment.model() instanceof Model.Factored(Reparametrization g) ? g.balanceFormula() : "b";
        List<Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                "\\max\\,|\\Delta(" + symbol + ")|/|" + symbol + "|",
                drift,
                Verdicts.BALANCE_TOLERANCE,
                Verdict.judge(
                        drift,
                        Verdicts.BALANCE_TOLERANCE,
                        last > 0
                                && (drift <= Verdicts.BALANCE_TOLERANCE
                                        || drift > integratorsShare(experiment, history)),
                        assumptions),
                summary(),
                assumptions,
                source()));
    }

    /** What the integrator's own errors can add up to: a drift below that says nothing of the flow. */
    private static double integratorsShare(Experiment experiment, History history) {
        Object tolerance =
                experiment.specification().dynamics().settings().values().get("tolerance");
        return tolerance instanceof Number number ? 2 * number.doubleValue() * history.step(history.size() - 1) : 0;
    }
}
