package org.mirrorflow.sim.sweep;

/** A sweep that cannot be read, written or continued: which, why, and what to do, in one sentence for the user. */
public final class SweepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence for the user */
    public SweepException(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence for the user
     * @param cause what failed
     */
    public SweepException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
