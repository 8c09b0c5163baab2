package org.mirrorflow.bridge.record;

/** How a training stands, as its folder keeps it. */
public enum RunEnding {
    /** It has not begun. */
    WAITING("waiting"),
    /** It has begun, and is not over: it is under way, or was cut off. */
    UNFINISHED("running"),
    /** It was asked to stop. */
    STOPPED("stopped"),
    /** It has done all its steps. */
    DONE("finished"),
    /** Its loss became infinite or no number. */
    DIVERGED("diverged"),
    /** It could not begin, or broke. */
    FAILED("failed");

    private final String id;

    RunEnding(String id) {
        this.id = id;
    }

    /** Stable id in files. */
    public String id() {
        return id;
    }

    /** Whether nothing is left to do. */
    public boolean over() {
        return this == DONE || this == DIVERGED;
    }

    static RunEnding of(String id) {
        for (RunEnding ending : values()) {
            if (ending.id.equals(id)) {
                return ending;
            }
        }
        return UNFINISHED;
    }
}
