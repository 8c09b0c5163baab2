package org.mirrorflow.sim.experiment;

/** A file that is no specification: which file, where in it, what is wrong and what to do. */
public final class SpecificationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpecificationException(String sentence) {
        super(sentence);
    }

    public SpecificationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
