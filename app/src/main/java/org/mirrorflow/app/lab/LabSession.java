package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.lab.LabState.Failure;
import org.mirrorflow.app.lab.LabState.RunEntry;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * The model behind the lab page, free of any toolkit: one thread owns the runs, moves them at the pace of the screen and
 * publishes immutable {@link LabState}s. All methods may be called from any thread and return at once; wishes are carried
 * out in order, and of many that ask for a new start only the last one is computed.
 */
final class LabSession implements AutoCloseable {

    /** Letters end here, and so do pins. */
    static final int MOST_RUNS = 26;

    /** Each seed is a run of its own. */
    static final int MOST_SEEDS = 100;

    private static final long FRAME_NANOS = 30_000_000;

    /** Between two states while everything goes as fast as it can: the machine is to compute then, not to draw. */
    private static final long SPRINT_NANOS = 60_000_000;

    /** Longest stretch of work between two looks at the wishes, so that pause acts at once. */
    private static final long SLICE_NANOS = 20_000_000;

    /** Edits of one setting that follow each other faster than this are one drag, taken back together. */
    private static final long DRAG_NANOS = 600_000_000;

    /** Samples between two looks at companions while everything goes as fast as it can. */
    private static final int SPRINT = 256;

    /** Steps whose clock is not looked at take at the most so long together. */
    private static final long UNSEEN_NANOS = 100_000;

    private static final int MOST_UNSEEN = 64;

    private static final int UNDO_DEPTH = 200;

    private final Consumer<LabState> listener;
    private final RecordLimit limit;
    private final BlockingQueue<Runnable> wishes = new LinkedBlockingQueue<>();
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicLong openings = new AtomicLong();
    private final Thread engine;
    private volatile boolean open = true;

    // Everything below belongs to the engine's thread.
    private Subject subject = Subject.NOTHING;
    private Specification edited;
    /** What the controls show: the specification as edited, or the one before while another subject is being opened. */
    private Specification shown;

    private final List<Track> tracks = new ArrayList<>();
    /** What is said of the live run and each of its twins. */
    private final Map<Track, Paced<Verdict>> twins = new WeakHashMap<>();

    private final Deque<Specification> undo = new ArrayDeque<>();
    private final Deque<Specification> redo = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();
    private String working = "";
    private long edits;
    private String lastPath = "";
    private long lastEdit;
    private boolean playing;
    private boolean sprinting;
    private int speed = 1;
    private int seeds = 1;
    private Ensemble.Spread spread = Ensemble.Spread.SEM;
    /** Whether the runs have to start anew before anything else can be done with them. */
    private boolean stale;
    /** What is to replace the subject at that start. */
    private @Nullable Subject opening;
    /** What is to be run again at that start. */
    private @Nullable SavedSession reviving;
    /** The specification as edited when the runs started, or forked. */
    private @Nullable Specification begun;
    /** Where to look once everything has been run again; NaN for the newest. */
    private double lookAfter = Double.NaN;
    /** Samples that were asked for one by one and are not yet computed. */
    private int owed;
    /** Logarithm of the flow time at which one looks, finite also where the time is not; NaN follows the newest sample. */
    private double cursor = Double.NaN;

    /**
     * A session that shows a preset.
     *
     * @param listener hears every change, on the engine's thread; must return quickly
     */
    LabSession(Preset first, Consumer<LabState> listener) {
        this(first, listener, RecordLimit.ofThisProcess());
    }

    /** The same with another limit of what is recorded. */
    LabSession(Preset first, Consumer<LabState> listener, RecordLimit limit) {
        this.limit = limit;
        this.listener = listener;
        this.edited = first.specification();
        this.shown = edited;
        this.engine = new Thread(this::loop, "lab engine");
        engine.setDaemon(true);
        open(first);
        engine.start();
    }

    /** Shows a preset at its start. */
    void open(Preset preset) {
        Subject wanted = Subject.of(preset);
        opening(() -> begin(wanted, preset.specification()));
    }

    /** Shows a specification at its start. */
    void open(Specification specification, Path folder) {
        Subject wanted = Subject.of(specification, folder);
        opening(() -> begin(wanted, specification));
    }

    private void begin(Subject wanted, Specification specification) {
        hold();
        undo.clear();
        redo.clear();
        lastPath = "";
        edited = specification;
        opening = wanted;
        reviving = null;
        stale = true;
    }

    /** Runs again what was saved: the same specifications up to the same times are the same runs. */
    void restore(SavedSession saved) {
        Subject wanted = saved.subject();
        opening(() -> {
            begin(wanted, saved.edited());
            reviving = saved;
            seeds = saved.seeds();
            spread = saved.spread();
            speed = saved.speed();
        });
    }

    /** Time stands. */
    private void hold() {
        playing = false;
        sprinting = false;
        owed = 0;
    }

    /** Lets time run, from where one looks; at the end of everything, again from the start of the record. */
    void play() {
        wish(() -> {
            hold();
            if (allOver() && Double.isNaN(cursor)) {
                if (waitsForRewind()) {
                    restart();
                } else {
                    cursor = Double.NEGATIVE_INFINITY;
                }
            }
            playing = !tracks.isEmpty();
        });
    }

    /** Stops time; also the time of runs that are being run again. */
    void pause() {
        wish(() -> {
            hold();
            tracks.forEach(Track::stopReplay);
            tracks.removeIf(track -> track.isPin() && track.history().size() < 2);
        });
    }

    /**
     * Keeps the live run as a pin and goes on from the moment at which one looks, with the settings that were in force then. A
     * change of an adjustable setting is then the only difference.
     */
    void fork() {
        wish(() -> {
            if (tracks.isEmpty() || tracks.size() >= MOST_RUNS || !hasRoomForAPin()) {
                return;
            }
            hold();
            Track live = tracks.getFirst();
            History history = live.history();
            int row = Double.isNaN(cursor) ? history.size() - 1 : history.rowAt(Clocks::logTime, cursor);
            double at = history.clocks(row).clock();
            Specification own = live.experiment().specification();
            Changes planned = edited.changes().fitting(own.dynamics()).after(at);
            Track pin = live.pinned();
            if (begin(own.with(own.changes().until(at).and(planned)), List.of(pin), at)) {
                remember("");
                redo.clear();
                edited = own.with(planned).with(own.changes().inForce(at, own.dynamics()));
                begun = edited;
            }
        });
    }

    /** Makes what the live run did, with every change by hand, the plan of the next start. */
    void keepChanges() {
        wish(() -> {
            if (!tracks.isEmpty()) {
                remember("");
                redo.clear();
                edited = tracks.getFirst().experiment().specification();
                begun = edited;
            }
        });
    }

    /** How many seeds each run is run under, at least 1; the others follow its own. */
    void setSeeds(int wanted) {
        wishes.add(() -> {
            long more = (wanted - seeds)
                    * tracks.stream().mapToLong(Track::sisterBytes).sum();
            if (more > 0 && !hasRoom("Running under " + wanted + " seeds", more)) {
                return;
            }
            seeds = wanted;
            tracks.forEach(track -> track.setSeeds(seeds));
        });
    }

    /** How runs under several seeds are drawn. */
    void setSpread(Ensemble.Spread wanted) {
        wishes.add(() -> spread = wanted);
    }

    /** Plays as fast as the machine can until every run is over. */
    void runToEnd() {
        wish(() -> {
            hold();
            cursor = Double.NaN;
            sprinting = true;
            playing = !tracks.isEmpty();
        });
    }

    /** Moves by exactly so many samples, forwards beyond the newest by computing it. */
    void step(int samples) {
        wish(() -> {
            playing = false;
            sprinting = false;
            if (owed > 0 && samples > 0) {
                owed += samples;
            } else {
                owed = 0;
                owed = lookBy(samples);
            }
        });
    }

    /** Looks at that flow time. */
    void seek(double time) {
        seekLogTime(Math.log(time));
    }

    /** Looks at the flow time with that logarithm. */
    void seekLogTime(double logTime) {
        wish(() -> {
            hold();
            lookAt(logTime);
        });
    }

    /** Looks at the start. */
    void seekStart() {
        seek(0);
    }

    /** Starts again from the same initialisation, with the settings as edited. */
    void rewind() {
        ofThisSubject(() -> {
            hold();
            stale = true;
        });
    }

    /** Samples a frame. */
    void setSpeed(int samplesPerFrame) {
        wishes.add(() -> speed = samplesPerFrame);
    }

    /**
     * Changes one value of the specification; see {@link Specification#with}.
     *
     * @return the number of this edit; a state whose {@link LabState#edits} is at least this one has taken it into account
     */
    long edit(String path, Object value) {
        return numbered(() -> {
            Specification changed;
            try {
                changed = edited.with(path, value);
            } catch (InvalidSettingException e) {
                failure = Optional.of(Failures.of(edited, path, e));
                return;
            }
            if (changed.equals(edited)) {
                return;
            }
            remember(path);
            redo.clear();
            take(changed);
        });
    }

    /** An edit of this subject; its number counts also where another subject makes it void. */
    private long numbered(Runnable edit) {
        long ticket = tickets.incrementAndGet();
        long subjectThen = openings.get();
        wishes.add(() -> {
            edits = ticket;
            if (openings.get() == subjectThen) {
                edit.run();
            }
        });
        return ticket;
    }

    /** Lets the present specification be brought back, unless this is one drag with the edit before. */
    private void remember(String path) {
        long now = System.nanoTime();
        if (path.isEmpty() || !path.equals(lastPath) || now - lastEdit > DRAG_NANOS || undo.isEmpty()) {
            undo.push(edited);
            while (undo.size() > UNDO_DEPTH) {
                undo.removeLast();
            }
        }
        lastPath = path;
        lastEdit = now;
    }

    /** Takes the last edit back, which is an edit too. */
    void undo() {
        numbered(() -> swap(undo, redo));
    }

    /** Makes the edit again that was taken back last. */
    void redo() {
        numbered(() -> swap(redo, undo));
    }

    /** The number of the newest edit that was asked for; a state with {@link LabState#edits} below it is still to change. */
    long newestEdit() {
        return tickets.get();
    }

    /** Keeps a picture of the live run beside it. */
    void pin() {
        wish(() -> {
            if (!tracks.isEmpty() && tracks.size() < MOST_RUNS && hasRoomForAPin()) {
                tracks.add(tracks.getFirst().pinned());
            }
        });
    }

    private boolean hasRoomForAPin() {
        return hasRoom("Keeping this run", tracks.getFirst().pictureBytes());
    }

    /** Whether so many bytes more can be recorded; where not, says why. */
    private boolean hasRoom(String what, long more) {
        long held = tracks.stream().mapToLong(Track::recordBytes).sum();
        boolean fits = limit.fits(held, more);
        if (!fits) {
            failure = Optional.of(new Failure("", limit.refusal(what, held, more)));
        }
        return fits;
    }

    /** Shows or hides the run with that letter. */
    void show(String letter, boolean visible) {
        wish(() -> track(letter).ifPresent(track -> track.show(visible)));
    }

    /** Removes the run with that letter, unless it is the live one. */
    void remove(String letter) {
        wish(() -> track(letter).filter(track -> track != tracks.getFirst()).ifPresent(track -> {
            tracks.remove(track);
            Preset.Companion gone = track.companion();
            if (gone != null) {
                subject = subject.without(gone);
            }
        }));
    }

    @Override
    public void close() {
        open = false;
        engine.interrupt();
    }

    /** A wish about the runs: they are brought up to date first. */
    private void wish(Runnable what) {
        ofThisSubject(() -> {
            settle();
            what.run();
        });
    }

    /** A wish about the subject that is open now: void once another is to be opened, since nothing of it would be left to see. */
    private void ofThisSubject(Runnable what) {
        long subjectThen = openings.get();
        wishes.add(() -> {
            if (openings.get() == subjectThen) {
                what.run();
            }
        });
    }

    /** A wish for another subject. */
    private void opening(Runnable what) {
        openings.incrementAndGet();
        ofThisSubject(what);
    }

    private void settle() {
        if (stale) {
            restart();
        }
    }

    private void swap(Deque<Specification> from, Deque<Specification> to) {
        if (!from.isEmpty()) {
            to.push(edited);
            lastPath = "";
            take(from.pop());
        }
    }

    /** Takes a changed specification over: at once where that loses nothing, otherwise at the next rewind. */
    private void take(Specification changed) {
        Specification before = edited;
        edited = changed;
        failure = Optional.empty();
        Run run = tracks.isEmpty() ? null : tracks.getFirst().run();
        if (run == null || (run.steps() == 0 && !tracks.getFirst().replaying())) {
            stale = true;
        } else {
            for (Track track : tracks) {
                Preset.Companion companion = track.companion();
                try {
                    if (companion == null) {
                        track.adjust(before, changed);
                    } else {
                        track.adjust(companion.of(before), companion.of(changed));
                    }
                } catch (InvalidSettingException e) {
                    if (companion == null) {
                        failure = Optional.of(Failures.of(edited, lastPath, e));
                    } else {
                        // It cannot follow a change that waits for a rewind; the rewind will say why.
                        System.getLogger(LabSession.class.getName())
                                .log(System.Logger.Level.DEBUG, "a companion keeps its settings", e);
                    }
                }
            }
        }
    }

    /** Starts the runs of the specification as edited, or what is to be run again. */
    private void restart() {
        stale = false;
        SavedSession saved = reviving;
        reviving = null;
        if (saved == null) {
            if (begin(edited, List.of(), Double.NaN)) {
                begun = edited;
            }
            return;
        }
        List<Track> pins = new ArrayList<>();
        try {
            for (SavedSession.SavedRun pin : saved.pins()) {
                pins.add(Track.pinnedAt(
                        Experiment.of(pin.specification(), saved.subject().base()), pin.clock(), pin.shown()));
            }
        } catch (InvalidSettingException e) {
            failure = Optional.of(Failures.of(edited, e.setting(), e));
        } catch (ProblemException e) {
            failure = Optional.of(Failures.of(edited, saved.subject().base(), e));
        }
        if (begin(saved.live(), pins, saved.clock())) {
            begun = edited;
            lookAfter = saved.cursor();
            for (int i = 0; i < tracks.size(); i++) {
                Preset.Companion companion = tracks.get(i).companion();
                if (companion != null && saved.hidden().contains(companion.name())) {
                    tracks.get(i).show(false);
                }
            }
        }
    }

    /**
     * Starts the runs of a specification; where that fails, those of the same subject stay.
     *
     * @param pins pictures of earlier runs to add to those that are there
     * @param goal clock up to which the runs are run at once; NaN for none
     * @return whether it has worked
     */
    private boolean begin(Specification from, List<Track> pins, double goal) {
        working = "Computing the predicted limit";
        try {
            publish();
        } finally {
            working = "";
        }
        Subject next = opening;
        if (next != null) {
            opening = null;
            subject = next;
            tracks.clear();
        }
        try {
            List<Track> fresh = new ArrayList<>();
            Experiment before = tracks.isEmpty() ? null : tracks.getFirst().experiment();
            fresh.add(start(from, null, before));
            Experiment live = fresh.getFirst().experiment();
            for (Preset.Companion companion : subject.companions()) {
                fresh.add(start(companion.of(from), companion, live));
            }
            for (Track track : fresh) {
                track.replayTo(goal);
                track.setSeeds(seeds);
            }
            tracks.stream().filter(Track::isPin).forEach(fresh::add);
            fresh.addAll(pins);
            keepHidden(fresh);
            tracks.clear();
            tracks.addAll(fresh);
            failure = Optional.empty();
            cursor = Double.NaN;
            lookAfter = Double.NaN;
            return true;
        } catch (InvalidSettingException e) {
            failure = Optional.of(Failures.of(edited, e.setting(), e));
        } catch (ProblemException e) {
            failure = Optional.of(Failures.of(edited, subject.base(), e));
        } catch (RuntimeException e) {
            failure = Optional.of(Failures.of(e));
        }
        return false;
    }

    /**
     * Starts a run.
     *
     * @param alike an experiment of the same subject, whose data are taken where they are the same: some take seconds to make
     */
    private Track start(Specification specification, Preset.@Nullable Companion companion, @Nullable Experiment alike)
            throws ProblemException {
        Experiment experiment = alike == null
                ? Experiment.of(specification, subject.base())
                : alike.sharingData(specification, subject.base());
        experiment.predictions();
        return Track.start(experiment, companion);
    }

    private void keepHidden(List<Track> fresh) {
        for (Track old : tracks) {
            if (!old.shown() && old.companion() != null) {
                fresh.stream()
                        .filter(track -> Objects.equals(track.companion(), old.companion()))
                        .forEach(track -> track.show(false));
            }
        }
    }

    private boolean waitsForRewind() {
        return !tracks.isEmpty() && !edited.equals(begun);
    }

    private boolean allOver() {
        return tracks.stream().noneMatch(Track::canMove);
    }

    private void loop() {
        long nextFrame = System.nanoTime();
        long nextState = nextFrame;
        while (open) {
            try {
                Runnable wish;
                if (owed > 0 || sprinting || catchingUp()) {
                    wish = wishes.poll();
                } else if (playing) {
                    wish = wishes.poll(Math.max(0, nextFrame - System.nanoTime()), TimeUnit.NANOSECONDS);
                } else {
                    wish = wishes.take();
                }
                boolean asked = wish != null;
                if (wish == null) {
                    nextFrame = Math.max(System.nanoTime(), nextFrame + FRAME_NANOS);
                    attempt(this::frame);
                } else {
                    for (; wish != null; wish = wishes.poll()) {
                        attempt(wish);
                    }
                    attempt(this::settle);
                }
                if (asked || !sprinting || System.nanoTime() >= nextState) {
                    nextState = System.nanoTime() + SPRINT_NANOS;
                    attempt(this::publish);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whatever fails, the engine goes on and the person hears of it. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            hold();
            failure = Optional.of(Failures.of(e));
        }
    }

    private void frame() {
        long deadline = System.nanoTime() + SLICE_NANOS;
        if (catchingUp()) {
            catchUp(deadline);
            return;
        }
        if (owed > 0) {
            owed = Math.max(0, owed - advanceAll(owed, deadline));
            return;
        }
        if (sprinting) {
            while (!isLate(deadline) && !allOver()) {
                advanceAll(SPRINT, deadline);
            }
        } else {
            int missing = lookBy(speed);
            if (missing > 0) {
                advanceAll(missing, deadline);
            }
        }
        if (allOver() && Double.isNaN(cursor)) {
            hold();
        }
    }

    /** Whether runs are being run again, or sisters have been left behind. */
    private boolean catchingUp() {
        return replaying().findAny().isPresent()
                || tracks.stream()
                        .anyMatch(track ->
                                track.unborn() > 0 || !track.stragglers().isEmpty());
    }

    /** The live run and the pins, each run again to its own time; companions follow the live run. */
    private Stream<Track> replaying() {
        return tracks.stream().filter(track -> (track.isPin() || track.equals(tracks.getFirst())) && track.replaying());
    }

    private void catchUp(long deadline) {
        Track live = tracks.getFirst();
        while (live.replaying()) {
            if (isLate(deadline)) {
                return;
            }
            advanceAll(1, deadline);
        }
        for (Track track : tracks) {
            if (track.isPin() && !track.replay(deadline)) {
                return;
            }
        }
        if (!startSisters(deadline)) {
            return;
        }
        if (catchUp(Objects.requireNonNull(live.run()).logTime(), deadline) && !catchingUp()) {
            tracks.forEach(Track::stopReplay);
            if (!Double.isNaN(lookAfter)) {
                lookAt(lookAfter);
                lookAfter = Double.NaN;
            }
        }
    }

    private boolean startSisters(long deadline) {
        try {
            for (Track track : tracks) {
                if (track.unborn() > 0 && !track.startSisters(subject.base(), deadline)) {
                    return false;
                }
            }
        } catch (ProblemException e) {
            failure = Optional.of(Failures.of(edited, subject.base(), e));
        }
        return true;
    }

    /** What the lab is busy with, as a word. */
    private String working() {
        if (!working.isEmpty() || tracks.isEmpty()) {
            return working;
        }
        int unborn = tracks.stream().mapToInt(Track::unborn).max().orElse(0);
        return replaying()
                .findFirst()
                .map(track -> "Running again, " + Math.round(100 * track.replayed()) + " %")
                .orElse(unborn > 0 ? "Starting seeds, " + (seeds - unborn) + " of " + seeds : "");
    }

    /**
     * Moves the look by so many samples of the live run.
     *
     * @return how many of them are beyond the newest and must be computed
     */
    private int lookBy(int samples) {
        if (tracks.isEmpty()) {
            return 0;
        }
        History history = tracks.getFirst().history();
        int newest = history.size() - 1;
        int row = Double.isNaN(cursor) ? newest : history.rowAt(Clocks::logTime, cursor);
        int wanted = row + samples;
        cursor = wanted < newest ? history.clocks(Math.max(0, wanted)).logTime() : Double.NaN;
        return Math.max(0, wanted - newest);
    }

    private void lookAt(double logTime) {
        if (!tracks.isEmpty()) {
            History history = tracks.getFirst().history();
            boolean newest = logTime >= history.clocks(history.size() - 1).logTime();
            cursor = newest ? Double.NaN : logTime;
        }
    }

    /**
     * Moves the live run by so many samples and the companions up to its time; once it is over, the companions go on by
     * themselves. Stops early at the deadline; the live run does not move while a companion lags behind it.
     *
     * @return how many samples were done; as many as were asked for when nothing can move
     */
    private int advanceAll(int samples, long deadline) {
        Run live = Objects.requireNonNull(tracks.getFirst().run());
        if (!catchUp(live.logTime(), deadline)) {
            return 0;
        }
        if (live.outcome().isEmpty()) {
            int done = advance(live, samples, deadline);
            catchUp(live.logTime(), deadline);
            return done;
        }
        for (Track track : tracks) {
            for (Run run : track.all()) {
                advance(run, samples, deadline);
            }
        }
        return samples;
    }

    /** Whether to look at the wishes again. */
    private boolean isLate(long deadline) {
        return System.nanoTime() >= deadline || !wishes.isEmpty();
    }

    private boolean catchUp(double logTime, long deadline) {
        for (Track track : tracks) {
            for (Run run : track.behind(logTime)) {
                while (run.logTime() < logTime) {
                    if (isLate(deadline)) {
                        return false;
                    }
                    if (!run.advance()) {
                        break;
                    }
                }
            }
        }
        return true;
    }

    /** A sample of a flow is the next time on its recording grid; of a discrete optimizer, a step. */
    private int advance(Run run, int samples, long deadline) {
        long seen = System.nanoTime();
        int unseen = 1;
        int left = 0;
        for (int done = 0; done < samples; done++) {
            long rows = run.rows();
            do {
                // Looking at the clock takes as long as a short step.
                if (left == 0) {
                    long now = System.nanoTime();
                    if (now >= deadline || !wishes.isEmpty()) {
                        return done;
                    }
                    long took = now - seen;
                    unseen = took > UNSEEN_NANOS
                            ? Math.max(1, unseen / 2)
                            : took < UNSEEN_NANOS / 2 ? Math.min(MOST_UNSEEN, 2 * unseen) : unseen;
                    seen = now;
                    left = unseen;
                }
                left--;
                if (!run.advance()) {
                    return samples;
                }
            } while (run.continuous() && run.rows() == rows);
        }
        return samples;
    }

    private Optional<Track> track(String letter) {
        for (int i = 0; i < tracks.size(); i++) {
            if (letter(i).equals(letter)) {
                return Optional.of(tracks.get(i));
            }
        }
        return Optional.empty();
    }

    private static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    private void publish() {
        boolean hurried = playing || owed > 0 || catchingUp();
        List<RunEntry> runs = new ArrayList<>();
        List<Specification> specifications =
                tracks.stream().map(track -> track.experiment().specification()).toList();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            String name = Differences.of(i, specifications);
            Preset.Companion companion = track.companion();
            runs.add(new RunEntry(
                    track.view(Role.run(i), name, spread, cursor, hurried),
                    name,
                    i == 0,
                    companion == null ? "" : companion.name(),
                    track.isPin(),
                    track.shown()));
        }
        List<Verdict> verdicts = new ArrayList<>();
        if (!runs.isEmpty()) {
            verdicts.addAll(runs.getFirst().view().verdicts());
            for (int i = 1; i < tracks.size(); i++) {
                Preset.Companion companion = tracks.get(i).companion();
                if (companion != null && companion.twin()) {
                    RunView own = runs.getFirst().view();
                    RunView twin = runs.get(i).view();
                    verdicts.add(twins.computeIfAbsent(tracks.get(i), track -> new Paced<>())
                            .of(
                                    List.of(own.history(), twin.history()),
                                    hurried,
                                    () -> Verdicts.twins(
                                            own.experiment(), own.history(), twin.experiment(), twin.history())));
                }
            }
        }
        if (opening == null) {
            shown = edited;
        }
        if (!open) {
            return;
        }
        tell(new LabState(
                subject.title(),
                subject.sentence(),
                subject.formulas(),
                subject.predictions(),
                runs.isEmpty() ? "" : runs.getFirst().view().experiment().geometry(),
                subject.charts(),
                shown,
                specifications.isEmpty() ? null : specifications.getFirst(),
                runs,
                verdicts,
                playing,
                working(),
                failure,
                edits,
                seeds,
                spread,
                speed,
                subject,
                undo.size(),
                !redo.isEmpty()));
    }

    private void tell(LabState state) {
        try {
            listener.accept(state);
        } catch (RuntimeException e) {
            System.getLogger(LabSession.class.getName()).log(System.Logger.Level.ERROR, "a listener failed", e);
        }
    }
}
