package org.mirrorflow.sim.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.StepSizeException;
import org.mirrorflow.sim.experiment.Change;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Moment;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * An experiment under way: advances its trajectory, records it, and knows when it is over. Belongs to one thread;
 * {@link #history()} may be handed to others.
 */
public final class Run {

    /** Every observable in the catalogue. */
    public static final Catalogue<Observable> OBSERVABLES = Catalogue.of(Observable.class, "observable");

    /** Rows of weights and states take at most this much memory. */
    private static final long RECORD_BYTES = 256L << 20;

    /** A gradient, or a loss, that has shrunk to this share of the first has vanished. */
    private static final double VANISHED = 1e-10;

    /** A loss beyond this share of its target is above it, however it was rounded. */
    private static final double NEAR = 1 + 1e-6;

    /** Steps add up to a time with this relative error. */
    private static final double ROUNDING = 1e-12;

    private Experiment experiment;
    private Limits limits;
    private final Dynamics dynamics;
    private final List<ToDoubleFunction<Moment>> meters = new ArrayList<>();
    private final double initialGradient;
    private final double initialLoss;
    private Recorder recorder;
    private long gridIndex;
    /** How many of the changes under way are in force. */
    private int applied;

    private @Nullable Outcome outcome;

    private Run(Experiment experiment, Predicate<Observable> measured) {
        this.experiment = experiment;
        this.limits = Limits.of(experiment);
        this.dynamics = experiment.newDynamics();
        List<String> columns = new ArrayList<>();
        for (Observable observable : OBSERVABLES.entries()) {
            if (measured.test(observable) && observable.applies(experiment, dynamics)) {
                columns.add(observable.id());
                meters.add(observable.attach(experiment, dynamics));
            }
        }
        long rowBytes = 8L * (dynamics.weights().length + dynamics.state().length);
        int fitting = Math.clamp(RECORD_BYTES / rowBytes, 64, Integer.MAX_VALUE);
        int asked = experiment.specification().record().whole("capacity");
        this.recorder = new Recorder(columns, Math.min(asked, fitting));
        this.initialGradient = Norms.max(dynamics.gradient());
        this.initialLoss = dynamics.loss();
    }

    /** A run at its start, with the start recorded. */
    public static Run start(Experiment experiment) {
        return start(experiment, observable -> true);
    }

    /**
     * A run at its start that measures only some observables. It takes the same path as one that measures all, and its rows
     * are of the same instants.
     */
    public static Run start(Experiment experiment, Predicate<Observable> measured) {
        Run run = new Run(experiment, measured);
        run.record();
        return run;
    }

    /** Continues from a checkpoint of the same experiment; what follows is bit for bit what would have followed. */
    public static Run resume(Experiment experiment, Checkpoint checkpoint) {
        Run run = new Run(experiment, observable -> true);
        History rows = checkpoint.rows();
        if (!rows.columns().equals(run.recorder.columns())) {
            List<String> missing = new ArrayList<>(run.recorder.columns());
            missing.removeAll(rows.columns());
            List<String> unknown = new ArrayList<>(rows.columns());
            unknown.removeAll(run.recorder.columns());
            throw new IllegalArgumentException(
                    "another version of the lab recorded it, without " + missing + " and with " + unknown);
        }
        run.apply(checkpoint.applied());
        run.dynamics.restore(checkpoint.dynamics());
        run.recorder = Recorder.resume(rows.columns(), run.recorder.capacity(), checkpoint.stride(), rows);
        run.gridIndex = checkpoint.gridIndex();
        // A run saved at its very end is over; one saved at its start has not been asked yet.
        run.outcome = run.dynamics.steps() > 0 ? run.ending() : null;
        return run;
    }

    /** What the run is of, with every change that was made under way: run anew, it takes the same path bit for bit. */
    public Experiment experiment() {
        return experiment;
    }

    /** Flow time. */
    public double time() {
        return dynamics.time();
    }

    /** The variable in which it is advanced and recorded, see {@link Dynamics#clock}. */
    public double clock() {
        return dynamics.clock();
    }

    /** Logarithm of the flow time, finite also where the time is not. */
    public double logTime() {
        return dynamics.logTime();
    }

    /** Steps taken. */
    public long steps() {
        return dynamics.steps();
    }

    /** f at the current weights. */
    public double loss() {
        return dynamics.loss();
    }

    /** Whether time is continuous. */
    public boolean continuous() {
        return dynamics.continuous();
    }

    /** How it ended; empty while it can go on. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Number of rows added to the record so far, thinned ones included. */
    public long rows() {
        return recorder.added();
    }

    /** Most rows that the record keeps; a full one is thinned to half. */
    public int capacity() {
        return recorder.capacity();
    }

    /** The record so far, immutable. */
    public History history() {
        return recorder.snapshot();
    }

    /**
     * Takes over a state that was reached from the same start by the same steps elsewhere, as if it had taken them itself; the
     * rows between are missing.
     *
     * @param state as {@link Dynamics#save()} gives it; from discrete dynamics that nothing changes under way
     */
    public void skipTo(Map<String, double[]> state) {
        if (dynamics.continuous() || outcome != null || !changes().all().isEmpty()) {
            throw new IllegalStateException("only a discrete run without changes, and not at its end, can skip ahead");
        }
        dynamics.restore(state);
    }

    /** What the continuation of the trajectory depends on, see {@link Dynamics#save()}. */
    public Map<String, double[]> state() {
        return dynamics.save();
    }

    /** A bound below which the largest entry of the gradient has vanished, see {@link Outcome.Kind#STATIONARY}. */
    public double vanishedGradient() {
        return VANISHED * initialGradient;
    }

    /**
     * Takes one step and records it if it is due.
     *
     * @return whether the run can go on
     */
    public boolean advance() {
        if (outcome != null) {
            return false;
        }
        while (nextChange() <= dynamics.clock() * (1 + ROUNDING)) {
            apply(applied + 1);
        }
        double until = dynamics.continuous()
                ? Math.min(Math.min(limits.time(), gridTime(gridIndex)), nextChange())
                : Double.POSITIVE_INFINITY;
        try {
            dynamics.advance(until);
        } catch (StepSizeException e) {
            return end(new Outcome(
                    Outcome.Kind.DIVERGED,
                    "The flow cannot be followed beyond t = " + shown(dynamics.time()) + ".",
                    dynamics.movesFactors()
                            ? "It explodes there, or the tolerance is below rounding: try a larger tolerance or a"
                                    + " smaller depth."
                            : "It explodes there, or the dual variable no longer tells the weights apart: try a"
                                    + " larger tolerance, or gradient-flow, which moves the factors."));
        }
        if (!Double.isFinite(dynamics.loss()) || !Double.isFinite(Norms.max(dynamics.weights()))) {
            return end(new Outcome(
                    Outcome.Kind.DIVERGED,
                    "The weights left every bound at step " + dynamics.steps() + "; the record before it is kept.",
                    dynamics.continuous()
                            ? "The flow explodes in finite time: try a smaller depth or a smaller start."
                            : "Use a smaller step size."));
        }
        boolean due;
        if (dynamics.continuous()) {
            due = dynamics.clock() >= Math.min(gridTime(gridIndex), nextChange());
            while (dynamics.clock() >= gridTime(gridIndex)) {
                gridIndex++;
            }
        } else {
            due = recorder.wants(dynamics.steps());
        }
        Outcome ending = ending();
        if (due || ending != null) {
            record();
        }
        outcome = ending;
        return ending == null;
    }

    /** What {@link #ending} asks for after every step, looked up once. */
    private record Limits(double time, double loss, long steps, boolean withoutDecay) {

        static Limits of(Experiment experiment) {
            Settings stop = experiment.specification().stop();
            return new Limits(
                    stop.real("time"),
                    stop.real("loss"),
                    stop.wholeLong("steps"),
                    experiment.decay().isNone());
        }
    }

    private Changes changes() {
        return experiment.specification().changes();
    }

    /** When something changes next; infinite when nothing does. */
    private double nextChange() {
        return applied < changes().all().size() ? changes().all().get(applied).at() : Double.POSITIVE_INFINITY;
    }

    /** Brings the first {@code count} changes into force. */
    private void apply(int count) {
        for (; applied < count; applied++) {
            double at = changes().all().get(applied).at();
            Changes due = new Changes(changes().all().subList(0, applied + 1));
            dynamics.adjust(
                    at, due.inForce(at, experiment.specification().dynamics()).settings());
        }
    }

    private @Nullable Outcome ending() {
        double timeLimit = limits.time();
        double target = limits.loss();
        double loss = dynamics.loss();
        Problem problem = experiment.problem();
        boolean settled = nextChange() == Double.POSITIVE_INFINITY
                && (limits.withoutDecay() || !experiment.decayPending(dynamics.time()));
        if (!settled) {
            // what is still to come will move the weights, however small the loss is now
        } else if (target > 0
                // the logarithm costs another pass over the data, which only a loss near its target is worth
                ? loss <= target * NEAR && problem.logLoss(dynamics.weights()) <= Math.log(target)
                : loss <= 0 && problem.attainsInfimum()) {
            return new Outcome(
                    Outcome.Kind.CONVERGED,
                    "The loss is " + shown(loss) + ", at or below its target " + shown(target) + ".",
                    "");
        }
        if (settled && problem.attainsInfimum() && Norms.max(dynamics.gradient()) <= VANISHED * initialGradient) {
            return new Outcome(
                    Outcome.Kind.STATIONARY,
                    "The gradient has vanished at loss " + shown(loss) + ", above the target " + shown(target) + ".",
                    loss <= VANISHED * initialLoss
                            ? "The data are fitted to rounding: raise stop.loss."
                            : "No interpolator is in reach: use more features than samples, or less noise, or raise stop.loss.");
        }
        if (dynamics.clock() >= timeLimit) {
            return new Outcome(
                    Outcome.Kind.TIME_LIMIT,
                    "Stopped at " + clockName() + " = " + shown(dynamics.clock()) + " with loss " + shown(loss) + ".",
                    "Raise stop.time to go on.");
        }
        if (dynamics.steps() >= limits.steps()) {
            return new Outcome(
                    Outcome.Kind.STEP_LIMIT,
                    "Stopped after " + dynamics.steps() + " steps with loss " + shown(loss) + ".",
                    "Raise stop.steps to go on"
                            + (dynamics.continuous()
                                    ? ", or try mirror-flow, which passes stiff stretches in long steps."
                                    : "."));
        }
        return null;
    }

    /** t, or s where the flow moves in normalised time. */
    private String clockName() {
        return dynamics.clock() == dynamics.time() ? "t" : "s";
    }

    private boolean end(Outcome ending) {
        outcome = ending;
        return false;
    }

    private double gridTime(long index) {
        Settings record = experiment.specification().record();
        return record.real("first-time") * StrictMath.pow(10, (double) index / record.whole("per-decade"));
    }

    private void record() {
        if (recorder.lastStep() == dynamics.steps()) {
            return;
        }
        double[] kept = dynamics.weights().clone();
        Moment moment = new Moment(experiment, dynamics, kept, dynamics.loss());
        double[] values = new double[meters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = meters.get(i).applyAsDouble(moment);
        }
        recorder.add(Clocks.of(dynamics), values, kept, dynamics.state().clone());
    }

    /**
     * Takes over what may differ while running: adjustable settings of the dynamics change from now on — in a flow from its next
     * recorded instant, so that the record can be run anew bit for bit —, changes that are still to come are planned otherwise,
     * and the end may be another. Everything else waits for the next start.
     *
     * @param before what was wanted before
     * @param wanted what is wanted now
     * @param earliest clock before which nothing changes, where the run is still on its way to it; otherwise 0
     * @throws org.mirrorflow.theory.catalogue.InvalidSettingException for settings with which the dynamics cannot go on
     */
    public void adjust(Specification before, Specification wanted, double earliest) {
        Specification own = experiment.specification();
        double next = dynamics.continuous() ? gridTime(gridIndex) : dynamics.clock();
        double from = earliest > dynamics.clock() ? earliest : next;
        Changes past = new Changes(changes().all().subList(0, applied));
        Changes coming =
                new Changes(changes().all().subList(applied, changes().all().size()));
        if (wanted.dynamics().kind().equals(own.dynamics().kind())) {
            if (!wanted.changes().equals(before.changes())) {
                double now = Math.max(earliest, dynamics.clock());
                coming = coming.until(now).and(wanted.changes().after(now));
            }
            Map<String, Object> old = before.dynamics().settings().values();
            Map<String, Object> now = wanted.dynamics().settings().values();
            for (Parameter parameter : Changes.adjustable(own.dynamics())) {
                Object value = Objects.requireNonNull(now.get(parameter.id()));
                Object then = past.and(coming)
                        .inForce(from, own.dynamics())
                        .settings()
                        .values()
                        .get(parameter.id());
                if (!value.equals(old.get(parameter.id())) && !value.equals(then)) {
                    coming = coming.with(new Change(from, parameter.id(), value));
                }
            }
        }
        Specification changed = new Specification(
                own.title(),
                own.seed(),
                own.problem(),
                own.model(),
                own.dynamics(),
                past.and(coming),
                wanted.stop(),
                own.record());
        if (changed.equals(own)) {
            return;
        }
        experiment = experiment.with(changed);
        limits = Limits.of(experiment);
        if (dynamics.steps() > 0 && (outcome == null || outcome.kind() != Outcome.Kind.DIVERGED)) {
            outcome = ending();
            if (outcome != null) {
                record();
            }
        }
    }

    /** Everything the continuation depends on. */
    public Checkpoint checkpoint() {
        return new Checkpoint(
                recorder.snapshot(), recorder.stride(), gridIndex, applied, new LinkedHashMap<>(dynamics.save()));
    }

    private static String shown(double x) {
        return Double.toString(Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", x)));
    }

    /**
     * A saved run.
     *
     * @param rows the record
     * @param stride the recorder's stride
     * @param gridIndex index of the next time on the recording grid
     * @param applied how many of the changes under way are in force
     * @param dynamics the state of the dynamics, see {@link Dynamics#save()}
     */
    public record Checkpoint(History rows, long stride, long gridIndex, int applied, Map<String, double[]> dynamics) {}
}
