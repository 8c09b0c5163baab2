package org.mirrorflow.bridge.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One training of a plan.
 *
 * @param id its name in the plan, in messages and on disk, e.g. {@code horst-2}
 * @param contestant name of what is compared, the same for all its seeds, e.g. "HORST"
 * @param seed its seed
 * @param specification what is trained, a JSON object; defaults may be left out
 */
public record TrainingRun(String id, String contestant, long seed, ObjectNode specification) {

    public TrainingRun {
        specification = specification.deepCopy();
    }

    /** A copy of the specification. */
    @Override
    public ObjectNode specification() {
        return specification.deepCopy();
    }

    /** Id of its optimizer; empty where the specification leaves it to the default. */
    public String optimizer() {
        return specification.path("optimizer").path("kind").asText();
    }

    /** Contestant and seed in words. */
    public String name() {
        return contestant + ", seed " + seed;
    }
}
