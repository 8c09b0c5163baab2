package org.mirrorflow.bridge.record;

import org.jspecify.annotations.Nullable;

/**
 * What a folder knows of one training beside its metrics.
 *
 * @param ending how it stands
 * @param step steps done
 * @param budget the step at which it ends by its own rule; 0 while that is not known
 * @param device id of the device; empty before the first start
 * @param parameters number of trainable numbers; 0 before the first start
 * @param wallSeconds time spent on it
 * @param checkpoint path of its last checkpoint on the worker's machine, or null
 * @param checkpointStep steps done at that; −1 for none
 * @param problem what went wrong, in one sentence; empty when nothing did
 */
public record RunFacts(
        RunEnding ending,
        long step,
        long budget,
        String device,
        long parameters,
        double wallSeconds,
        @Nullable String checkpoint,
        long checkpointStep,
        String problem) {

    /** Nothing was done yet. */
    public static final RunFacts NONE = new RunFacts(RunEnding.WAITING, 0, 0, "", 0, 0, null, -1, "");
}
