package org.mirrorflow.bridge.optim;

import java.util.List;
import java.util.Set;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;

/** The optimizers that networks are trained with: those of the toys, by the same ids, with the same settings and defaults. */
public final class OptimizerKinds {

    /** Settings of a toy's optimizer that a training has a section of its own for. */
    private static final Set<String> ELSEWHERE = Set.of(
            "batch",
            "step-schedule",
            "step-schedule-steps",
            "warm-up",
            "mask",
            "mask-sparsity",
            "mask-distribution",
            "mask-interval",
            "mask-end",
            "mask-drop");

    private static final List<String> IDS = List.of(
            "sgd",
            "sign-descent",
            "adam",
            "adamw",
            "lion",
            "muon",
            "ham",
            "horst",
            "hyperbolic",
            "sam",
            "sparse-opt",
            "nano-adam",
            "sign-in",
            "continuous-sparsification");

    private static final Catalogue<DynamicsFamily> TOYS = Catalogue.of(DynamicsFamily.class, "optimizer");

    private OptimizerKinds() {}

    /** All ids. */
    public static List<String> ids() {
        return IDS;
    }

    /**
     * The settings that optimizer has.
     *
     * @throws InvalidSettingException for another id, naming the nearest
     */
    public static List<Parameter> parameters(String id) {
        if (!IDS.contains(id)) {
            throw new InvalidSettingException(
                    "kind", "\"" + id + "\" is no optimizer of a network; " + Names.suggest(id, IDS));
        }
        return TOYS.get(id).parameters().stream()
                .filter(parameter -> !ELSEWHERE.contains(parameter.id()))
                .toList();
    }
}
