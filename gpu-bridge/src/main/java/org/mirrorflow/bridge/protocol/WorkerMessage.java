package org.mirrorflow.bridge.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker says to the lab. */
public sealed interface WorkerMessage extends Message
        permits Message.Hello,
                WorkerMessage.Described,
                WorkerMessage.Started,
                WorkerMessage.Metrics,
                WorkerMessage.Checkpointed,
                WorkerMessage.Heartbeat,
                WorkerMessage.Finished,
                WorkerMessage.Failed,
                WorkerMessage.Refused,
                WorkerMessage.Standing {

    /**
     * What the worker has: the answer to {@link LabMessage.Describe}. Ids are those of the specification.
     *
     * @param devices where it can train, best first
     * @param models ids of its models
     * @param datasets ids of the data sets that lie ready
     * @param optimizers ids of its optimizers
     */
    @JsonTypeName("described")
    record Described(List<Device> devices, List<String> models, List<String> datasets, List<String> optimizers)
            implements WorkerMessage {
        public Described {
            devices = Fields.list("devices", devices);
            models = Fields.list("models", models);
            datasets = Fields.list("datasets", datasets);
            optimizers = Fields.list("optimizers", optimizers);
        }
    }

    /**
     * A device that can train.
     *
     * @param id e.g. {@code cpu}, {@code cuda:0}
     * @param name what its maker calls it
     * @param memory its memory in bytes
     */
    record Device(String id, String name, long memory) {
        public Device {
            Fields.text("id", id);
            Fields.text("name", name);
            Fields.count("memory", memory);
        }
    }

    /**
     * A run has begun.
     *
     * @param device id of the device it trains on
     * @param parameters number of trainable numbers
     * @param step the step it begins at: 0, or the checkpoint's
     * @param budget the step at which it ends by its own rule
     * @param specification the specification with every default written out, a JSON object
     */
    @JsonTypeName("started")
    record Started(String run, String device, long parameters, long step, long budget, JsonNode specification)
            implements WorkerMessage {
        public Started {
            Fields.text("run", run);
            Fields.text("device", device);
            Fields.count("parameters", parameters);
            Fields.count("step", step);
            Fields.count("budget", budget);
            specification = Fields.object("specification", specification).deepCopy();
        }

        /** A copy of the specification. */
        @Override
        public JsonNode specification() {
            return specification.deepCopy();
        }
    }

    /**
     * Scalar observables after a step.
     *
     * @param step steps done
     * @param time flow time Ση over these steps
     * @param values by id of the observable, in the worker's order; any of them may be NaN or infinite
     */
    @JsonTypeName("metrics")
    record Metrics(String run, long step, double time, Map<String, Double> values) implements WorkerMessage {
        public Metrics {
            Fields.text("run", run);
            Fields.count("step", step);
            Fields.present("values", values);
            values.forEach((id, value) -> Fields.present("values." + id, value));
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A checkpoint is complete on disk.
     *
     * @param step steps done when it was taken
     * @param path where, on the worker's machine
     */
    @JsonTypeName("checkpointed")
    record Checkpointed(String run, long step, String path) implements WorkerMessage {
        public Checkpointed {
            Fields.text("run", run);
            Fields.count("step", step);
            Fields.text("path", path);
        }
    }

    /**
     * Sign of life, at a steady pace while nothing else is said.
     *
     * @param uptime seconds since the worker began
     */
    @JsonTypeName("heartbeat")
    record Heartbeat(double uptime) implements WorkerMessage {
        public Heartbeat {
            if (!(uptime >= 0 && uptime < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("uptime must be a finite number of seconds ≥ 0, got " + uptime);
            }
        }
    }

    /**
     * A run has ended as a run may: by its own rule or by {@link LabMessage.Stop}.
     *
     * @param step steps done
     * @param outcome {@link #DONE}, {@link #STOPPED} or {@link #DIVERGED}
     */
    @JsonTypeName("finished")
    record Finished(String run, long step, String outcome) implements WorkerMessage {
        public Finished {
            Fields.text("run", run);
            Fields.count("step", step);
            Fields.text("outcome", outcome);
        }

        /** It has done all its steps. */
        public static final String DONE = "done";

        /** It was asked to stop, and can be continued. */
        public static final String STOPPED = "stopped";

        /** Its loss is no longer a finite number; the last checkpoint is from before. */
        public static final String DIVERGED = "diverged";
    }

    /**
     * Something could not be done; the worker lives on.
     *
     * @param run the run that ended by it, or null when it concerns no run
     * @param problem one sentence: what happened, where, with which value
     * @param advice one sentence: what to do
     */
    @JsonTypeName("failed")
    record Failed(@Nullable String run, String problem, String advice) implements WorkerMessage {
        public Failed {
            if (run != null) {
                Fields.text("run", run);
            }
            Fields.text("problem", problem);
            Fields.text("advice", advice);
        }
    }

    /**
     * Something that was asked of a run cannot be done; the run goes on as before.
     *
     * @param problem one sentence: what was asked, and why not
     */
    @JsonTypeName("refused")
    record Refused(String run, String problem) implements WorkerMessage {
        public Refused {
            Fields.text("run", run);
            Fields.text("problem", problem);
        }
    }

    /**
     * How a run stands: said when it is asked for, and whenever the state changes.
     *
     * @param state {@link #QUEUED}, {@link #PREPARING}, {@link #RUNNING}, {@link #PAUSED} or {@link #OVER}
     * @param step steps done
     * @param budget the step at which it ends by its own rule; 0 while that is not known
     * @param pace steps a second of late; 0 before the first
     */
    @JsonTypeName("standing")
    record Standing(String run, String state, long step, long budget, double pace) implements WorkerMessage {

        /** It waits for another run to end. */
        public static final String QUEUED = "queued";

        /** Its data and its network are being made. */
        public static final String PREPARING = "preparing";

        /** It does steps. */
        public static final String RUNNING = "running";

        /** It is held, with its state in memory. */
        public static final String PAUSED = "paused";

        /** It has ended. */
        public static final String OVER = "over";

        public Standing {
            Fields.text("run", run);
            Fields.text("state", state);
            Fields.count("step", step);
            Fields.count("budget", budget);
            if (!(pace >= 0 && pace < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("pace must be a finite number of steps a second ≥ 0, got " + pace);
            }
        }
    }
}
