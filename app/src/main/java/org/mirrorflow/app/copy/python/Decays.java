package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.optim.Schedule;

/** Weight decay over time in Python. */
final class Decays {

    private Decays() {}

    /** Writes the schedule of the whole run, where there is any. */
    static void write(Experiment experiment, PythonScript script) {
        if (script.has("decay")) {
            script.line(PythonPart.DYNAMICS, "# Weight decay over time.");
            script.template(PythonPart.DYNAMICS, "schedule");
            script.line(PythonPart.DYNAMICS, "DECAY = " + schedule(experiment.decay()));
        }
    }

    /** A schedule as an expression. */
    static String schedule(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Rate(Schedule.Shape shape, double value, double scale, double from, double until) ->
                "Rate(\"" + shape.id() + "\", " + PythonScript.literal(value) + ", " + PythonScript.literal(scale)
                        + ", " + PythonScript.literal(from) + ", " + PythonScript.literal(until) + ")";
            case Schedule.Spliced(Schedule before, double at, Schedule after) ->
                "Spliced(" + schedule(before) + ", " + PythonScript.literal(at) + ", " + schedule(after) + ")";
        };
    }
}
