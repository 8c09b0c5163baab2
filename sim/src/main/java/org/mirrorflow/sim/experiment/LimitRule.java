package org.mirrorflow.sim.experiment;

import java.util.List;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * A theorem that names a limit, in the catalogue: from the data, the model and the dynamics alone, never from a run. At
 * most one rule that applies to an experiment predicts its {@link Prediction#LIMIT}.
 */
public interface LimitRule extends CatalogueEntry {

    /** Whether its assumptions on problem, model and dynamics hold, as far as they can be told without solving anything. */
    boolean applies(Experiment experiment);

    /**
     * The prediction.
     *
     * @throws org.mirrorflow.theory.predict.NoInterpolatorException when there is no such limit, saying why
     * @throws IllegalStateException when it cannot be computed, saying why
     */
    Prediction predict(Experiment experiment);

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
