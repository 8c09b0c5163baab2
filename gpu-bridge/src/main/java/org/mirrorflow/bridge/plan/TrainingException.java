package org.mirrorflow.bridge.plan;

import org.jspecify.annotations.Nullable;

/** Something about a training that a person must put right, in one sentence for them. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence: what was given, what is needed, what to do */
    public TrainingException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public TrainingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
