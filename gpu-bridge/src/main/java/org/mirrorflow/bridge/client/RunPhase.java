package org.mirrorflow.bridge.client;

/** Where a training is. */
public enum RunPhase {
    /** It has not begun. */
    WAITING("waiting"),
    /** The worker has it, and trains another one. */
    QUEUED("queued"),
    /** Data and network are being made. */
    PREPARING("preparing"),
    /** It does steps. */
    RUNNING("running"),
    /** It is held. */
    PAUSED("paused"),
    /** It was asked to stop, and can be continued. */
    STOPPED("stopped"),
    /** It has done all its steps. */
    DONE("done"),
    /** Its loss became infinite or no number. */
    DIVERGED("diverged"),
    /** It could not begin, or broke. */
    FAILED("failed"),
    /** Its worker died under it; it can be continued. */
    LOST("worker lost");

    private final String word;

    RunPhase(String word) {
        this.word = word;
    }

    /** It in words. */
    public String word() {
        return word;
    }

    /** Whether a worker has it. */
    public boolean active() {
        return this == QUEUED || this == PREPARING || this == RUNNING || this == PAUSED;
    }

    /** Whether it could go on where it was left. */
    public boolean resumable() {
        return this == WAITING || this == STOPPED || this == LOST || this == FAILED;
    }
}
