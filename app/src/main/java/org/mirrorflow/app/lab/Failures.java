package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.Map;
import org.mirrorflow.app.cli.LabCommand;
import org.mirrorflow.app.lab.LabState.Failure;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/** What went wrong, as a sentence that belongs to a setting. */
final class Failures {

    private Failures() {}

    /** A value that cannot be, in the name that its control shows. */
    static Failure of(Specification edited, String path, InvalidSettingException wrong) {
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
        return new Failure(path, sentence(name + " " + wrong.problem()));
    }

    /** Data that cannot be had, beside the file at fault. */
    static Failure of(Specification edited, Path base, ProblemException wrong) {
        Map<String, Object> values = edited.values();
        Object targets = values.get("problem.y-file");
        String path = "";
        if (targets != null) {
            boolean ofTargets = !targets.toString().isBlank()
                    && String.valueOf(wrong.getMessage())
                            .startsWith(base.resolve(targets.toString()).toString());
            path = ofTargets ? "problem.y-file" : "problem.x-file";
        }
        return new Failure(path, sentence(String.valueOf(wrong.getMessage())));
    }

    /** Anything else; what is no mistake of the person goes to the log as well. */
    static Failure of(RuntimeException wrong) {
        if (!LabCommand.isMistake(wrong)) {
            System.getLogger(LabSession.class.getName()).log(System.Logger.Level.ERROR, "the lab failed", wrong);
        }
        return new Failure("", sentence(String.valueOf(wrong.getMessage())));
    }

    private static String sentence(String clause) {
        String text = clause.strip();
        String capital = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") || capital.endsWith("?") ? capital : capital + ".";
    }
}
