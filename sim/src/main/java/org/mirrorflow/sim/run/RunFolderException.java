package org.mirrorflow.sim.run;

/** A run folder that cannot be written, read or continued: which, why, and what to do. */
public final class RunFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunFolderException(String sentence) {
        super(sentence);
    }

    RunFolderException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
