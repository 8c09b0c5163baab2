package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.limit.SteepestOrthonormal;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.predict.SaddleEscape;

/** On an orthonormal design sign flow follows its closed form: no staircase. */
public final class SignFlowTogether implements Statement {

    /** The chatter of the default smallest step stays below it. */
    private static final double TOLERANCE = 1e-3;

    @Override
    public String id() {
        return "sign-flow-together";
    }

    @Override
    public String name() {
        return "All coordinates together";
    }

    @Override
    public String formula() {
        return "\\max_{i,t}\\,\\left||x_i| - \\min(|y_i|, t(t+\\lambda)^{L-1})\\right|";
    }

    @Override
    public String summary() {
        return "The largest distance of a coordinate from the closed form of sign flow, over the whole run.";
    }

    @Override
    public String source() {
        return "derived, checked";
    }

    @Override
    public int rank() {
        return 15;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<SteepestOrthonormal> found = SteepestOrthonormal.of(experiment).filter(SteepestOrthonormal::signFlow);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SteepestOrthonormal system = found.get();
        double[] targets = system.targets();
        double worst = 0;
        for (int row = 0; row < history.size(); row++) {
            double[] w = history.weights(row);
            for (int i = 0; i < targets.length; i++) {
                double expected = SaddleEscape.signFlow(targets[i], system.lambda(), system.depth(), history.time(row));
                worst = Math.max(worst, Math.abs(w[i] - expected));
            }
        }
        List<Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                worst,
                TOLERANCE,
                Verdict.judge(worst, TOLERANCE, history.size() > 1, assumptions),
                summary(),
                assumptions,
                source()));
    }
}
