package org.mirrorflow.theory.reparam;

import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/** A family of reparametrizations in the catalogue; its settings include the start. */
public interface ReparametrizationFamily extends CatalogueEntry {

    /**
     * The member with these settings, at its start.
     *
     * @param start the shape of the weights w, the seed of random factors, and w₀ where the problem fixes it: a family
     *     then starts from factors of that w₀, and its own settings of the initial weight are without effect
     * @throws org.mirrorflow.theory.catalogue.InvalidSettingException when it cannot make such weights
     */
    Reparametrization create(Settings settings, Start start);

    /**
     * Small weights that every member can make: what is asked of the parametrization itself, such as whether it commutes, is
     * asked there where there is no problem to ask it for.
     */
    default Layout sample() {
        return Layout.matrix(2, 2);
    }
}
