package org.mirrorflow.app.copy.python;

/** The parts of a script, in its order. */
public enum PythonPart {
    /** The loss and its data. */
    PROBLEM("problem"),
    /** The geometry. */
    MODEL("model"),
    /** How the weights move. */
    DYNAMICS("dynamics");

    private final String section;

    PythonPart(String section) {
        this.section = section;
    }

    /** The section of a specification. */
    public String section() {
        return section;
    }
}
