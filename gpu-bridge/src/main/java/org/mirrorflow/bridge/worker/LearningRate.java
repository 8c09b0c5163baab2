package org.mirrorflow.bridge.worker;

import org.mirrorflow.theory.catalogue.Settings;

/** The step size over the steps: the optimizer's own, times a shape, after a linear warm-up. */
final class LearningRate {

    private LearningRate() {}

    /**
     * The step size of a step.
     *
     * @param steps steps done before it
     */
    static double at(TrainingSpecification specification, long steps) {
        Settings schedule = specification.schedule().settings();
        double height = specification.optimizer().settings().real("step-size");
        long warmUp = schedule.wholeLong("warm-up");
        if (steps < warmUp) {
            return height * (steps + 1) / warmUp;
        }
        long since = steps - warmUp;
        return height
                * switch (specification.schedule().kind()) {
                    case "cosine" -> {
                        double x = Math.min(
                                1,
                                (double) since / Math.max(1, specification.run().wholeLong("steps") - warmUp));
                        double last = schedule.real("last");
                        yield last + (1 - last) * 0.5 * (1 + Math.cos(Math.PI * x));
                    }
                    case "step" ->
                        Math.pow(
                                schedule.real("factor"), (double) Math.floorDiv(since, schedule.wholeLong("interval")));
                    default -> 1;
                };
    }
}
