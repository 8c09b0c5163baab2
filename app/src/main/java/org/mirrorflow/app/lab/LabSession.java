package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.cli.LabCommand;
import org.mirrorflow.app.lab.LabState.Failure;
import org.mirrorflow.app.lab.LabState.RunEntry;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * The model behind the lab page, free of any toolkit: one thread owns the runs, moves them at the pace of the screen and
 * publishes immutable {@link LabState}s. All methods may be called from any thread and return at once; wishes are carried
 * out in order.
 */
final class LabSession implements AutoCloseable {

    private static final long FRAME_NANOS = 30_000_000;

    /** Longest stretch of work between two looks at the wishes, so that pause acts at once. */
    private static final long SLICE_NANOS = 20_000_000;

    private static final int UNDO_DEPTH = 200;

    private final Consumer<LabState> listener;
    private final BlockingQueue<Runnable> wishes = new LinkedBlockingQueue<>();
    private final Thread engine;
    private volatile boolean open = true;

    // Everything below belongs to the engine's thread.
    private String title = "";
    private String sentence = "";
    private List<String> formulas = List.of();
    private List<String> charts = List.of();
    private List<Preset.Companion> companions = List.of();
    private Path base = Path.of("");
    private Specification edited;
    private final List<Track> tracks = new ArrayList<>();
    private final Deque<Specification> undo = new ArrayDeque<>();
    private final Deque<Specification> redo = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();
    private String working = "";
    private long edits;
    private boolean playing;
    private boolean sprinting;
    private int speed = 1;
    /** Where one looks; NaN follows the newest sample. */
    private double cursorTime = Double.NaN;

    /**
     * A session that shows a preset.
     *
     * @param listener hears every change, on the engine's thread; must return quickly
     */
    LabSession(Preset first, Consumer<LabState> listener) {
        this.listener = listener;
        this.edited = first.specification();
        this.engine = new Thread(this::loop, "lab engine");
        engine.setDaemon(true);
        open(first);
        engine.start();
    }

    /** Shows a preset at its start. */
    void open(Preset preset) {
        wish(() -> {
            title = preset.title();
            sentence = preset.sentence();
            formulas = preset.formulas();
            charts = preset.charts();
            companions = preset.companions();
            base = Path.of("");
            begin(preset.specification());
        });
    }

    /** Shows a specification at its start. */
    void open(Specification specification, Path folder) {
        wish(() -> {
            title = specification.title().isBlank() ? "Untitled experiment" : specification.title();
            sentence = Components.DYNAMICS.get(specification.dynamics().kind()).summary();
            formulas = List.of(
                    Components.entry("problem", specification.problem().kind()).formula(),
                    Components.entry("model", specification.model().kind()).formula(),
                    Components.entry("dynamics", specification.dynamics().kind())
                            .formula());
            companions = List.of();
            base = folder;
            begin(specification);
        });
    }

    private void begin(Specification specification) {
        undo.clear();
        redo.clear();
        edited = specification;
        playing = false;
        sprinting = false;
        tracks.clear();
        restart();
    }

    /** Lets time run, from where one looks. */
    void play() {
        wish(() -> {
            if (waitsForRewind() && allOver()) {
                restart();
            }
            playing = !tracks.isEmpty();
            sprinting = false;
        });
    }

    /** Stops time. */
    void pause() {
        wish(() -> {
            playing = false;
            sprinting = false;
        });
    }

    /** Plays as fast as the machine can until every run is over. */
    void runToEnd() {
        wish(() -> {
            cursorTime = Double.NaN;
            sprinting = true;
            playing = !tracks.isEmpty();
        });
    }

    /** Moves by so many samples, forwards beyond the newest by computing it. */
    void step(int samples) {
        wish(() -> {
            playing = false;
            moveBy(samples);
        });
    }

    /** Looks at that flow time. */
    void seek(double time) {
        wish(() -> {
            playing = false;
            lookAt(time);
        });
    }

    /** Looks at the start. */
    void seekStart() {
        seek(0);
    }

    /** Starts again from the same initialisation, with the settings as edited. */
    void rewind() {
        wish(() -> {
            playing = false;
            restart();
        });
    }

    /** Samples a frame. */
    void setSpeed(int samplesPerFrame) {
        wish(() -> speed = samplesPerFrame);
    }

    /** Changes one value of the specification; see {@link Specification#with}. */
    void edit(String path, Object value) {
        wish(() -> {
            edits++;
            Specification changed;
            try {
                changed = edited.with(path, value);
            } catch (InvalidSettingException e) {
                failure = Optional.of(new Failure(path, about(path, e.problem())));
                return;
            }
            if (changed.equals(edited)) {
                return;
            }
            undo.push(edited);
            while (undo.size() > UNDO_DEPTH) {
                undo.removeLast();
            }
            redo.clear();
            take(changed, path);
        });
    }

    /** Takes the last edit back. */
    void undo() {
        wish(() -> swap(undo, redo));
    }

    /** Makes the edit again that was taken back last. */
    void redo() {
        wish(() -> swap(redo, undo));
    }

    /** Keeps a picture of the live run beside it. */
    void pin() {
        wish(() -> {
            if (!tracks.isEmpty()) {
                tracks.add(tracks.getFirst().pinned());
            }
        });
    }

    /** Shows or hides the run with that letter. */
    void show(String letter, boolean visible) {
        wish(() -> track(letter).ifPresent(track -> track.show(visible)));
    }

    /** Removes the run with that letter, unless it is the live one. */
    void remove(String letter) {
        wish(() -> track(letter).filter(track -> track != tracks.getFirst()).ifPresent(track -> {
            tracks.remove(track);
            if (track.companion() != null) {
                companions = companions.stream()
                        .filter(companion -> !companion.equals(track.companion()))
                        .toList();
            }
        }));
    }

    @Override
    public void close() {
        open = false;
        engine.interrupt();
    }

    private void wish(Runnable what) {
        wishes.add(what);
    }

    private void swap(Deque<Specification> from, Deque<Specification> to) {
        if (!from.isEmpty()) {
            to.push(edited);
            take(from.pop(), "");
        }
    }

    /** Takes a changed specification over: at once where that loses nothing, otherwise at the next rewind. */
    private void take(Specification changed, String path) {
        edited = changed;
        failure = Optional.empty();
        Track live = tracks.isEmpty() ? null : tracks.getFirst();
        Run run = live == null ? null : live.run();
        if (live == null || run == null || run.steps() == 0) {
            restart();
        } else if (isAdjustable(path)) {
            run.adjust(changed);
            live.remark(path + " = " + changed.values().get(path) + " from t = " + Numbers.readOff(run.time()));
        }
    }

    /** Whether a setting may change while the run is under way. */
    private boolean isAdjustable(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String key = path.substring(dot + 1);
        List<Parameter> declared = switch (path.substring(0, dot)) {
            case "dynamics" ->
                Components.entry("dynamics", edited.dynamics().kind()).parameters();
            case "stop" -> Specification.STOP;
            default -> List.of();
        };
        return declared.stream().anyMatch(parameter -> parameter.id().equals(key) && parameter.adjustable());
    }

    private void restart() {
        working = "Computing the predicted limit";
        publish();
        working = "";
        try {
            List<Track> fresh = new ArrayList<>();
            fresh.add(start(edited, null));
            for (Preset.Companion companion : companions) {
                fresh.add(start(companion.of(edited), companion));
            }
            for (Track old : tracks) {
                if (old.run() == null) {
                    fresh.add(old);
                }
            }
            keepHidden(fresh);
            tracks.clear();
            tracks.addAll(fresh);
            failure = Optional.empty();
            cursorTime = Double.NaN;
        } catch (InvalidSettingException e) {
            failure = Optional.of(new Failure(e.setting(), about(e.setting(), e.problem())));
        } catch (ProblemException e) {
            failure = Optional.of(new Failure(faultyFile(e), sentence(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            if (!LabCommand.isMistake(e)) {
                System.getLogger(LabSession.class.getName()).log(System.Logger.Level.ERROR, "cannot start the run", e);
            }
            failure = Optional.of(new Failure("", sentence(String.valueOf(e.getMessage()))));
        }
    }

    private Track start(Specification specification, Preset.@Nullable Companion companion) throws ProblemException {
        Experiment experiment = Experiment.of(specification, base);
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

    /** The file setting that a complaint about data belongs to. */
    private String faultyFile(ProblemException e) {
        Map<String, Object> values = edited.values();
        Object targets = values.get("problem.y-file");
        if (targets == null) {
            return "";
        }
        return !targets.toString().isBlank()
                        && String.valueOf(e.getMessage())
                                .startsWith(base.resolve(targets.toString()).toString())
                ? "problem.y-file"
                : "problem.x-file";
    }

    /** A sentence about a setting, by the name that its control shows. */
    private String about(String path, String clause) {
        int dot = path.indexOf('.');
        String name = path.substring(dot + 1);
        String section = dot < 0 ? "" : path.substring(0, dot);
        if (Specification.SECTIONS.contains(section)) {
            for (Parameter parameter :
                    Components.entry(section, edited.section(section).kind()).parameters()) {
                if (parameter.id().equals(name)) {
                    name = parameter.label();
                }
            }
        }
        return sentence(name + " " + clause);
    }

    private static String sentence(String clause) {
        String text = clause.strip();
        String capital = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") || capital.endsWith("?") ? capital : capital + ".";
    }

    private boolean waitsForRewind() {
        return !tracks.isEmpty()
                && !edited.equals(tracks.getFirst().experiment().specification());
    }

    private boolean allOver() {
        return tracks.stream().noneMatch(Track::canMove);
    }

    private void loop() {
        long nextFrame = System.nanoTime();
        while (open) {
            try {
                Runnable wish = playing
                        ? wishes.poll(Math.max(0, nextFrame - System.nanoTime()), TimeUnit.NANOSECONDS)
                        : wishes.take();
                if (wish != null) {
                    carryOut(wish);
                    for (Runnable more = wishes.poll(); more != null; more = wishes.poll()) {
                        carryOut(more);
                    }
                    publish();
                } else {
                    nextFrame = System.nanoTime() + FRAME_NANOS;
                    frame();
                    publish();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void carryOut(Runnable wish) {
        try {
            wish.run();
        } catch (RuntimeException e) {
            System.getLogger(LabSession.class.getName()).log(System.Logger.Level.ERROR, "a wish failed", e);
            failure = Optional.of(new Failure("", sentence(String.valueOf(e.getMessage()))));
        }
    }

    private void frame() {
        if (sprinting) {
            long deadline = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < deadline && advanceAll(speed, deadline)) {}
        } else {
            moveBy(speed);
        }
        if (allOver() && Double.isNaN(cursorTime)) {
            playing = false;
            sprinting = false;
        }
    }

    /** Moves the look by so many samples of the live run, computing what does not exist yet. */
    private void moveBy(int samples) {
        if (tracks.isEmpty()) {
            return;
        }
        History history = tracks.getFirst().history();
        int newest = history.size() - 1;
        int row = Double.isNaN(cursorTime) ? newest : history.rowAt(cursorTime);
        int wanted = row + samples;
        if (wanted < newest) {
            cursorTime = history.time(Math.max(0, wanted));
            return;
        }
        cursorTime = Double.NaN;
        if (wanted > newest) {
            advanceAll(wanted - newest, System.nanoTime() + SLICE_NANOS);
        }
    }

    private void lookAt(double time) {
        if (tracks.isEmpty()) {
            return;
        }
        History history = tracks.getFirst().history();
        cursorTime = time >= history.time(history.size() - 1) ? Double.NaN : Math.max(0, time);
    }

    /**
     * Moves the live run by so many samples and the companions up to its time; once it is over, the companions go on by
     * themselves. Stops early at the deadline.
     *
     * @return whether anything can still move
     */
    private boolean advanceAll(int samples, long deadline) {
        Track live = tracks.getFirst();
        if (live.canMove()) {
            advance(live, samples, deadline);
            double time = Objects.requireNonNull(live.run()).time();
            for (Track track : tracks) {
                Run run = track.run();
                while (run != null && track.canMove() && run.time() < time && System.nanoTime() < deadline) {
                    run.advance();
                }
            }
        } else {
            for (Track track : tracks) {
                if (track.canMove()) {
                    advance(track, samples, deadline);
                }
            }
        }
        return !allOver();
    }

    /** A sample of a flow is the next time on its recording grid; of a discrete optimizer, a step. */
    private static void advance(Track track, int samples, long deadline) {
        Run run = Objects.requireNonNull(track.run());
        for (int i = 0; i < samples && System.nanoTime() < deadline; i++) {
            long rows = run.rows();
            boolean going = run.advance();
            while (going && run.continuous() && run.rows() == rows && System.nanoTime() < deadline) {
                going = run.advance();
            }
            if (!going) {
                return;
            }
        }
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
        double time = tracks.isEmpty() ? 0 : cursorTime;
        List<RunEntry> runs = new ArrayList<>();
        List<Specification> specifications =
                tracks.stream().map(track -> track.experiment().specification()).toList();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            String name = track.companion() != null && !track.remark().isEmpty()
                    ? track.companion().name() + ", " + track.remark()
                    : Differences.of(i, specifications, track.remark());
            runs.add(new RunEntry(track.view(Role.run(i), name, time), name, i == 0, track.shown()));
        }
        List<Verdict> verdicts = new ArrayList<>();
        if (!runs.isEmpty()) {
            verdicts.addAll(runs.getFirst().view().verdicts());
            for (int i = 1; i < tracks.size(); i++) {
                Preset.Companion companion = tracks.get(i).companion();
                if (companion != null && companion.twin()) {
                    verdicts.add(Verdicts.twins(
                            tracks.getFirst().experiment(),
                            runs.getFirst().view().history(),
                            tracks.get(i).experiment(),
                            runs.get(i).view().history()));
                }
            }
        }
        listener.accept(new LabState(
                title,
                sentence,
                formulas,
                charts,
                edited,
                specifications.isEmpty() ? null : specifications.getFirst(),
                runs,
                verdicts,
                playing,
                working,
                failure,
                edits,
                !undo.isEmpty(),
                !redo.isEmpty()));
    }
}
