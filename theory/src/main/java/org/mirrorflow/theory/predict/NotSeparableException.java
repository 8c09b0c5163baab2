package org.mirrorflow.theory.predict;

/** No direction has a positive margin on every sample, so that no max-margin direction exists. */
public final class NotSeparableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence: what is missing and what to do */
    public NotSeparableException(String message) {
        super(message);
    }
}
