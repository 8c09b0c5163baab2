package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.curve.ImbalanceLaw;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;

/** The imbalance of factor matrices follows e^{−2Λ} over the whole run. */
public final class ImbalanceStatement implements Statement {

    private static final double TOLERANCE = 1e-6;

    @Override
    public String id() {
        return "imbalance";
    }

    @Override
    public String name() {
        return "Decay of the imbalance";
    }

    @Override
    public String formula() {
        return "\\max_t |e^{2\\Lambda_t}\\|B^\\top B - AA^\\top\\|_F(t)/\\|B^\\top B - AA^\\top\\|_F(0) - 1|";
    }

    @Override
    public String summary() {
        return "The imbalance of the factors against the law e^{−2Λ}, at every recorded time.";
    }

    @Override
    public String source() {
        return "derived, checked";
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has(ImbalanceLaw.QUANTITY) || !new ImbalanceLaw().applies(experiment)) {
            return Optional.empty();
        }
        double[] law = ImbalanceLaw.values(experiment, history);
        if (law[0] == 0) {
            return Optional.empty(); // a balanced start has no imbalance to follow
        }
        double[] measured = history.column(ImbalanceLaw.QUANTITY);
        double worst = 0;
        for (int i = 0; i < law.length; i++) {
            worst = Math.max(worst, Math.abs(measured[i] / law[i] - 1));
        }
        List<Verdict.Assumption> assumptions =
                List.of(new Verdict.Assumption("a flow in continuous time, not steps", experiment.continuous()));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                worst,
                TOLERANCE,
                Verdict.judge(worst, TOLERANCE, history.size() > 1, assumptions),
                "The imbalance of the factors against its start times e^{−2Λ}, at every recorded time.",
                assumptions,
                source()));
    }
}
