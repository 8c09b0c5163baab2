package org.mirrorflow.sim.run;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * A theorem about what happens along the way (a law of decay, a closed-form trajectory, a bound), in the catalogue. It
 * reads from the history only when rows were recorded, never what was measured.
 */
public interface CurveRule extends CatalogueEntry {

    /** Whether its assumptions hold of this experiment. */
    boolean applies(Experiment experiment);

    /** The predicted curves over the rows of that history. */
    List<TheoryCurve> curves(Experiment experiment, History history);

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
