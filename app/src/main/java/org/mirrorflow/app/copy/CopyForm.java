package org.mirrorflow.app.copy;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** What an experiment can be copied as. */
public enum CopyForm {
    /** The command that runs it. */
    COMMAND("command", "Command line"),
    /** The file that says all of it. */
    SPECIFICATION("spec", "Specification"),
    /** A numpy script that reproduces it without the lab. */
    PYTHON("python", "Python script"),
    /** Its formulas, with the values of its settings. */
    LATEX("latex", "LaTeX of the formulas");

    private final String id;
    private final String label;

    CopyForm(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** Its name on the command line. */
    public String id() {
        return id;
    }

    /** Its name in a menu. */
    public String label() {
        return label;
    }

    /** All ids. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(CopyForm::id).toList();
    }

    /**
     * The form of that id.
     *
     * @throws InvalidSettingException naming the nearest one
     */
    public static CopyForm of(String id) {
        return Arrays.stream(values())
                .filter(form -> form.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(
                        "--as", "is \"" + id + "\", which is nothing to copy as; " + Names.suggest(id, ids())));
    }
}
