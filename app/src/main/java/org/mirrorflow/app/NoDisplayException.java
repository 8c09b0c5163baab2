package org.mirrorflow.app;

/** The window was asked for where no window can open. */
public final class NoDisplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDisplayException(String sentence) {
        super(sentence);
    }
}
