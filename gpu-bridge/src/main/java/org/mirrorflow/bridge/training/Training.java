package org.mirrorflow.bridge.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One training under way; for one thread at a time. */
public interface Training extends AutoCloseable {

    /** Id of the device that it trains on. */
    String device();

    /** Number of trainable numbers. */
    long parameters();

    /** Steps done. */
    long step();

    /** Flow time Ση over these steps. */
    double time();

    /** The step at which it ends by its own rule. */
    long budget();

    /**
     * Does one step.
     *
     * @return the metrics due at it, in a stable order: cheap ones after each step, dear ones on their schedule
     */
    Map<String, Double> advance();

    /**
     * Changes an adjustable setting from the next step on.
     *
     * @param path dotted path in the specification
     * @throws IllegalArgumentException saying why not
     */
    void set(String path, JsonNode value);

    /**
     * Saves the complete state, into a temporary file that is then renamed.
     *
     * @throws IOException when the file cannot be written
     */
    void save(Path file) throws IOException;

    /** Frees what it holds. */
    @Override
    void close();
}
