package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.PredictedCurves;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

/**
 * One run of a session: the live one, a companion that moves with it, or a pinned picture of an earlier one; with its sisters,
 * which differ from it in nothing but the seed.
 */
final class Track {

    private final Preset.@Nullable Companion companion;
    private Experiment experiment;
    private @Nullable Run run;
    private List<Run> sisters = List.of();
    private List<Ensemble.Member> members = List.of();
    private int seeds = 1;
    private boolean shown = true;
    private boolean pin;
    /** The clock up to which it is to be run again; NaN when it is not. */
    private double goal = Double.NaN;

    private History history;
    private Optional<Outcome> outcome;
    private long rows;
    private final Paced<List<Verdict>> verdicts = new Paced<>();
    private @Nullable PredictedCurves curves;

    private Track(
            Experiment experiment,
            @Nullable Run run,
            Preset.@Nullable Companion companion,
            History history,
            Optional<Outcome> outcome) {
        this.experiment = experiment;
        this.run = run;
        this.companion = companion;
        this.history = history;
        this.outcome = outcome;
        this.rows = run == null ? 0 : run.rows();
    }

    /** A run at its start. */
    static Track start(Experiment experiment, Preset.@Nullable Companion companion) {
        Run run = Run.start(experiment);
        return new Track(experiment, run, companion, run.history(), run.outcome());
    }

    /** A pinned run that is yet to be run again, up to that clock. */
    static Track pinnedAt(Experiment experiment, double clock, boolean shown) {
        Track track = start(experiment, null);
        track.goal = clock;
        track.pin = true;
        track.shown = shown;
        return track;
    }

    /** What this track shows now, never to move again. */
    Track pinned() {
        Track copy = new Track(experiment(), null, null, history(), outcome());
        copy.pin = true;
        copy.members = members();
        return copy;
    }

    /** Whether it is a picture of an earlier run. */
    boolean isPin() {
        return pin;
    }

    Experiment experiment() {
        return experiment;
    }

    Preset.@Nullable Companion companion() {
        return companion;
    }

    /** The run that the session moves; null for a pinned one. */
    @Nullable
    Run run() {
        return pin ? null : run;
    }

    /** The record so far; the same object as long as nothing was added to it. */
    History history() {
        if (run != null && run.rows() != rows) {
            rows = run.rows();
            history = run.history();
            curves = null;
        }
        return history;
    }

    Optional<Outcome> outcome() {
        if (run != null && !run.outcome().equals(outcome)) {
            outcome = run.outcome();
            verdicts.forget();
        }
        return outcome;
    }

    /** Whether it, or a sister, can go on. */
    boolean canMove() {
        return !pin && movable().findAny().isPresent();
    }

    private Stream<Run> movable() {
        return Stream.concat(Stream.ofNullable(run), sisters.stream())
                .filter(each -> each.outcome().isEmpty());
    }

    /** The runs that can go on and stand before that flow time. */
    List<Run> behind(double logTime) {
        return pin
                ? List.of()
                : movable().filter(each -> each.logTime() < logTime).toList();
    }

    /** Those of its sisters that it has left behind. */
    List<Run> stragglers() {
        Run own = run;
        return own == null
                ? List.of()
                : sisters.stream()
                        .filter(sister -> sister.outcome().isEmpty() && sister.logTime() < own.logTime())
                        .toList();
    }

    /** Everything that can go on. */
    List<Run> all() {
        return pin ? List.of() : movable().toList();
    }

    boolean shown() {
        return shown;
    }

    void show(boolean visible) {
        shown = visible;
    }

    /** Runs again up to that clock before anything else. */
    void replayTo(double clock) {
        goal = clock;
    }

    /** Gives up running again; a pin keeps what it has. */
    void stopReplay() {
        if (replaying() || !Double.isNaN(goal)) {
            goal = Double.NaN;
            freeze();
        }
    }

    /** Whether it is still to be run again. */
    boolean replaying() {
        return run != null && run.outcome().isEmpty() && run.clock() < goal;
    }

    /**
     * Runs a pin again for a while.
     *
     * @return whether it has arrived
     */
    boolean replay(long deadline) {
        while (run != null && replaying()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            run.advance();
        }
        goal = Double.NaN;
        freeze();
        return true;
    }

    private void freeze() {
        if (pin && run != null) {
            history();
            outcome();
            run = null;
        }
    }

    /** How much of the way back has been made, between 0 and 1, by the logarithm of time. */
    double replayed() {
        Run own = run;
        return own == null || !replaying() ? 1 : Math.clamp(Math.log1p(own.clock()) / Math.log1p(goal), 0, 1);
    }

    /**
     * Asks for runs beside it under the seeds that follow its own; {@link #startSisters} starts them. Those that are too many
     * go at once.
     *
     * @param wanted how many seeds there are to be in all, at least 1
     */
    void setSeeds(int wanted) {
        if (!pin) {
            seeds = wanted;
            sisters = List.copyOf(sisters.subList(0, Math.min(sisters.size(), seeds - 1)));
        }
    }

    /** How many sisters are yet to be started. */
    int unborn() {
        return seeds - 1 - sisters.size();
    }

    /**
     * Starts sisters that were asked for, one after another, at least one. Each may have to make its data first, which can take
     * longer than a frame.
     *
     * @param base folder against which paths are resolved
     * @return whether all are there
     * @throws ProblemException if one cannot be; no more are asked for then
     */
    boolean startSisters(Path base, long deadline) throws ProblemException {
        Specification own = experiment.specification();
        List<Run> started = new ArrayList<>(sisters);
        try {
            do {
                if (unborn() == 0) {
                    return true;
                }
                started.add(Run.start(Experiment.of(own.with("seed", own.seed() + started.size() + 1), base)));
                sisters = List.copyOf(started);
            } while (System.nanoTime() < deadline);
        } catch (ProblemException | RuntimeException e) {
            seeds = 1 + sisters.size();
            throw e;
        }
        return unborn() == 0;
    }

    private List<Ensemble.Member> members() {
        if (sisters.isEmpty()) {
            return members;
        }
        List<Ensemble.Member> all = new ArrayList<>();
        all.add(new Ensemble.Member(experiment.specification().seed(), history()));
        for (Run sister : sisters) {
            all.add(new Ensemble.Member(sister.experiment().specification().seed(), sister.history()));
        }
        return all;
    }

    /** Bytes that its records, and those of its sisters, take at the most. */
    long recordBytes() {
        Run own = run;
        if (own != null) {
            return (1L + sisters.size()) * RecordLimit.whenFull(own, history());
        }
        return members.isEmpty()
                ? RecordLimit.of(history)
                : members.stream()
                        .mapToLong(member -> RecordLimit.of(member.history()))
                        .sum();
    }

    /** Bytes of a picture of it as it is now. */
    long pictureBytes() {
        return (1L + sisters.size()) * RecordLimit.of(history());
    }

    /** Bytes of one more sister, when her record is full. */
    long sisterBytes() {
        Run own = run();
        return own == null ? 0 : RecordLimit.whenFull(own, history());
    }

    /** Takes over what may change while a run is under way; everything else waits for the next start. */
    void adjust(Specification before, Specification wanted) {
        Run own = run();
        if (own == null) {
            return;
        }
        double earliest = Double.isNaN(goal) ? 0 : goal;
        own.adjust(before, wanted, earliest);
        sisters.forEach(sister -> sister.adjust(before, wanted, earliest));
        if (!own.experiment().equals(experiment)) {
            experiment = own.experiment();
            verdicts.forget();
            curves = null;
        }
    }

    /**
     * What charts see.
     *
     * @param spread how sisters are drawn
     * @param logTime logarithm of the flow time at which one looks; NaN for the newest
     * @param hurried whether time runs, so that verdicts over a long record may be a little older than it
     */
    RunView view(Role role, String name, Ensemble.Spread spread, double logTime, boolean hurried) {
        History seen = history();
        Optional<Outcome> ended = outcome();
        List<Verdict> known = verdicts.of(seen, hurried, () -> Verdicts.of(experiment, seen, ended));
        PredictedCurves predicted = curves;
        if (predicted == null) {
            predicted = new PredictedCurves(experiment, seen);
            curves = predicted;
        }
        int cursor = Double.isNaN(logTime) ? seen.size() - 1 : seen.rowAt(Clocks::logTime, logTime);
        return new RunView(
                role, name, experiment, seen, ended, known, predicted, cursor, new Ensemble(spread, members()));
    }
}
