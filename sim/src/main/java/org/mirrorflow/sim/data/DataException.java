package org.mirrorflow.sim.data;

import java.io.IOException;

/** A file that cannot be read as data, or not be written; the message is one sentence: where, and what to do. */
public final class DataException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /**
     * A failure found here.
     *
     * @param message the file and the place in it, what was found, what is needed and what to do
     */
    public DataException(String message) {
        super(message);
        this.sentence = message;
    }

    /**
     * A failure found below.
     *
     * @param message the file and the place in it, what was found, what is needed and what to do
     * @param cause what was thrown below
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        this.sentence = message;
    }

    /** The sentence; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
