package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;

/** A kind of dynamics in the catalogue. */
public interface DynamicsFamily extends CatalogueEntry {

    /**
     * A trajectory at its start.
     *
     * @param problem the loss; the dynamics takes its own copy where it needs workspace
     * @param seed seed of whatever the dynamics draws; without effect where nothing is
     * @throws org.mirrorflow.theory.catalogue.InvalidSettingException when this dynamics cannot move such a model,
     *     saying which one can
     */
    Dynamics create(Settings settings, Problem problem, Model model, long seed);

    /**
     * Whether these dynamics follow, up to the size of their steps, gradient flow on the factors or mirror flow: only then
     * do they conserve a parametrization's balance and end at the minimiser of the induced potential.
     */
    default boolean followsGradientFlow() {
        return true;
    }
}
