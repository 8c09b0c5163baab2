package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.LqBalances;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;

/** The ℓq balance of the factors follows e^{−qΛ} under decoupled decay. */
public final class LqBalanceKept implements Statement {

    /** Steps forced along a sliding surface add their own errors, which the smallest step bounds. */
    private static final double TOLERANCE = 1e-6;

    @Override
    public String id() {
        return "lq-balance-drift";
    }

    @Override
    public String name() {
        return "ℓq balance";
    }

    @Override
    public String formula() {
        return "\\max|b/(b_0 e^{-q\\Lambda_t}) - 1|,\\quad b = |w_k|^q - |w_1|^q";
    }

    @Override
    public String summary() {
        return "The largest relative distance of an ℓq balance from what the dose of decoupled decay leaves of it, over the"
                + " whole run.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemma 4.4";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<LqBalances> balances = LqBalances.of(experiment);
        if (balances.isEmpty() || !history.has("lq-balance-drift")) {
            return Optional.empty();
        }
        double worst = 0;
        for (double drift : history.column("lq-balance-drift")) {
            worst = Math.max(worst, drift);
        }
        List<Assumption> assumptions = List.of(
                Verdicts.flow(experiment),
                new Assumption(
                        "decoupled decay, or gradient flow, and no smoothing",
                        balances.get().lawful()));
        int last = history.size() - 1;
        Object smallest =
                experiment.specification().dynamics().settings().values().get("smallest-step");
        // A drift that steps forced across a jump can explain says nothing of the flow.
        double steps =
                smallest instanceof Number h ? balances.get().shareOfSteps(h.doubleValue(), history.step(last)) : 0;
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                worst,
                TOLERANCE,
                Verdict.judge(worst, TOLERANCE, last > 0 && (worst <= TOLERANCE || worst > steps), assumptions),
                summary(),
                assumptions,
                source()));
    }
}
