package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Specification;

/** A claim of the paper on mirror flow in homogeneous networks. */
abstract class MarginClaim implements Claim {

    /**
     * What there is to read about it.
     *
     * @param id id of the ledger
     * @param name a few words
     * @param formula the prediction as TeX
     * @param summary the statement, one sentence
     * @param prediction what is predicted, with its numbers
     */
    record Text(String id, String name, String formula, String summary, String prediction) {}

    private final Text text;
    private final List<Specification> experiments;

    MarginClaim(Text text, Specification... experiments) {
        this.text = text;
        this.experiments = List.of(experiments);
    }

    @Override
    public final String id() {
        return text.id();
    }

    @Override
    public final String name() {
        return text.name();
    }

    @Override
    public final String formula() {
        return text.formula();
    }

    @Override
    public final String summary() {
        return text.summary();
    }

    @Override
    public final String prediction() {
        return text.prediction();
    }

    @Override
    public Paper paper() {
        return Paper.HOMOGENEOUS;
    }

    @Override
    public final List<Specification> experiments() {
        return experiments;
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }
}
