package org.mirrorflow.theory.predict;

/** There is nothing to predict: no solution of Zw = y, none inside the domain, or no minimiser among them. */
public final class NoInterpolatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence: what is missing, and by how much or what to do */
    public NoInterpolatorException(String message) {
        super(message);
    }
}
