package org.mirrorflow.bridge.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the lab says to a worker. A run is named by the id that {@link Start} gave it. */
public sealed interface LabMessage extends Message
        permits Message.Hello,
                LabMessage.Describe,
                LabMessage.Start,
                LabMessage.Pause,
                LabMessage.Resume,
                LabMessage.Stop,
                LabMessage.Set {

    /** Asks what the worker has; it answers with {@link WorkerMessage.Described}. */
    @JsonTypeName("describe")
    record Describe() implements LabMessage {}

    /**
     * Starts a run; the worker answers with {@link WorkerMessage.Started} or {@link WorkerMessage.Failed}.
     *
     * @param run id of the run, chosen by the lab
     * @param specification the resolved specification, a JSON object
     * @param checkpoint path, on the worker's machine, of the checkpoint to continue from, or null for a fresh start
     */
    @JsonTypeName("start")
    record Start(
            String run, JsonNode specification, @Nullable String checkpoint) implements LabMessage {
        public Start {
            Fields.text("run", run);
            specification = Fields.object("specification", specification).deepCopy();
            if (checkpoint != null) {
                Fields.text("checkpoint", checkpoint);
            }
        }

        /** A copy of the specification. */
        @Override
        public JsonNode specification() {
            return specification.deepCopy();
        }
    }

    /** Holds a run after the step it is in; its state stays in memory. */
    @JsonTypeName("pause")
    record Pause(String run) implements LabMessage {
        public Pause {
            Fields.text("run", run);
        }
    }

    /** Lets a held run go on. */
    @JsonTypeName("resume")
    record Resume(String run) implements LabMessage {
        public Resume {
            Fields.text("run", run);
        }
    }

    /** Ends a run after the step it is in, with a checkpoint; the worker answers with {@link WorkerMessage.Finished}. */
    @JsonTypeName("stop")
    record Stop(String run) implements LabMessage {
        public Stop {
            Fields.text("run", run);
        }
    }

    /**
     * Changes an adjustable setting of a running experiment from its next step on.
     *
     * @param path dotted path of the setting in the specification
     * @param value the new value: a number, a word or a truth value
     */
    @JsonTypeName("set")
    record Set(String run, String path, JsonNode value) implements LabMessage {
        public Set {
            Fields.text("run", run);
            Fields.text("path", path);
            Fields.scalar("value", value);
        }
    }
}
