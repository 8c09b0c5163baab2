package org.mirrorflow.bridge.client;

import java.time.Duration;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/** What a {@link WorkerClient} tells of its worker, on threads of its own, one call at a time. */
public interface WorkerListener {

    /** The worker said something. */
    void heard(WorkerMessage message);

    /** The worker has said nothing for that long, though it should have given signs of life; told once per silence. */
    void stalled(Duration silence);

    /** The worker speaks again after a silence. */
    void recovered();

    /** The worker is gone; nothing more is told after this. */
    void gone(WorkerEnd end);
}
