package org.mirrorflow.app.copy.python;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.mirrorflow.sim.data.NpyArray;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.run.Version;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * A numpy script that reproduces a run, weights and loss.
 *
 * @param text the script
 * @param archive name of the archive that it reads; empty where it holds all its numbers
 * @param arrays what the archive holds
 */
public record PythonText(String text, String archive, Map<String, NpyArray> arrays) {

    /** A script longer than this keeps its data beside it. */
    public static final int LARGEST = 200_000;

    private static final List<PythonForm> FORMS =
            ServiceLoader.load(PythonForm.class, PythonForm.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /**
     * The script of an experiment.
     *
     * @param archive name for an archive beside the script, for data too large to be text; empty where there can be none
     * @throws PythonException for a part that has no Python form, or for data too large
     */
    public static PythonText of(Experiment experiment, String archive) {
        PythonScript script = new PythonScript();
        PythonForm dynamics = form(PythonPart.DYNAMICS, experiment);
        PythonForm problem = form(PythonPart.PROBLEM, experiment);
        stops(experiment, script);
        script.flag("decay", !experiment.decay().isNone());
        script.flag("changes", !experiment.specification().changes().isEmpty());
        script.template(PythonPart.DYNAMICS, "ending");
        dynamics.write(experiment, script);
        if (!dynamics.writesModel()) {
            form(PythonPart.MODEL, experiment).write(experiment, script);
        }
        problem.write(experiment, script);
        String head = head(experiment.specification());
        String text = head + "\nimport math\n\nimport numpy as np\n\n" + script.text();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= LARGEST) {
            return new PythonText(text, "", Map.of());
        }
        if (archive.isEmpty()) {
            throw new PythonException(
                    "The data of this experiment make a script of " + bytes / 1000 + " kB, and at most "
                            + LARGEST / 1000
                            + " kB are copied as text; write it with lab copy --as python --out FILE, which puts the"
                            + " data beside the script");
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        String body = script.text(archive, arrays);
        return new PythonText(head + "\nimport math\nimport os\n\nimport numpy as np\n\n" + body, archive, arrays);
    }

    private static PythonForm form(PythonPart part, Experiment experiment) {
        return FORMS.stream()
                .filter(form -> form.part() == part && form.applies(experiment))
                .findFirst()
                .orElseThrow(() -> none(part.section() + " \""
                        + experiment.specification().section(part.section()).kind() + "\""));
    }

    /** The refusal of one part. */
    static PythonException none(String what) {
        return new PythonException("There is no Python script of this run, because its " + what
                + " has no Python form; copy the command line, which runs everything");
    }

    private static void stops(Experiment experiment, PythonScript script) {
        Settings stop = experiment.specification().stop();
        script.line(PythonPart.DYNAMICS, "# When it is over.");
        script.number(PythonPart.DYNAMICS, "STOP_LOSS", stop.real("loss"));
        script.number(PythonPart.DYNAMICS, "STOP_TIME", stop.real("time"));
        script.whole(PythonPart.DYNAMICS, "STOP_STEPS", stop.wholeLong("steps"));
    }

    private static String head(Specification specification) {
        StringBuilder head = new StringBuilder("#!/usr/bin/env python3\n");
        for (String line : List.of(
                "# " + oneLine(specification.title()),
                "#",
                "# Reproduces a run of Mirrorflow Lab " + Version.CURRENT
                        + ": prints its final loss and writes its final",
                "# weights to weights.npy. Needs Python 3.9 and numpy; steps agree to rounding, flows to their tolerance.",
                "#",
                "# The specification:")) {
            head.append(line).append('\n');
        }
        SpecificationCodec.write(specification)
                .strip()
                .lines()
                .forEach(line -> head.append(("# " + line).stripTrailing()).append('\n'));
        return head.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** A setting as Python writes it. */
    static String value(Settings settings, Parameter parameter) {
        Object value = settings.values().get(parameter.id());
        return value instanceof Double real
                ? PythonScript.literal(real)
                : value instanceof Number number ? number.toString() : "\"" + value + "\"";
    }
}
