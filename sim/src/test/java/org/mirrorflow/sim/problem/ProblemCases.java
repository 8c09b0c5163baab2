package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings at which the contract test builds each family; files they need are written to the given folder. */
final class ProblemCases {

    /** Settings and whether the seed decides anything under them. */
    record Given(Map<String, ?> given, boolean random) {}

    private ProblemCases() {}

    static List<Given> of(String family, Path base) {
        return switch (family) {
            case "linear-regression" ->
                List.of(
                        new Given(Map.of(), true),
                        new Given(
                                Map.of(
                                        "samples", 7, "features", 30, "sparsity", 30, "noise", 0.3, "correlation", 0.9,
                                        "signal", "signs"),
                                true),
                        new Given(Map.of("samples", 1, "features", 1, "sparsity", 1), true));
            default -> List.of();
        };
    }
}
