package org.mirrorflow.sim.claim;

import java.util.List;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.experiment.Specification;

/** A claim whose numbers a test chooses. */
record FakeClaim(String id, List<Check> checks, BiConsumer<Long, Trial> measure) implements Claim {

    /** One residual of at most 1, and one control of at least 1. */
    static final List<Check> RESIDUAL_AND_CONTROL =
            List.of(Check.residual("gap", "the gap", 1), Check.control("other", "the gap elsewhere", 1));

    /** Measures {@code gap} as given for seed 1, 2, …, and a control that separates. */
    static FakeClaim measuring(String id, double... gaps) {
        return new FakeClaim(id, RESIDUAL_AND_CONTROL, (seed, trial) -> {
            trial.record("gap", gaps[(int) (seed - 1)]);
            trial.record("other", 2);
        });
    }

    @Override
    public String name() {
        return "Name of " + id;
    }

    @Override
    public String formula() {
        return "x";
    }

    @Override
    public String summary() {
        return "Statement of " + id + ".";
    }

    @Override
    public String source() {
        return "a test";
    }

    @Override
    public Paper paper() {
        return Paper.HORST;
    }

    @Override
    public String prediction() {
        return "The gap is at most 1.";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<Specification> experiments() {
        return List.of();
    }

    @Override
    public void run(long seed, Trial trial) {
        measure.accept(seed, trial);
    }
}
