package org.mirrorflow.sim.sweep;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * Runs trials on one thread: together in lanes where they are alike, one by one otherwise. What comes of a trial is the same
 * either way.
 */
final class SweepWorker {

    /** So many cells at once keep the vectors full and their numbers in the nearest cache. */
    static final int MOST_LANES = 64;

    /** A row of a large sweep, and some more. */
    private static final int MOST_KNOWN = 256;

    /** With fewer cells than this the lanes of vectors stay empty. */
    private static final int FEWEST_LANES = 4;

    private final Sweep sweep;
    private final Path base;
    private final int lanes;
    private final BooleanSupplier stop;
    private final Consumer<SweepTrial> results;
    private final Map<DescentLanes.Likeness, DescentLanes> together = new LinkedHashMap<>();
    /** Experiments by what decides data and model, to be shared by cells that differ in their dynamics alone. */
    private final Map<Key, Experiment> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Experiment> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** Limits by the cell they stand in, with the axes left out that no limit depends on. */
    private final Map<Place, SweepTrial> limits = new HashMap<>();

    private final boolean limitIgnoresFirst;
    private final boolean limitIgnoresSecond;
    private @Nullable Experiment last;

    private record Key(long seed, Section problem, Section model) {}

    private record Place(int column, int row, int seed) {}

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
        this.limitIgnoresFirst = limitIgnores(sweep.axes().getFirst());
        this.limitIgnoresSecond =
                sweep.axes().size() > 1 && limitIgnores(sweep.axes().getLast());
    }

    /** Whether the limit is the same along an axis: that of the flow, which knows neither step size nor tolerance. */
    private boolean limitIgnores(SweepAxis axis) {
        return Experiment.LIMIT_IGNORES.contains(axis.path())
                && sweep.axes().stream().noneMatch(each -> each.path().startsWith("dynamics.") && !each.equals(axis))
                && Experiment.isFlowOrItsDescent(sweep.base());
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
            boolean newton = sweep.ends() == Sweep.Ends.NEWTON;
            if (newton && !sweep.compared(column, row, seed)) {
                results.accept(limit(column, row, seed));
                return;
            }
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
        Specification specification = sweep.specification(column, row, seed);
        Key key = new Key(specification.seed(), specification.problem(), specification.model());
        Experiment like = known.get(key);
        if (like != null) {
            return like.with(specification);
        }
        Experiment before = last;
        Experiment made = before == null ? Experiment.of(specification, base) : before.sharingData(specification, base);
        last = made;
        known.put(key, made);
        return made;
    }

    /** The limit of a cell, which is that of every cell that differs from it in its step size alone. */
    private SweepTrial limit(int column, int row, int seed) throws ProblemException {
        Place place = new Place(limitIgnoresFirst ? 0 : column, limitIgnoresSecond ? 0 : row, seed);
        SweepTrial same = limits.get(place);
        if (same == null) {
            Experiment experiment = experiment(column, row, seed);
            Optional<Prediction> limit = experiment.prediction(Prediction.LIMIT);
            String missing = limit.isEmpty()
                    ? experiment.unpredicted()
                    : limit.get().certified(SweepResult.CERTIFIED)
                            ? ""
                            : "Newton does not meet the optimality conditions to " + SweepResult.CERTIFIED + " here.";
            double value =
                    missing.isEmpty() ? sweep.quantity().predicted(experiment).orElse(Double.NaN) : Double.NaN;
            String reason = Double.isNaN(value) && missing.isEmpty() ? "No limit is predicted here." : missing;
            same = SweepTrial.limit(column, row, seed, value, reason);
            if (limitIgnoresFirst || limitIgnoresSecond) {
                limits.put(place, same);
            }
        }
        return SweepTrial.limit(column, row, seed, same.value(), same.reason());
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
