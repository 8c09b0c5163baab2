package org.mirrorflow.app.tour;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.tour.TourCommand.Target;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;

/**
 * Plays a tour on a stage: carries out the commands of each step in order, each after the one before has come to its end. It has
 * no clock of its own and moves when it hears a {@link TourMoment}. Not thread-safe: all methods are called from one thread.
 *
 * <p>Leaving a step early finishes its commands as fast as the machine can, so that a step always begins in the same state;
 * going back plays again from the last step that opens an experiment of its own.
 */
public final class TourPlayer {

    /** Near a time that is to be reached exactly, samples are computed one by one; before that by this share of the way. */
    private static final double SHARE = 0.5;

    private final Tour tour;
    private final TourStage stage;
    private final boolean paced;
    private final BiConsumer<Expectation, Expectation.Finding> onExpectation;
    private final Deque<Task> left = new ArrayDeque<>();
    private @Nullable Task current;
    private long awaited;
    private boolean stopping;
    /** So many rows are to be computed before anything else is asked for, so many there were, and of this run. */
    private int owed;

    private int owedFrom;
    private int owedBy;
    private int index;
    private boolean revealed;
    private @Nullable TourMoment last;

    /** @param paced whether it is to be seen; otherwise as fast as the machine can */
    private record Task(TourCommand command, boolean paced) {}

    /**
     * A player before the first step; {@link #start} begins it.
     *
     * @param paced whether time runs at the pace of the screen where the tour says so
     * @param onExpectation hears what each expectation has found
     */
    public TourPlayer(
            Tour tour, TourStage stage, boolean paced, BiConsumer<Expectation, Expectation.Finding> onExpectation) {
        this.tour = tour;
        this.stage = stage;
        this.paced = paced;
        this.onExpectation = onExpectation;
    }

    /** The tour. */
    public Tour tour() {
        return tour;
    }

    /** Index of the step, from 0. */
    public int index() {
        return index;
    }

    /** The step. */
    public TourStep step() {
        return tour.steps().get(index);
    }

    /** Whether the answer is uncovered. */
    public boolean revealed() {
        return revealed;
    }

    /** Whether there is an answer to uncover. */
    public boolean canReveal() {
        return step().asks() && !revealed;
    }

    /** Whether this is the last step. */
    public boolean isLast() {
        return index == tour.steps().size() - 1;
    }

    /** Whether all commands have come to their end. */
    public boolean idle() {
        return current == null && left.isEmpty();
    }

    /** Whether nothing is left to be seen of this step. */
    public boolean atEnd() {
        return idle() && !canReveal();
    }

    /** Begins the first step. */
    public void start() {
        begin(0);
    }

    /** Begins that step again, whatever has been done by hand since. */
    public void go(int step) {
        begin(Math.clamp(step, 0, tour.steps().size() - 1));
    }

    /** Goes on to the next step, if there is one; what is left of this one is finished quickly. */
    public void next() {
        if (isLast()) {
            return;
        }
        TourStep following = tour.steps().get(index + 1);
        if (following.beginsAnew()) {
            clear();
        } else {
            hurry();
            if (canReveal()) {
                add(step().revealCommands(), false);
            }
        }
        enter(index + 1);
    }

    /** Goes back to the step before, if there is one. */
    public void back() {
        if (index > 0) {
            begin(index - 1);
        }
    }

    /** Uncovers the answer. */
    public void reveal() {
        if (canReveal()) {
            revealed = true;
            hurry();
            add(step().revealCommands(), paced);
            move();
        }
    }

    private void begin(int wanted) {
        clear();
        int from = wanted;
        while (!tour.steps().get(from).beginsAnew()) {
            from--;
        }
        for (int i = from; i < wanted; i++) {
            add(tour.steps().get(i).commands(), false);
            add(tour.steps().get(i).revealCommands(), false);
        }
        enter(wanted);
    }

    private void enter(int wanted) {
        index = wanted;
        revealed = false;
        add(step().commands(), paced);
        move();
    }

    private void clear() {
        left.clear();
        current = null;
        stopping = false;
    }

    private void add(List<TourCommand> commands, boolean seen) {
        commands.forEach(command -> left.add(new Task(command, seen)));
    }

    /** What is left is not to be seen any more. */
    private void hurry() {
        List<Task> tasks = List.copyOf(left);
        left.clear();
        tasks.forEach(task -> left.add(new Task(task.command(), false)));
        Task now = current;
        if (now != null && now.paced() && now.command() instanceof TourCommand.Play) {
            current = null;
            left.addFirst(new Task(now.command(), false));
            stopping = false;
        }
    }

    /** Hears what the stage shows now. */
    public void hear(TourMoment moment) {
        last = moment;
        move();
    }

    private void move() {
        TourMoment moment = last;
        while (true) {
            Task now = current;
            if (now == null) {
                Task following = left.poll();
                if (following == null) {
                    return;
                }
                current = following;
                begin(following, moment);
                awaited = stage.mark();
                // What was heard before the command says nothing of it.
                moment = null;
            } else if (moment != null
                    && moment.mark() >= awaited
                    && !moment.busy()
                    && (!moment.failure().isEmpty() || done(now, moment))) {
                current = null;
                stopping = false;
            } else {
                return;
            }
        }
    }

    /** Issues a command. */
    private void begin(Task task, @Nullable TourMoment moment) {
        owed = -1;
        owedFrom = -1;
        switch (task.command()) {
            case TourCommand.Open(var preset) -> stage.open(preset);
            case TourCommand.Set(var path, var value) -> stage.set(path, value);
            case TourCommand.Rewind() -> stage.rewind();
            case TourCommand.Show(var charts) -> stage.show(charts);
            case TourCommand.Run(var clock) -> stage.clock(clock);
            case TourCommand.Speed(var samples) -> stage.speed(samples);
            case TourCommand.Play(var target, var seen) -> {
                if (seen && task.paced()) {
                    stage.play();
                } else if (target instanceof Target.End) {
                    stage.runToEnd();
                }
            }
            case TourCommand.Look(var target) -> {
                if (moment != null) {
                    look(target, moment);
                }
            }
            case TourCommand.Pin() -> stage.pin();
            case TourCommand.Expect expect -> {}
        }
    }

    /** Whether a command that was issued has come to its end. */
    private boolean done(Task task, TourMoment moment) {
        return switch (task.command()) {
            case TourCommand.Play(Target.End end, var seen) -> !moment.playing() && moment.atEnd();
            case TourCommand.Play(var target, var seen) ->
                (seen && task.paced()) ? playedTo(target, moment) : steppedTo(target, moment);
            case TourCommand.Expect(var expectation) -> {
                onExpectation.accept(expectation, expectation.of(moment));
                yield true;
            }
            default -> true;
        };
    }

    private boolean playedTo(Target target, TourMoment moment) {
        if (stopping) {
            return !moment.playing();
        }
        if (moment.runs().isEmpty() || reached(target, moment, moment.leading().cursor()) || moment.atEnd()) {
            stage.pause();
            look(target, moment);
            awaited = stage.mark();
            stopping = true;
        }
        return false;
    }

    private boolean steppedTo(Target target, TourMoment moment) {
        if (stopping) {
            return true;
        }
        // A full record is thinned out, and then has fewer rows than before.
        int rows = moment.runs().isEmpty() ? 0 : moment.leading().history().size();
        if (moment.leader() == owedBy && rows < owed && rows >= owedFrom && !moment.over()) {
            return false;
        }
        if (moment.runs().isEmpty() || reached(target, moment, rows - 1) || moment.atEnd()) {
            look(target, moment);
            stopping = true;
        } else if (moment.cursor() < moment.newest()) {
            stage.step(moment.newest() - moment.cursor());
        } else {
            int stride = stride(target, moment);
            owedBy = moment.leader();
            owedFrom = rows;
            owed = rows + stride;
            stage.step(stride);
        }
        awaited = stage.mark();
        return false;
    }

    private static boolean reached(Target target, TourMoment moment, int row) {
        if (moment.runs().isEmpty()) {
            return false;
        }
        RunView live = moment.leading();
        return switch (target) {
            case Target.Start start -> true;
            case Target.End end -> false;
            case Target.Time(var time) -> live.history().time(row) >= time;
            case Target.Sample(var number) -> row >= number;
        };
    }

    /** How many samples can be computed at once without going too far. */
    private static int stride(Target target, TourMoment moment) {
        History history = moment.leading().history();
        int newest = history.size() - 1;
        if (target instanceof Target.Sample(var number)) {
            return Math.max(1, number - newest);
        }
        if (!(target instanceof Target.Time(var time)) || newest < 2) {
            return 1;
        }
        // Samples lie at equal steps of time, or at equal steps of its logarithm; the nearer estimate is the safer one.
        double perLog = 1
                / (history.clocks(newest).logTime() - history.clocks(newest - 1).logTime());
        double even = 1 / (history.time(newest) - history.time(newest - 1));
        double samples = Math.min(
                perLog * (Math.log(time) - history.clocks(newest).logTime()), even * (time - history.time(newest)));
        return Double.isFinite(samples) ? Math.max(1, (int) (SHARE * samples)) : 1;
    }

    private void look(Target target, TourMoment moment) {
        if (!moment.runs().isEmpty()) {
            stage.look(logTime(target, moment));
        }
    }

    private static double logTime(Target target, TourMoment moment) {
        History history = moment.leading().history();
        return switch (target) {
            case Target.Start start -> history.clocks(0).logTime();
            case Target.End end -> Double.POSITIVE_INFINITY;
            case Target.Time(var time) ->
                history.clocks(history.rowAt(Clocks::time, time)).logTime();
            case Target.Sample(var number) ->
                history.clocks(Math.min(number, history.size() - 1)).logTime();
        };
    }
}
