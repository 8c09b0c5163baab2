package org.mirrorflow.bridge.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The experiment of the lab that stands beside a training: a preset, changed for each optimizer that is compared.
 *
 * @param preset id of the preset
 * @param runs for the name of a contestant, new values by dotted path; contestants without an entry have no toy
 */
public record ToyTwin(String preset, Map<String, Map<String, Object>> runs) {

    public ToyTwin {
        runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }
}
