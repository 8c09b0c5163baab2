package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Specification;

/** What the claims about steepest flows share: their words and their paper. */
abstract class SteepestClaim implements Claim {

    /** Stated by the paper, with the numbers derived and checked here. */
    static final String STATED = "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064); numbers derived, checked";

    private final String id;
    private final String name;
    private final String summary;
    private final String formula;
    private final String source;
    private final String prediction;
    private final boolean quick;
    private final List<Check> checks;

    SteepestClaim(
            String id,
            String name,
            String summary,
            String formula,
            String source,
            String prediction,
            boolean quick,
            Check... checks) {
        this.id = id;
        this.name = name;
        this.summary = summary;
        this.formula = formula;
        this.source = source;
        this.prediction = prediction;
        this.quick = quick;
        this.checks = List.of(checks);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String formula() {
        return formula;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String source() {
        return source;
    }

    @Override
    public final Paper paper() {
        return Paper.STEEPEST;
    }

    @Override
    public final String prediction() {
        return prediction;
    }

    @Override
    public final boolean quick() {
        return quick;
    }

    @Override
    public final List<Check> checks() {
        return checks;
    }

    @Override
    public List<Specification> experiments() {
        return List.of();
    }
}
