package org.mirrorflow.sim.claim;

import java.util.List;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * One statement of a paper as an executable experiment, found by {@link java.util.ServiceLoader}. Its verdict is computed
 * from the numbers of its {@link #checks()} over several seeds and never written down.
 *
 * <p>{@link #id()} is the id of the ledger, e.g. {@code B3}; {@link #name()} a few words; {@link #summary()} the statement
 * in one sentence; {@link #formula()} the prediction as TeX; {@link #source()} where it is stated, with its mark: stated,
 * or derived and checked here.
 */
public interface Claim extends CatalogueEntry {

    /** The paper whose claim it is. */
    Paper paper();

    /** What is predicted, in one sentence with its numbers. */
    String prediction();

    /** Whether it belongs to the quick subset: a trial takes a fraction of a second. */
    boolean quick();

    /** The experiments in which one can watch it, the one to open first; empty where no single run shows it. */
    List<Specification> experiments();

    /** What decides, in the order in which to show it; at least one prediction. */
    List<Check> checks();

    /**
     * One trial: measures every check, or says why it cannot. The same seed gives the same numbers. A claim about a fixed
     * reference problem uses the seed for whatever is free in its statement (the data, the start), so that three seeds are
     * three experiments. Several seeds may run at once, on several threads: what trials share must not change.
     *
     * @throws java.util.concurrent.CancellationException when stopped
     */
    void run(long seed, Trial trial);

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
