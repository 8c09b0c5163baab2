package org.mirrorflow.sim.run;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * A statement of the theory that is held against a run while it goes on, in the catalogue; its verdict is a chip, and
 * stands in the chart of the observable whose id the verdict bears, if any does.
 */
public interface Statement extends CatalogueEntry {

    /**
     * The verdict on this run so far; empty when the statement says nothing of such runs.
     *
     * @param history the record so far, at least one row
     * @param outcome how the run ended, if it has
     */
    Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome);

    /** Where its chip stands among the others, the lowest first; what the run is mainly judged by stands below 20. */
    default int rank() {
        return 100;
    }

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
