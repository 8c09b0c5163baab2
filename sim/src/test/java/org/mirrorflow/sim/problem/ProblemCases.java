package org.mirrorflow.sim.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings at which the contract test builds each family; files they need are written to the given folder. */
final class ProblemCases {

    /** Settings and whether the seed decides anything under them. */
    record Given(Map<String, ?> given, boolean random) {}

    private ProblemCases() {}

    static List<Given> of(String family, Path base) throws IOException {
        return switch (family) {
            case "linear-regression" ->
                List.of(
                        new Given(Map.of(), true),
                        new Given(
                                Map.of(
                                        "samples",
                                        7,
                                        "features",
                                        30,
                                        "sparsity",
                                        30,
                                        "noise",
                                        0.3,
                                        "correlation",
                                        0.9,
                                        "signal",
                                        "signs"),
                                true),
                        new Given(Map.of("samples", 1, "features", 1, "sparsity", 1), true));
            case "regression-csv" -> {
                Files.writeString(
                        base.resolve("x.csv"), "age,bmi,bp\n59,32.1,101\n48,21.6,87\n72,30.5,93\n24,25.3,84\n");
                Files.writeString(base.resolve("y.csv"), "151\n75\n141\n206\n");
                yield List.of(
                        new Given(Map.of("x-file", "x.csv", "y-file", "y.csv"), false),
                        new Given(Map.of("x-file", "x.csv", "y-file", "y.csv", "standardise", "centre"), false),
                        new Given(Map.of("x-file", "x.csv", "y-file", "y.csv", "standardise", "standardise"), false));
            }
            case "regression-data" ->
                List.of(
                        new Given(Map.of(), false),
                        new Given(Map.of("choose", "random"), true),
                        new Given(Map.of("rows", 442, "terms", "linear", "standardise", "centre"), false),
                        new Given(Map.of("data-set", "alzheimer-proteins", "terms", "linear"), false),
                        new Given(Map.of("data-set", "meat-spectra", "rows", 60, "terms", "linear"), false),
                        new Given(Map.of("data-set", "meat-spectra", "terms", "linear", "standardise", "none"), false));
            case "reference-regression" ->
                List.of(
                        new Given(Map.of(), false),
                        new Given(Map.of("data", "three-weights"), false),
                        new Given(Map.of("data", "orthogonal", "target-scale", 10), false),
                        new Given(Map.of("data", "scalar"), false));
            case "matrix-sensing" ->
                List.of(
                        new Given(Map.of("rows", 5, "columns", 4, "samples", 7), true),
                        new Given(Map.of("rows", 4, "columns", 4, "samples", 3, "measurements", "symmetric"), true),
                        new Given(
                                Map.of(
                                        "rows",
                                        4,
                                        "columns",
                                        4,
                                        "samples",
                                        3,
                                        "measurements",
                                        "commuting",
                                        "noise",
                                        0.1),
                                true));
            case "matrix-completion" -> List.of(new Given(Map.of("rows", 5, "columns", 4, "samples", 9), true));
            case "low-rank-adaptation" ->
                List.of(
                        new Given(Map.of("rows", 5, "columns", 4, "samples", 7), true),
                        new Given(Map.of("rows", 3, "columns", 6, "samples", 7, "noise", 0.2, "rank", 1), true));
            case "matrix-target" ->
                List.of(
                        new Given(Map.of("rows", 5, "columns", 4), true),
                        new Given(Map.of("target", "semidefinite", "rank", 2), true));
            case "sparse-coding" ->
                List.of(
                        new Given(Map.of("features", 5, "atoms", 8, "signals", 2), true),
                        new Given(Map.of("features", 5, "atoms", 6, "signals", 3, "dictionary", "learned"), true));
            case "token-selection" ->
                List.of(
                        new Given(Map.of("dimension", 4, "sequences", 2, "tokens", 3), true),
                        new Given(Map.of("dimension", 3, "sequences", 1, "tokens", 4, "loss", "logistic"), true));
            case "attention-regression" ->
                List.of(
                        new Given(Map.of("dimension", 4, "sequences", 3, "tokens", 3), true),
                        new Given(Map.of("dimension", 3, "sequences", 5, "tokens", 4, "outputs", 1, "rank", 1), true));
            case "reference-attention" ->
                List.of(new Given(Map.of(), false), new Given(Map.of("loss", "logistic"), false));
            case "batch-norm-regression" ->
                List.of(
                        new Given(Map.of("inputs", 20, "neurons", 6, "samples", 30, "least-density", 0.1), true),
                        new Given(Map.of("inputs", 9, "neurons", 5, "samples", 13, "normalisation", "layer"), true),
                        new Given(Map.of("inputs", 9, "neurons", 1, "samples", 12, "normalisation", "none"), true));
            case "single-neuron" ->
                List.of(
                        new Given(Map.of(), false),
                        new Given(Map.of("inputs", 5, "output-sign", "negative", "samples", 21), true));
            case "teacher-student" ->
                List.of(
                        new Given(Map.of("samples", 30, "student", 6, "pretraining", 200), true),
                        new Given(Map.of("start", "scratch", "inputs", 4, "new-neurons", 2, "samples", 17), true));
            case "mlp-on-sample-data" ->
                List.of(
                        new Given(Map.of("rows", 30, "width", 7), true),
                        new Given(Map.of("rows", 25, "width", 6, "normalisation", "batch"), true),
                        new Given(Map.of("data-set", "iris", "hidden-layers", 3, "width", 5, "rows", 22), true),
                        new Given(Map.of("data-set", "wine", "width", 5, "normalisation", "layer", "rows", 21), true));
            case "fine-tuning" ->
                List.of(
                        new Given(Map.of("rows", 30, "width", 7, "pretraining", 20), true),
                        new Given(Map.of("rows", 30, "width", 7, "start", "scratch"), true));
            case "separable-classification" ->
                List.of(
                        new Given(Map.of(), true),
                        new Given(Map.of("samples", 7, "features", 4, "sparsity", 4, "loss", "logistic"), true));
            case "reference-classification" ->
                List.of(
                        new Given(Map.of(), false),
                        new Given(Map.of("data", "one-sample", "loss", "logistic"), false),
                        new Given(Map.of("third-feature", 1.5), false));
            case "homogeneous-network" ->
                List.of(
                        new Given(Map.of(), true),
                        new Given(Map.of("start", "reference"), false),
                        new Given(Map.of("data", "generated", "depth", 3, "width", 3, "samples", 3), true),
                        new Given(Map.of("activation", "square", "width", 5, "loss", "logistic"), true),
                        new Given(Map.of("activation", "cubic", "width", 3, "data", "two-samples"), true),
                        new Given(
                                Map.of("architecture", "diagonal", "data", "two-samples", "start", "reference"),
                                false));
            case "classification-data" ->
                List.of(
                        new Given(Map.of("rows", 20), false),
                        new Given(
                                Map.of(
                                        "data-set",
                                        "wine",
                                        "positive-class",
                                        "cultivar 1",
                                        "negative-class",
                                        "cultivar 3",
                                        "standardise",
                                        "standardise"),
                                false));
            case "classification-csv" -> {
                Files.writeString(base.resolve("features.csv"), "age,bmi\n59,32.1\n48,21.6\n72,30.5\n24,25.3\n");
                Files.writeString(base.resolve("labels.csv"), "1\n0\n1\n0\n");
                yield List.of(
                        new Given(Map.of("x-file", "features.csv", "y-file", "labels.csv"), false),
                        new Given(Map.of("x-file", "features.csv", "y-file", "labels.csv", "intercept", "no"), false));
            }
            default -> List.of();
        };
    }
}
