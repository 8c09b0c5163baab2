package org.mirrorflow.bridge.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The training of one network, one step at a time. It belongs to the thread that started it. */
public interface Training extends AutoCloseable {

    /** Id of the device it trains on, e.g. {@code cpu}. */
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
     * @return the metrics due at it, by id, in a stable order: cheap ones each step, dear ones on their schedule
     */
    Map<String, Double> advance();

    /**
     * Changes an adjustable setting from the next step on.
     *
     * @param path dotted path of the setting in the specification
     * @throws IllegalArgumentException when there is no such setting, it is fixed, or the value is not allowed; says which
     */
    void set(String path, JsonNode value);

    /**
     * Writes the complete state: weights, optimizer, masks, and whatever the random draws to come depend on. The file is
     * written beside its place and then renamed, so that it is complete or absent.
     *
     * @throws IOException when it cannot be written
     */
    void save(Path file) throws IOException;

    /** Frees what it holds. */
    @Override
    void close();
}
