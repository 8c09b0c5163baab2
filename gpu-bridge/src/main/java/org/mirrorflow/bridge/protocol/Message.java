package org.mirrorflow.bridge.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One message between the lab and a worker. The name by which a message travels is its {@link JsonTypeName}; it is part
 * of the protocol and never changes with the class.
 *
 * <p>A field that may be absent is {@link Nullable}; every other field is required, and a record refuses a value that
 * cannot be with an {@link IllegalArgumentException} that names the field.
 */
public sealed interface Message permits LabMessage, WorkerMessage {

    /**
     * The first message of each side.
     *
     * @param program name of the speaker, e.g. {@code mirrorflow-lab}
     * @param version its version, for logs; whether two sides understand each other is decided by the protocol's
     *     version alone, which every line carries
     */
    @JsonTypeName("hello")
    record Hello(String program, String version) implements LabMessage, WorkerMessage {
        public Hello {
            Fields.text("program", program);
            Fields.text("version", version);
        }
    }
}
