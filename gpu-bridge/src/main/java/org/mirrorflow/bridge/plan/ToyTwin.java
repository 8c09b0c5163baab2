package org.mirrorflow.bridge.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Collections;

/**
 * The experiment of the lab that stands beside a training: a preset, whose runs are held against the contestants that have the
 * same optimizer.
 *
 * @param preset id of the preset
 * @param changes new values by dotted path, in order
 */
public record ToyTwin(String preset, Map<String, Object> changes) {

    public ToyTwin {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
}
