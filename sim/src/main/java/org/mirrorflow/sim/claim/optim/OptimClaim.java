package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Specification;

/** A claim with its words. */
abstract class OptimClaim implements Claim {

    /**
     * The words.
     *
     * @param id id of the ledger
     * @param name a few words
     * @param formula the prediction as TeX
     * @param summary the statement in one sentence
     * @param prediction what is predicted, with its numbers
     * @param source where it is stated
     */
    record Words(String id, String name, String formula, String summary, String prediction, String source) {}

    private final Words words;
    private final boolean quick;
    private final List<Specification> experiments;
    private final List<Check> checks;

    OptimClaim(Words words, boolean quick, List<Specification> experiments, Check... checks) {
        this.words = words;
        this.quick = quick;
        this.experiments = List.copyOf(experiments);
        this.checks = List.of(checks);
    }

    @Override
    public final String id() {
        return words.id();
    }

    @Override
    public final Paper paper() {
        return Paper.HORST;
    }

    @Override
    public final String name() {
        return words.name();
    }

    @Override
    public final String formula() {
        return words.formula();
    }

    @Override
    public final String summary() {
        return words.summary();
    }

    @Override
    public final String prediction() {
        return words.prediction();
    }

    @Override
    public final String source() {
        return words.source();
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
    public final List<Specification> experiments() {
        return experiments;
    }
}
