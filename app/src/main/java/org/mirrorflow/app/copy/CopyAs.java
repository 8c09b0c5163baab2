package org.mirrorflow.app.copy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mirrorflow.app.copy.python.PythonText;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;

/** An experiment as text, for the window and the command line alike. */
public final class CopyAs {

    /** What a command line calls a specification whose file it does not know. */
    private static final String UNNAMED = "specification.json";

    private CopyAs() {}

    /**
     * The text.
     *
     * @param source id of the preset that it was made from, or path of its file; empty when there is neither
     * @param base folder against which relative paths in the specification are resolved
     * @throws org.mirrorflow.theory.catalogue.InvalidSettingException for a specification that contradicts itself
     * @throws ProblemException when the data cannot be had
     * @throws org.mirrorflow.app.copy.python.PythonException when there is no such script
     */
    public static String text(CopyForm form, Specification specification, String source, Path base)
            throws ProblemException {
        return switch (form) {
            case COMMAND -> commandLine(specification, source);
            case SPECIFICATION -> SpecificationCodec.write(specification);
            case PYTHON -> python(specification, base, "").text();
            case LATEX -> LatexText.of(Experiment.of(specification, base), preset(source));
        };
    }

    /**
     * The script, with its data beside it where they are too large for text.
     *
     * @param archive name of the archive beside the script; empty where there can be none
     * @throws ProblemException when the data cannot be had
     * @throws org.mirrorflow.app.copy.python.PythonException when there is no such script
     */
    public static PythonText python(Specification specification, Path base, String archive) throws ProblemException {
        return PythonText.of(Experiment.of(specification, base), archive);
    }

    private static Optional<Preset> preset(String source) {
        return Presets.contains(source) ? Optional.of(Presets.get(source)) : Optional.empty();
    }

    /** The command that reproduces the run: the preset and what was changed in it, or the specification by name. */
    public static String commandLine(Specification specification, String source) {
        if (!Presets.contains(source)) {
            return "lab run " + quoted(source.isEmpty() ? UNNAMED : source);
        }
        Preset from = Presets.get(source);
        StringBuilder line = new StringBuilder("lab run " + from.id());
        Map<String, Object> before = from.specification().values();
        specification.values().forEach((path, value) -> {
            if (!Objects.equals(before.get(path), value)) {
                line.append(path.equals("seed") ? " --seed " + value : " --set " + quoted(path + "=" + value));
            }
        });
        return line.toString();
    }

    /** As a shell takes it. */
    private static String quoted(String text) {
        return text.matches("[\\w.,=:/+-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
