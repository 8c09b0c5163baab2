package org.mirrorflow.theory.mirror;

import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/** A family of mirror maps in the catalogue, one member for each choice of its parameters. */
public interface MirrorMapFamily extends CatalogueEntry {

    /**
     * The member with these settings.
     *
     * @param layout the shape of the weights it acts on; separable maps need only their number
     * @throws org.mirrorflow.theory.catalogue.InvalidSettingException when the map does not act on such weights
     */
    MirrorMap create(Settings settings, Layout layout);
}
