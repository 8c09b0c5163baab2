package org.mirrorflow.app.copy.python;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.SeededRandom;

/** Dynamics in steps of the factors: the loop that they share around a {@code step(theta, g, h, time)} of their own. */
public abstract class StepsForm implements PythonForm {

    private static final double NEVER = 1e300;

    /** The kind of the dynamics. */
    abstract String kind();

    /** The lines of {@code step}, from the gradient {@code g} to {@code return}, and what stands before it. */
    abstract Step step(Settings settings, Names names);

    /** Whether it moves along the gradient of log f on data that a classifier separates, which does not underflow with f. */
    boolean followsLogLoss(Experiment experiment) {
        return false;
    }

    /**
     * What an optimizer adds.
     *
     * @param memory names of what it remembers, each an array of the factors' length that starts at 0
     * @param body lines of the function, without their indent; {@code decay} is the rate of weight decay, where there is any
     * @param timePerStep what a step follows of a flow, in step sizes; empty for 1
     */
    record Step(List<String> memory, String body, String timePerStep) {}

    /** How the code calls a setting: a constant, or an entry of the settings where they change under way. */
    interface Names {

        String of(String setting);
    }

    @Override
    public final PythonPart part() {
        return PythonPart.DYNAMICS;
    }

    @Override
    public final boolean applies(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals(kind());
    }

    @Override
    public final void write(Experiment experiment, PythonScript script) {
        Section section = experiment.specification().dynamics();
        Settings settings = section.settings();
        refuseMasks(experiment, settings);
        boolean changes = script.has("changes");
        boolean batch = number(settings, "batch") > 0;
        boolean clip = number(settings, "gradient-clip") > 0;
        boolean warm = number(settings, "warm-up") > 0;
        String shape = String.valueOf(settings.values().getOrDefault("step-schedule", "constant"));
        boolean rated = !shape.equals("constant");
        script.flag(PythonScript.BATCH, batch);
        script.flag("clip", clip);
        script.flag("warm", warm);
        script.flag("rated", rated);
        script.flag("log", experiment.problem() instanceof MarginProblem && followsLogLoss(experiment));
        Names names = setting -> changes ? "setting[\"" + setting + "\"]" : constant(setting);
        Step step = step(settings, names);
        script.flag("momentum", !step.timePerStep().isEmpty());
        settings(experiment, script);
        if (clip) {
            script.number(part(), "GRADIENT_CLIP", settings.real("gradient-clip"));
        }
        if (warm) {
            script.whole(part(), "WARM_UP", settings.wholeLong("warm-up"));
        }
        if (rated || script.has("decay")) {
            script.template(part(), "schedule");
        }
        if (script.has("decay")) {
            script.line(part(), "DECAY = " + Decays.schedule(experiment.decay()));
        }
        if (rated) {
            Schedule rate = Schedule.of(
                    Schedule.Shape.of(shape), 1, settings.real("step-schedule-steps"), 0, Double.POSITIVE_INFINITY);
            script.line(part(), "STEP_SCHEDULE = " + Decays.schedule(rate));
        }
        if (batch) {
            script.line(part(), "BATCH = min(" + settings.wholeLong("batch") + ", SAMPLES)");
            script.whole(
                    part(),
                    "BATCH_SEED",
                    new SeededRandom(experiment.specification().seed(), "batches").nextLong());
            script.template(part(), "random");
        }
        script.code(part(), function(script, step));
        if (!step.timePerStep().isEmpty()) {
            script.code(
                    part(),
                    "def time_per_step(" + (changes ? "setting" : "") + "):\n    return " + step.timePerStep() + "\n");
        }
        script.template(part(), "steps");
    }

    private static double number(Settings settings, String id) {
        return settings.values().get(id) instanceof Number number ? number.doubleValue() : 0;
    }

    private static String constant(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private void settings(Experiment experiment, PythonScript script) {
        Section section = experiment.specification().dynamics();
        List<Parameter> declared = Components.DYNAMICS.get(section.kind()).parameters();
        if (script.has("changes")) {
            script.line(
                    part(),
                    "SETTINGS = {"
                            + declared.stream()
                                    .map(each -> "\n    \"" + each.id() + "\": "
                                            + PythonText.value(section.settings(), each) + ",")
                                    .collect(Collectors.joining())
                            + "\n}");
            script.line(part(), "# What changes under way: when, and what.");
            script.line(
                    part(),
                    "CHANGES = ["
                            + experiment.specification().changes().all().stream()
                                    .map(change -> "\n    (" + PythonScript.literal(change.at()) + ", {\""
                                            + change.setting() + "\": "
                                            + (change.value() instanceof Double real
                                                    ? PythonScript.literal(real)
                                                    : change.value() instanceof Number
                                                            ? change.value().toString()
                                                            : "\"" + change.value() + "\"")
                                            + "}),")
                                    .collect(Collectors.joining())
                            + "\n]");
            return;
        }
        for (Parameter each : Changes.adjustable(section)) {
            if (!Decay.SCHEDULE.contains(each.id())) {
                script.line(part(), constant(each.id()) + " = " + PythonText.value(section.settings(), each));
            }
        }
    }

    private static String function(PythonScript script, Step step) {
        StringBuilder code = new StringBuilder();
        if (!step.memory().isEmpty()) {
            code.append("MEMORY = {")
                    .append(step.memory().stream()
                            .map(name -> "\"" + name + "\": np.zeros_like(THETA_0)")
                            .collect(Collectors.joining(", ")))
                    .append("}\n\n\n");
        }
        boolean changes = script.has("changes");
        code.append("def step(theta, g, h, time")
                .append(changes ? ", setting" : "")
                .append("):\n");
        if (script.has("decay")) {
            // A schedule that changes starts anew from its own settings, as the lab's does.
            code.append("    decay = ")
                    .append(
                            changes
                                    ? "Rate(\n        setting[\"decay-shape\"], setting[\"weight-decay\"],"
                                            + " setting[\"decay-time\"], setting[\"decay-from\"],\n"
                                            + "        setting[\"decay-off\"] if setting[\"decay-off\"] < "
                                            + PythonScript.literal(NEVER) + " else math.inf).at(time)"
                                    : "DECAY.at(time)")
                    .append('\n');
        }
        step.body().lines().forEach(line -> code.append("    ").append(line).append('\n'));
        return code.toString();
    }

    private static void refuseMasks(Experiment experiment, Settings settings) {
        Object mask = settings.values().getOrDefault("mask", "none");
        if (!mask.equals("none")) {
            throw PythonText.none("setting dynamics.mask = \"" + mask + "\"");
        }
        if (experiment.model() instanceof Model.Factored factored) {
            List<Block> blocks = factored.parametrization().factorLayout().blocks();
            long matrices = blocks.stream().filter(block -> block.columns() > 1).count();
            if (matrices > 0 && matrices < blocks.size()) {
                throw PythonText.none("model of matrices beside vectors");
            }
        }
    }
}
