package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.predict.AverageLossBound;

/** At every recorded time the mean loss so far, as a share of its bound under weight decay of any schedule; it may at most be 1. */
public final class AverageLossUnderBound implements Statement {

    @Override
    public String id() {
        return "average-loss";
    }

    @Override
    public String name() {
        return "Mean loss under its bound";
    }

    @Override
    public String formula() {
        return "\\max_t \\frac{t^{-1}\\int_0^t f}{(D_0 + \\Lambda_t\\,\\partial_\\Lambda R(w^\\star))/t}";
    }

    @Override
    public String summary() {
        return "At every recorded time the mean loss so far, as a share of its bound under weight decay of any schedule; it may at most be 1.";
    }

    @Override
    public String source() {
        return "derived from the Lyapunov identity with decay, checked";
    }

    @Override
    public int rank() {
        return 31;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<SeparableMovingMirrorMap> moving = experiment.movingPotential();
        int last = history.size() - 1;
        if (moving.isEmpty()
                || last == 0
                || !(experiment.problem() instanceof LinearRegression)
                || experiment.prediction(Prediction.MIN_L1).isEmpty()) {
            return Optional.empty();
        }
        double[] minimiser = experiment.prediction(Prediction.MIN_L1).get().weights();
        double[] start = experiment.model().startWeights();
        if (!moving.get().at(0).contains(minimiser)) {
            return Optional.empty();
        }
        AverageLossBound bound = AverageLossBound.of(moving.get(), minimiser, start);
        double share = 0;
        for (int i = 1; i <= last; i++) {
            double t = history.time(i);
            share = Math.max(
                    share,
                    history.instant(i).normalisedTime()
                            / t
                            / bound.at(t, experiment.decay().dose(t)));
        }
        List<Verdict.Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                share,
                1,
                Verdict.judge(share, 1, true, assumptions),
                summary(),
                assumptions,
                source()));
    }
}
