package org.mirrorflow.bridge.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/** Makes trainings of what a specification says; found by {@link java.util.ServiceLoader}. */
public interface TrainingFactory {

    /** What there is: devices, models, data sets that lie ready, optimizers. */
    WorkerMessage.Described describe();

    /**
     * Writes out every default.
     *
     * @throws IllegalArgumentException when a setting is unknown or its value is not allowed; gives its path, what was given,
     *     what is allowed and the nearest
     */
    ObjectNode resolve(JsonNode specification);

    /**
     * Starts a training.
     *
     * @param checkpoint what {@link Training#save} wrote, to continue from there, or null for a fresh start
     * @throws IllegalArgumentException as {@link #resolve}
     * @throws IOException when data or the checkpoint cannot be read
     */
    Training start(JsonNode specification, @Nullable Path checkpoint) throws IOException;
}
