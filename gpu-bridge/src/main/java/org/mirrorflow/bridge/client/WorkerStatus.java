package org.mirrorflow.bridge.client;

import java.util.Optional;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/**
 * The worker at one instant.
 *
 * @param name where it is
 * @param state how it stands
 * @param described what it has, once it has said so
 * @param sentence what happened to it, where that needs somebody; empty otherwise
 */
public record WorkerStatus(String name, State state, Optional<WorkerMessage.Described> described, String sentence) {

    /** How it stands. */
    public enum State {
        /** There is none. */
        NONE,
        /** Its process has begun and has not spoken. */
        STARTING,
        /** It answers. */
        READY,
        /** It lives and is silent. */
        STALLED,
        /** Its process ended though it had work. */
        LOST
    }

    /** No worker. */
    public static final WorkerStatus NONE = new WorkerStatus("", State.NONE, Optional.empty(), "");
}
