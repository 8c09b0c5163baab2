package org.mirrorflow.sim.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.problem.ProblemFamily;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.reparam.ReparametrizationFamily;

/** Everything that a specification can name. */
public final class Components {

    /** Problems. */
    public static final Catalogue<ProblemFamily> PROBLEMS = Catalogue.of(ProblemFamily.class, "problem");

    /** Parametrizations, one of the two kinds of model. */
    public static final Catalogue<ReparametrizationFamily> PARAMETRIZATIONS =
            Catalogue.of(ReparametrizationFamily.class, "parametrization");

    /** Mirror maps, the other kind of model. */
    public static final Catalogue<MirrorMapFamily> MIRROR_MAPS = Catalogue.of(MirrorMapFamily.class, "mirror map");

    /** Dynamics. */
    public static final Catalogue<DynamicsFamily> DYNAMICS = Catalogue.of(DynamicsFamily.class, "dynamics");

    /** Theorems that name a limit. */
    public static final Catalogue<LimitRule> LIMITS = Catalogue.of(LimitRule.class, "predicted limit");

    private Components() {}

    /** The choices for a section of the specification: {@code problem}, {@code model} or {@code dynamics}. */
    public static List<? extends CatalogueEntry> choices(String section) {
        return switch (section) {
            case "problem" -> PROBLEMS.entries();
            case "model" ->
                Stream.<CatalogueEntry>concat(PARAMETRIZATIONS.entries().stream(), MIRROR_MAPS.entries().stream())
                        .toList();
            case "dynamics" -> DYNAMICS.entries();
            default -> throw new IllegalArgumentException("no section '" + section + "' has kinds");
        };
    }

    /**
     * The entry of that kind in a section.
     *
     * @throws InvalidSettingException naming the nearest kind
     */
    public static CatalogueEntry entry(String section, String kind) {
        List<? extends CatalogueEntry> choices = choices(section);
        for (CatalogueEntry entry : choices) {
            if (entry.id().equals(kind)) {
                return entry;
            }
        }
        List<String> ids = choices.stream().map(CatalogueEntry::id).toList();
        throw new InvalidSettingException(
                section + ".kind",
                "is \"" + kind + "\", which is no " + section + " here; " + Names.suggest(kind, ids));
    }
}
