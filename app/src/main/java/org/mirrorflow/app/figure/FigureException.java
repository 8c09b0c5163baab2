package org.mirrorflow.app.figure;

/** A figure that cannot be made, written or read; the message is one sentence for the user. */
public final class FigureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FigureException(String message) {
        super(message);
    }

    public FigureException(String message, Throwable cause) {
        super(message, cause);
    }
}
