package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;

/** A family of problems in the catalogue, one member for each choice of its parameters and, if random, each seed. */
public interface ProblemFamily extends CatalogueEntry {

    /** Every problem family on the class path. */
    static Catalogue<ProblemFamily> catalogue() {
        return Catalogue.of(ProblemFamily.class, "problem");
    }

    /**
     * The member with these settings. The same settings, seed and files give the same data, bit for bit, on every
     * machine.
     *
     * @param settings values for {@link #parameters()}
     * @param seed seed of whatever is drawn; ignored where nothing is
     * @param base folder against which relative paths among the settings are resolved
     * @throws InvalidSettingException if settings contradict each other or the data, naming the setting
     * @throws ProblemException if a file cannot be used
     */
    Problem create(Settings settings, long seed, Path base) throws ProblemException;
}
