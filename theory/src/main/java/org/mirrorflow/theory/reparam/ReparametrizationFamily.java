package org.mirrorflow.theory.reparam;

import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;

/** A family of reparametrizations in the catalogue; its settings include the start. */
public interface ReparametrizationFamily extends CatalogueEntry {

    /** The member with these settings for d = {@code dimension} weights. */
    Reparametrization create(Settings settings, int dimension);
}
