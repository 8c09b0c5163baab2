package org.mirrorflow.theory.mirror;

import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;

/** A family of mirror maps in the catalogue, one member for each choice of its parameters. */
public interface MirrorMapFamily extends CatalogueEntry {

    /** The member with these settings on ℝᵈ, d = {@code dimension}. */
    MirrorMap create(Settings settings, int dimension);
}
