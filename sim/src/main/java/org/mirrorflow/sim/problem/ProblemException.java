package org.mirrorflow.sim.problem;

/** A problem that cannot be built from its data; the message is one sentence that says what to do. */
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A failure found here.
     *
     * @param message where, what was found, what is needed and what to do
     */
    public ProblemException(String message) {
        super(message);
    }

    /**
     * A failure found below.
     *
     * @param message where, what was found, what is needed and what to do
     * @param cause what was thrown below
     */
    public ProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
