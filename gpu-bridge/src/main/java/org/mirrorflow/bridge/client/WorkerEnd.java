package org.mirrorflow.bridge.client;

import java.util.List;

/**
 * How a worker's process ended.
 *
 * @param exitCode its exit code; 128 + n after signal n
 * @param wanted whether it was told to end
 * @param lastWords the last lines that it printed on its standard error, the newest last
 */
public record WorkerEnd(int exitCode, boolean wanted, List<String> lastWords) {

    private static final int SIGNALS = 128;
    private static final int KILL = 9;
    private static final int TERM = 15;

    public WorkerEnd {
        lastWords = List.copyOf(lastWords);
    }

    /** What happened, in one sentence. */
    public String sentence() {
        String how = switch (exitCode - SIGNALS) {
            case KILL -> "The worker was killed (exit code " + exitCode + "; often for want of memory)";
            case TERM -> "The worker was asked to terminate (exit code " + exitCode + ")";
            default -> "The worker ended with exit code " + exitCode;
        };
        return lastWords.isEmpty() ? how + "." : how + ", and last said: \u201c" + lastWords.getLast() + "\u201d.";
    }
}
