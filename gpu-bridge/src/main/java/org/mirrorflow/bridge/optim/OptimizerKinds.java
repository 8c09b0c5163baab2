package org.mirrorflow.bridge.optim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * The optimizers that networks are trained with: those of the toys, by the same ids, with the same settings. Where the default of
 * a toy is none for a network, it is one with which ResNet-20 learns images in 300 steps of 32 (docs/networks.md).
 */
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

    private static final Map<String, Map<String, Double>> DEFAULTS = Map.ofEntries(
            Map.entry("sgd", Map.of("step-size", 0.1)),
            Map.entry("sign-descent", Map.of("step-size", 0.001)),
            Map.entry("adam", Map.of("step-size", 0.002)),
            Map.entry("adamw", Map.of("step-size", 0.002)),
            Map.entry("lion", Map.of("step-size", 0.0005)),
            Map.entry("muon", Map.of("step-size", 0.02)),
            Map.entry("ham", Map.of("step-size", 0.1, "momentum", 0.9, "alpha", 0.1)),
            Map.entry("horst", Map.of("step-size", 0.002)),
            Map.entry("hyperbolic", Map.of("step-size", 0.3, "alpha", 1.0, "gamma", 0.1)),
            Map.entry("sam", Map.of("step-size", 0.1, "momentum", 0.9)),
            Map.entry("sparse-opt", Map.of("step-size", 0.1, "momentum", 0.9)),
            Map.entry("nano-adam", Map.of("step-size", 0.002)),
            Map.entry("sign-in", Map.of("step-size", 0.1, "momentum", 0.9)),
            Map.entry("continuous-sparsification", Map.of("step-size", 0.1, "momentum", 0.9)));

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
                .map(parameter -> forNetworks(id, parameter))
                .toList();
    }

    private static Parameter forNetworks(String optimizer, Parameter parameter) {
        Double other = DEFAULTS.getOrDefault(optimizer, Map.of()).get(parameter.id());
        return parameter instanceof Parameter.Real real && other != null
                ? new Parameter.Real(
                        real.id(),
                        real.symbol(),
                        real.label(),
                        real.help(),
                        real.adjustable(),
                        other,
                        real.min(),
                        real.max(),
                        real.logarithmic())
                : parameter;
    }
}
