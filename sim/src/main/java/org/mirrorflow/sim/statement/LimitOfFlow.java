package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.sim.run.Verdicts;

/**
 * The flow stops at its predicted limit. A run that has ended near it holds. One that has ended elsewhere has failed only if
 * it has left the potential's path, on which a flow stands at every time; otherwise it has not arrived.
 */
public final class LimitOfFlow implements Statement {

    /** A prediction whose own certificate is worse than this decides nothing. */
    private static final double CERTIFICATE = 1e-8;

    @Override
    public String id() {
        return "limit";
    }

    @Override
    public String name() {
        return "Limit of the flow";
    }

    @Override
    public String formula() {
        return "\\|w-w^\\star\\|/\\|w^\\star\\|";
    }

    @Override
    public String summary() {
        return "The weights where the run stands, against the interpolator that minimises the potential.";
    }

    @Override
    public String source() {
        return "Gunasekar, Lee, Soudry and Srebro 2018; Woodworth et al. 2020";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        Optional<Prediction> predicted = experiment
                .prediction(Prediction.LIMIT)
                .filter(prediction -> prediction.kind() == Prediction.Kind.POINT);
        if (predicted.isEmpty() || !history.has("distance-to-limit")) {
            return Optional.empty();
        }
        int last = history.size() - 1;
        double distance = history.value("distance-to-limit", last);
        List<Assumption> assumptions = List.of(Verdicts.flow(experiment));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                distance,
                Verdicts.LIMIT_TOLERANCE,
                experiment.continuous()
                        ? status(experiment, predicted.get(), distance, history, outcome)
                        : Verdict.Status.ASSUMPTION_BROKEN,
                summary(),
                assumptions,
                source()));
    }

    private static Verdict.Status status(
            Experiment experiment, Prediction prediction, double distance, History history, Optional<Outcome> outcome) {
        boolean ended = outcome.isPresent()
                && outcome.get().kind() != Outcome.Kind.DIVERGED
                && prediction.certified(CERTIFICATE);
        if (!ended) {
            return Verdict.Status.INCONCLUSIVE;
        }
        if (distance <= Verdicts.LIMIT_TOLERANCE) {
            return Verdict.Status.HOLDS;
        }
        int last = history.size() - 1;
        OptionalDouble fromPath = experiment.distanceFromPath(
                history.weights(last), experiment.decay().dose(history.time(last)));
        return fromPath.isPresent() && fromPath.getAsDouble() > Verdicts.LIMIT_TOLERANCE
                ? Verdict.Status.FAILS
                : Verdict.Status.INCONCLUSIVE;
    }
}
