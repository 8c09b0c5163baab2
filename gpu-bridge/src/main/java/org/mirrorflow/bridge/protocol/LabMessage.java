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
                LabMessage.Set,
                LabMessage.Checkpoint,
                LabMessage.Snapshot {

    /** Asks what the worker has; it answers with {@link WorkerMessage.Described}. */
    @JsonTypeName("describe")
    record Describe() implements LabMessage {}

    /**
     * Starts a run, or puts it into the queue while the worker is busy; the worker answers with
     * {@link WorkerMessage.Standing}, then {@link WorkerMessage.Started} or {@link WorkerMessage.Failed}.
     *
     * @param run id of the run, chosen by the lab
     * @param specification the specification, a JSON object; defaults may be left out
     * @param checkpoint path, on the worker's machine, of the checkpoint to continue from, or null for a fresh start
     * @param folder where, on the worker's machine, checkpoints are kept, or null for none
     * @param every steps from one checkpoint to the next; 0 for none before the run ends
     */
    @JsonTypeName("start")
    record Start(
            String run,
            JsonNode specification,
            @Nullable String checkpoint,
            @Nullable String folder,
            long every) implements LabMessage {
        public Start {
            Fields.text("run", run);
            specification = Fields.object("specification", specification).deepCopy();
            if (checkpoint != null) {
                Fields.text("checkpoint", checkpoint);
            }
            if (folder != null) {
                Fields.text("folder", folder);
            }
            Fields.count("every", every);
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

    /**
     * Ends a run after the step it is in, with a checkpoint where it has a folder for one; the worker answers with
     * {@link WorkerMessage.Finished}.
     */
    @JsonTypeName("stop")
    record Stop(String run) implements LabMessage {
        public Stop {
            Fields.text("run", run);
        }
    }

    /**
     * Changes an adjustable setting of a running experiment from its next step on; the worker answers with
     * {@link WorkerMessage.Refused} where that cannot be.
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

    /** Saves a run after the step it is in; the worker answers with {@link WorkerMessage.Checkpointed}. */
    @JsonTypeName("checkpoint")
    record Checkpoint(String run) implements LabMessage {
        public Checkpoint {
            Fields.text("run", run);
        }
    }

    /** Asks how a run stands; the worker answers with {@link WorkerMessage.Standing}. */
    @JsonTypeName("snapshot")
    record Snapshot(String run) implements LabMessage {
        public Snapshot {
            Fields.text("run", run);
        }
    }
}
