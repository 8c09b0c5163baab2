package org.mirrorflow.app.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.PredictedCurves;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.Parameter;

/** One run of a session: the live one, a companion that moves with it, or a pinned picture of an earlier one. */
final class Track {

    private final Experiment experiment;
    private final @Nullable Run run;
    private final Preset.@Nullable Companion companion;
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private Specification adjusted;
    private boolean shown = true;
    private History history;
    private Optional<Outcome> outcome;
    private long rows;
    private @Nullable List<Verdict> verdicts;
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
        this.adjusted = experiment.specification();
        this.history = history;
        this.outcome = outcome;
        this.rows = run == null ? 0 : run.rows();
    }

    /** A run at its start. */
    static Track start(Experiment experiment, Preset.@Nullable Companion companion) {
        Run run = Run.start(experiment);
        return new Track(experiment, run, companion, run.history(), run.outcome());
    }

    /** What this track shows now, never to move again. */
    Track pinned() {
        Track pin = new Track(experiment, null, null, history(), outcome());
        pin.remarks.putAll(remarks);
        return pin;
    }

    Experiment experiment() {
        return experiment;
    }

    Preset.@Nullable Companion companion() {
        return companion;
    }

    @Nullable
    Run run() {
        return run;
    }

    /** The record so far; the same object as long as nothing was added to it. */
    History history() {
        if (run != null && run.rows() != rows) {
            rows = run.rows();
            history = run.history();
            verdicts = null;
            curves = null;
        }
        return history;
    }

    Optional<Outcome> outcome() {
        if (run != null && !run.outcome().equals(outcome)) {
            outcome = run.outcome();
            verdicts = null;
        }
        return outcome;
    }

    boolean canMove() {
        return run != null && run.outcome().isEmpty();
    }

    boolean shown() {
        return shown;
    }

    void show(boolean visible) {
        shown = visible;
    }

    /** Takes over those settings that may change while a run is under way; the others wait for the next start. */
    void adjust(Specification wanted) {
        if (run == null) {
            return;
        }
        Specification before = adjusted;
        Map<String, Object> own = before.values();
        Specification after = before;
        for (Map.Entry<String, Object> entry : wanted.values().entrySet()) {
            String path = entry.getKey();
            if (own.containsKey(path) && !own.get(path).equals(entry.getValue()) && adjustable(path, wanted)) {
                after = after.with(path, entry.getValue());
                if (!path.startsWith("stop.")) {
                    remarks.put(
                            path,
                            Differences.word(after, path, entry.getValue()) + " from t = "
                                    + Numbers.readOff(run.time()));
                }
            }
        }
        if (!after.equals(before)) {
            adjusted = after;
            run.adjust(after);
        }
    }

    /** A setting of the dynamics acts only on a run of the same kind: after a change of kind it is about the next start. */
    private boolean adjustable(String path, Specification wanted) {
        int dot = path.indexOf('.');
        String section = dot < 0 ? "" : path.substring(0, dot);
        List<Parameter> declared = switch (section) {
            case "dynamics" ->
                wanted.dynamics().kind().equals(adjusted.dynamics().kind())
                        ? Components.entry("dynamics", wanted.dynamics().kind()).parameters()
                        : List.of();
            case "stop" -> Specification.STOP;
            default -> List.of();
        };
        String id = path.substring(dot + 1);
        return declared.stream().anyMatch(parameter -> parameter.id().equals(id) && parameter.adjustable());
    }

    /** The changes that were made while the run was under way; empty for none. */
    String remark() {
        return String.join(", ", remarks.values());
    }

    /** @param logTime logarithm of the flow time at which one looks; NaN for the newest */
    RunView view(Role role, String name, double logTime) {
        History seen = history();
        Optional<Outcome> ended = outcome();
        List<Verdict> known = verdicts;
        if (known == null) {
            known = Verdicts.of(experiment, seen, ended);
            verdicts = known;
        }
        PredictedCurves predicted = curves;
        if (predicted == null) {
            predicted = new PredictedCurves(experiment, seen);
            curves = predicted;
        }
        int cursor = Double.isNaN(logTime) ? seen.size() - 1 : seen.rowAt(Clocks::logTime, logTime);
        return new RunView(role, name, remark(), experiment, seen, ended, known, predicted, cursor);
    }
}
