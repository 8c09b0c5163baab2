package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;

/** A mirror flow on separable data turns into the direction of largest margin. The gap closes like 1/log t or slower, so
 * that a run whose gap is still open decides nothing, unless it has stopped closing over a factor of ten in log t. */
public final class DirectionOfLargestMargin implements Statement {

    private static final double TOLERANCE = 1e-2;
    private static final double CERTIFICATE = 1e-8;

    /** Below this log t nothing has settled. */
    private static final double HORIZON = 100;

    /** A gap that is still this share of what it was at a tenth of log t does not close. */
    private static final double STALLED = 0.9;

    private static final double SPAN = 10;

    @Override
    public String id() {
        return "margin-gap";
    }

    @Override
    public String name() {
        return "Direction of largest margin";
    }

    @Override
    public String formula() {
        return "1 - \\gamma_t/\\gamma";
    }

    @Override
    public String summary() {
        return "The normalised margin at the end, as a share of the largest that any direction has in the horizon norm.";
    }

    @Override
    public String source() {
        return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public int rank() {
        return 12;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has("margin-gap")) {
            return Optional.empty();
        }
        Prediction limit = experiment.prediction(Prediction.LIMIT).orElseThrow();
        int last = history.size() - 1;
        double logTime = history.instant(last).logTime();
        double gap = history.value("margin-gap", last);
        List<Assumption> assumptions =
                List.of(new Assumption("a flow in continuous time, not steps", experiment.continuous()));
        int earlier = history.rowAt(Clocks::logTime, logTime / SPAN);
        boolean stalled = logTime > HORIZON && gap > STALLED * history.value("margin-gap", earlier);
        boolean conclusive = limit.certified(CERTIFICATE) && (gap <= TOLERANCE || stalled);
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                gap,
                TOLERANCE,
                Verdict.judge(gap, TOLERANCE, conclusive, assumptions),
                String.format(
                        Locale.ROOT,
                        "The normalised margin at log t = %.3g, against the largest that any direction has.",
                        logTime),
                assumptions,
                source()));
    }
}
