package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;

/** What the flows have in common. */
final class FlowText {

    private static final PythonPart PART = PythonPart.DYNAMICS;

    private FlowText() {}

    /** The clocks and the tolerance, before the system. */
    static void before(Experiment experiment, PythonScript script) {
        Specification specification = experiment.specification();
        script.number(PART, "TOLERANCE", specification.dynamics().settings().real("tolerance"));
        script.number(PART, "FIRST_TIME", specification.record().real("first-time"));
        script.whole(PART, "PER_DECADE", specification.record().whole("per-decade"));
        if (script.has("changes")) {
            script.line(
                    PART,
                    "CHANGE_TIMES = "
                            + specification.changes().all().stream()
                                    .map(change -> PythonScript.literal(change.at()))
                                    .toList());
        }
        Decays.write(experiment, script);
        script.template(PART, "flow");
    }

    /** The integrator and the run, after the system. */
    static void after(PythonScript script) {
        script.template(PART, script.has(PythonScript.ROSENBROCK) ? "rodas" : "dormand_prince");
        script.template(PART, "run_flow");
    }
}
