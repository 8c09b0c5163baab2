package org.mirrorflow.app.tour;

/** A file that is no tour: which file, which line, what was given, what is allowed. */
public final class TourException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, for the person who wrote the file */
    public TourException(String sentence) {
        super(sentence);
    }

    /** The same, with its cause. */
    public TourException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
