package org.mirrorflow.bridge.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A training worth running: one network, the optimizers to compare, and the toy beside it.
 *
 * @param id stable id; empty for one from a file
 * @param title in a few words
 * @param sentence what it shows, in one sentence
 * @param size how small it is, or what it needs, in one sentence
 * @param paper the paper whose experiment it follows; empty for none
 * @param tier {@code small} for minutes on a processor, {@code full} for the paper's own size
 * @param specification what all runs share, a JSON object
 * @param contestants the optimizers; at least one
 * @param seeds how many seeds it is meant for
 * @param checkpoint steps from one checkpoint to the next; 0 for a twentieth of the steps
 * @param charts ids of the metrics to show, the most telling first
 * @param twin the toy beside it
 * @param reported what the paper found at its own size
 * @param measured what this training gave, over how many seeds, and what repeats it
 */
public record TrainingPreset(
        String id,
        String title,
        String sentence,
        String size,
        String paper,
        String tier,
        ObjectNode specification,
        List<Contestant> contestants,
        int seeds,
        long checkpoint,
        List<String> charts,
        Optional<ToyTwin> twin,
        List<Reported> reported,
        List<Measured> measured) {

    /** The tier of presets that take minutes on a processor. */
    public static final String SMALL = "small";

    /** The tier of presets at the size of the paper. */
    public static final String FULL = "full";

    /**
     * A number of a paper.
     *
     * @param what setting and quantity
     * @param number the number as printed, with what it is compared to
     * @param source where it stands
     */
    public record Reported(String what, String number, String source) {}

    /**
     * A number that this training gave.
     *
     * @param what quantity, with the contestants in the order of the number
     * @param number mean ± standard deviation over the seeds, of each contestant
     * @param verdict what it says of the paper's claim at this size, in one sentence
     * @param how with which seeds, and the command that repeats it
     */
    public record Measured(String what, String number, String verdict, String how) {}

    public TrainingPreset {
        specification = specification.deepCopy();
        contestants = List.copyOf(contestants);
        charts = List.copyOf(charts);
        reported = List.copyOf(reported);
        measured = List.copyOf(measured);
        if (checkpoint < 0) {
            throw new TrainingException("checkpoint is " + checkpoint + "; give a whole number of steps ≥ 0.");
        }
        if (contestants.isEmpty()) {
            throw new TrainingException("The training \"" + title + "\" names no optimizer; give at least one.");
        }
    }

    /** A copy of what all runs share. */
    @Override
    public ObjectNode specification() {
        return specification.deepCopy();
    }

    /** The same with another specification. */
    public TrainingPreset withSpecification(ObjectNode changed) {
        return new TrainingPreset(
                id,
                title,
                sentence,
                size,
                paper,
                tier,
                changed,
                contestants,
                seeds,
                checkpoint,
                charts,
                twin,
                reported,
                measured);
    }

    /** The same with other optimizers and another number of seeds. */
    public TrainingPreset with(List<Contestant> others, int howMany) {
        return new TrainingPreset(
                id,
                title,
                sentence,
                size,
                paper,
                tier,
                specification,
                others,
                howMany,
                checkpoint,
                charts,
                twin,
                reported,
                measured);
    }

    /** The same with so many steps from one checkpoint to the next. */
    public TrainingPreset withCheckpoint(long steps) {
        return new TrainingPreset(
                id,
                title,
                sentence,
                size,
                paper,
                tier,
                specification,
                contestants,
                seeds,
                steps,
                charts,
                twin,
                reported,
                measured);
    }

    /** What trains, in few words: the network and its data. */
    public String subject() {
        String model = specification.path("model").path("kind").asText("?");
        String data = specification.path("data").path("kind").asText("?");
        return model + " on " + data;
    }
}
