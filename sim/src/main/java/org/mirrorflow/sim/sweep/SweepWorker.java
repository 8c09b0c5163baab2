package org.mirrorflow.sim.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * Runs trials on one thread: together in lanes where they are alike, one by one otherwise. What comes of a trial is the same
 * either way.
 */
final class SweepWorker {

    /** So many cells at once keep the vectors full and their numbers in the nearest cache. */
    static final int MOST_LANES = 64;

    /** With fewer cells than this the lanes of vectors stay empty. */
    private static final int FEWEST_LANES = 4;

    private final Sweep sweep;
    private final Path base;
    private final int lanes;
    private final BooleanSupplier stop;
    private final Consumer<SweepTrial> results;
    private final Map<DescentLanes.Likeness, DescentLanes> together = new LinkedHashMap<>();
    private @Nullable Experiment last;

    /**
     * @param base folder against which relative paths in the specification are resolved
     * @param share trials that fall to this thread, about
     * @param stop asked between steps
     * @param results takes what each trial gives
     */
    SweepWorker(Sweep sweep, Path base, int share, BooleanSupplier stop, Consumer<SweepTrial> results) {
        this.sweep = sweep;
        this.base = base;
        this.lanes = share < FEWEST_LANES || !sweep.quantity().decidedAtTheEnd() ? 0 : Math.min(share, MOST_LANES);
        this.stop = stop;
        this.results = results;
    }

    /** Whether it can take a trial in. */
    boolean hasRoom() {
        return underWay() < Math.max(1, lanes);
    }

    /** Trials that it has taken in and that are not over. */
    int underWay() {
        int sum = 0;
        for (DescentLanes each : together.values()) {
            sum += each.size();
        }
        return sum;
    }

    /** Takes a trial in; one that goes with no others is run to its end at once. */
    void take(int column, int row, int seed) {
        try {
            Experiment experiment = experiment(column, row, seed);
            Optional<DescentLanes.Likeness> likeness =
                    lanes == 0 ? Optional.empty() : DescentLanes.likeness(experiment);
            CellRun cell = CellRun.start(sweep, experiment, column, row, seed);
            if (likeness.isPresent()) {
                together.computeIfAbsent(likeness.get(), like -> new DescentLanes(experiment, lanes))
                        .add(cell);
            } else {
                cell.finished(stop).ifPresent(results);
            }
        } catch (InvalidSettingException | ProblemException impossible) {
            results.accept(SweepTrial.invalid(column, row, seed, impossible));
        } catch (RuntimeException fault) {
            results.accept(SweepTrial.fault(column, row, seed, fault));
        }
    }

    private Experiment experiment(int column, int row, int seed) throws ProblemException {
        Experiment before = last;
        var specification = sweep.specification(column, row, seed);
        Experiment made = before == null ? Experiment.of(specification, base) : before.sharingData(specification, base);
        last = made;
        return made;
    }

    /** Goes some steps further with all that is under way. */
    void advance() {
        for (DescentLanes each : together.values()) {
            each.burst(this::finish);
        }
        together.values().removeIf(each -> each.size() == 0 && together.size() > 1);
    }

    private void finish(CellRun cell) {
        Optional<SweepTrial> trial;
        try {
            trial = cell.finished(stop);
        } catch (RuntimeException fault) {
            trial = Optional.of(SweepTrial.fault(cell.column(), cell.row(), cell.seed(), fault));
        }
        trial.ifPresent(results);
    }
}
