package org.mirrorflow.bridge.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/** What trains networks; found by {@link java.util.ServiceLoader}. */
public interface TrainingFactory {

    /** Devices, models, data sets and optimizers. */
    WorkerMessage.Described describe();

    /**
     * The specification with every default written out.
     *
     * @throws IllegalArgumentException with path, given, allowed and nearest
     */
    ObjectNode resolve(JsonNode specification);

    /**
     * A training at its start, or as a checkpoint has it.
     *
     * @param checkpoint a file that {@link Training#save} wrote, or null for a fresh start
     * @throws IOException when data or checkpoint cannot be read
     */
    Training start(JsonNode specification, @Nullable Path checkpoint) throws IOException;
}
