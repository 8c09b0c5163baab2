package org.mirrorflow.app.copy.python;

/** A run that no Python script of the lab reproduces; its message says which part, and what to do. */
public final class PythonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message one sentence for people */
    public PythonException(String message) {
        super(message);
    }
}
