package org.mirrorflow.bridge.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of those that are compared: an optimizer with its settings.
 *
 * @param name in few words, e.g. "HORST"
 * @param optimizer its part of the specification, a JSON object with {@code kind}
 */
public record Contestant(String name, ObjectNode optimizer) {

    public Contestant {
        optimizer = optimizer.deepCopy();
    }

    /** A copy of its part of the specification. */
    @Override
    public ObjectNode optimizer() {
        return optimizer.deepCopy();
    }

    /** Id of the optimizer. */
    public String kind() {
        return optimizer.path("kind").asText();
    }
}
