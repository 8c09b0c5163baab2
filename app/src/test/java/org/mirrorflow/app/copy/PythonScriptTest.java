package org.mirrorflow.app.copy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.copy.python.PythonException;
import org.mirrorflow.app.copy.python.PythonText;
import org.mirrorflow.sim.data.Npy;
import org.mirrorflow.sim.data.Npz;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/** A script takes the same path as the lab: the same steps, and the same weights at the end. */
class PythonScriptTest {

    /** Steps differ by rounding, and flows by what their tolerance of 1e-9 lets through. */
    private static final double DISCRETE = 1e-9;

    private static final double CONTINUOUS = 1e-6;

    /** Runs every script in a process of its own interpreter's making, which starts once. */
    private static final String DRIVER = """
            import os, runpy, sys
            for folder in sys.argv[1:]:
                os.chdir(folder)
                runpy.run_path('script.py', run_name='__main__')
            """;

    @TempDir
    private static Path folder;

    private static Specification preset(String id, Object... changes) {
        Specification specification = Presets.get(id).specification();
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    /**
     * A small regression under other dynamics, for 200 steps of 0.01 or up to t = 3. More samples than features: no limit is
     * solved for.
     */
    private static Specification small(String model, String dynamics, Object... changes) {
        Specification specification = preset(
                "kernel-or-rich",
                "problem.samples",
                12,
                "problem.features",
                8,
                "problem.sparsity",
                2,
                "problem.noise",
                0.5,
                "model.kind",
                model,
                "dynamics.kind",
                dynamics,
                "stop.steps",
                200,
                "record.first-time",
                0.1,
                "record.per-decade",
                5);
        List<Object> own = new ArrayList<>(List.of(changes));
        if (dynamics.endsWith("flow")) {
            own.addAll(List.of("stop.time", 3.0, "stop.steps", 20000));
        } else {
            own.addAll(List.of("dynamics.step-size", 0.01));
        }
        for (int i = 0; i < own.size(); i += 2) {
            specification = specification.with((String) own.get(i), own.get(i + 1));
        }
        return specification;
    }

    /** One small run for each part, and each setting that takes another branch of its form. */
    private static Map<String, Specification> runs() {
        Map<String, Specification> runs = new LinkedHashMap<>();
        runs.put("direct-flow", small("direct", "gradient-flow"));
        runs.put("hadamard-flow", small("hadamard-product", "gradient-flow"));
        runs.put("network-flow", small("diagonal-network", "gradient-flow", "model.initial-scale", 0.3));
        runs.put("deep-flow", small("diagonal-network", "gradient-flow", "model.depth", 3, "model.initial-scale", 0.3));
        runs.put(
                "implicit-flow",
                small("diagonal-network", "gradient-flow", "model.depth", 3, "dynamics.integrator", "rodas"));
        runs.put(
                "implicit-product-flow",
                small("product", "gradient-flow", "dynamics.integrator", "rodas", "dynamics.weight-decay", 0.2));
        runs.put(
                "flow-under-decay",
                small(
                        "hadamard-product",
                        "gradient-flow",
                        "dynamics.weight-decay",
                        0.3,
                        "dynamics.decay-shape",
                        "cosine",
                        "dynamics.decay-from",
                        0.5,
                        "changes",
                        "1.5: weight-decay=0.1; 2: decay-off=2.5"));
        runs.put(
                "admissible-decay",
                small(
                        "diagonal-network",
                        "gradient-flow",
                        "model.depth",
                        3,
                        "model.initial-scale",
                        0.3,
                        "dynamics.weight-decay",
                        0.2,
                        "dynamics.decay-of",
                        "admissible"));
        runs.put("mirror-flow", small("hyperbolic-entropy", "mirror-flow"));
        runs.put(
                "mirror-explicit", small("hyperbolic-entropy", "mirror-flow", "dynamics.integrator", "dormand-prince"));
        runs.put("mirror-of-network", small("diagonal-network", "mirror-flow", "model.depth", 3));
        runs.put(
                "mirror-under-decay",
                small(
                        "hadamard-product",
                        "mirror-flow",
                        "dynamics.weight-decay",
                        1.0,
                        "dynamics.decay-shape",
                        "exponential",
                        "dynamics.decay-off",
                        1.0));
        runs.put("euclidean", small("euclidean", "mirror-flow"));
        runs.put("power", small("p-norm", "mirror-flow", "model.p", 3.0));
        runs.put("entropy", small("negative-entropy", "mirror-flow"));
        runs.put("burg", small("burg", "mirror-flow"));
        runs.put("fermi-dirac", small("fermi-dirac", "mirror-flow"));
        runs.put("descent", small("diagonal-network", "gradient-descent", "changes", "1: step-size=0.02"));
        runs.put("heavy-ball", small("hadamard-product", "momentum", "dynamics.momentum", 0.5));
        runs.put(
                "sgd",
                small(
                        "diagonal-network",
                        "sgd",
                        "dynamics.batch",
                        3,
                        "dynamics.nesterov",
                        "yes",
                        "dynamics.gradient-clip",
                        0.5,
                        "dynamics.warm-up",
                        20,
                        "dynamics.step-schedule",
                        "cosine",
                        "dynamics.step-schedule-steps",
                        250));
        runs.put(
                "sgd-under-decay",
                small(
                        "hadamard-product",
                        "sgd",
                        "dynamics.weight-decay",
                        0.3,
                        "dynamics.decay-shape",
                        "linear",
                        "dynamics.decay-time",
                        20.0,
                        "changes",
                        "1: momentum=0.5; 2: weight-decay=0.1, step-size=0.005"));
        runs.put("adam", small("direct", "adam", "dynamics.weight-decay", 0.1));
        runs.put("adamw", small("direct", "adamw", "dynamics.weight-decay", 0.1, "dynamics.decay-off", 1.0));
        runs.put("sign", small("direct", "sign-descent", "dynamics.average", 0.9, "dynamics.exponent", 1.5));
        runs.put("horst", small("direct", "horst", "model.initial-weight", 0.1));
        runs.put(
                "horst-raw",
                small(
                        "direct",
                        "horst",
                        "model.initial-weight",
                        0.1,
                        "dynamics.coupling",
                        "raw",
                        "dynamics.form",
                        "entropy",
                        "dynamics.order",
                        "AH"));
        runs.put("hyperbolic", small("direct", "hyperbolic", "dynamics.alpha", 1.0, "dynamics.beta", 0.01));
        runs.put("ham", small("direct", "ham", "model.initial-weight", 0.1, "dynamics.momentum", 0.5));
        runs.put(
                "steepest",
                small("product", "steepest-descent", "dynamics.exponent", 1.5, "dynamics.weight-decay", 0.1));
        runs.put(
                "logistic",
                preset(
                        "horizon-decides",
                        "problem.loss",
                        "logistic",
                        "model.kind",
                        "direct",
                        "dynamics.kind",
                        "gradient-descent",
                        "stop.steps",
                        200));
        runs.put("normalised", preset("horizon-decides", "dynamics.tolerance", 1e-9, "stop.time", 2.0));
        runs.put(
                "sensing",
                preset(
                        "matrix-sensing-storage",
                        "dynamics.tolerance",
                        1e-9,
                        "stop.time",
                        2.0,
                        "record.first-time",
                        0.1,
                        "record.per-decade",
                        4));
        runs.put(
                "sensing-product",
                preset(
                        "matrix-sensing-storage",
                        "model.kind",
                        "factor-product",
                        "dynamics.kind",
                        "gradient-descent",
                        "dynamics.step-size",
                        0.01,
                        "stop.steps",
                        100));
        runs.put(
                "large",
                preset(
                        "kernel-or-rich",
                        "problem.features",
                        260,
                        "dynamics.kind",
                        "gradient-descent",
                        "stop.steps",
                        50));
        return runs;
    }

    @Test
    void everyScriptEndsWhereTheLabDoes() throws Exception {
        assumeTrue(python(List.of("-c", "import numpy")) == 0, "needs python3 and numpy");
        Map<String, double[]> expected = new LinkedHashMap<>();
        List<String> words = new ArrayList<>(List.of("-c", DRIVER));
        Map<String, Specification> runs = runs();
        for (Map.Entry<String, Specification> each : runs.entrySet()) {
            Experiment experiment = Experiment.of(each.getValue(), Path.of(""));
            Path place = Files.createDirectory(folder.resolve(each.getKey()));
            write(PythonText.of(experiment, "data.npz"), place);
            Run run = Run.start(experiment);
            while (run.advance()) {
                // to its end
            }
            History history = run.history();
            expected.put(each.getKey(), history.weights(history.size() - 1));
            words.add(place.toString());
        }
        assertEquals(0, python(words), () -> read(folder.resolve("said.txt")));
        List<Executable> checks = new ArrayList<>();
        for (Map.Entry<String, double[]> each : expected.entrySet()) {
            double[] weights = Npy.read(folder.resolve(each.getKey()).resolve("weights.npy"))
                    .values();
            double[] theirs = each.getValue();
            String kind = java.util.Objects.requireNonNull(runs.get(each.getKey()))
                    .dynamics()
                    .kind();
            double bound = kind.endsWith("flow") ? CONTINUOUS : DISCRETE;
            double size = 0;
            double apart = 0;
            for (int i = 0; i < theirs.length; i++) {
                size = Math.max(size, Math.abs(theirs[i]));
                apart = Math.max(apart, Math.abs(theirs[i] - weights[i]));
            }
            double gap = apart / size;
            checks.add(() -> assertTrue(gap <= bound, each.getKey() + " is off by " + gap));
        }
        assertAll(checks);
    }

    @Test
    void thePartWithoutAFormIsNamed() {
        assertAll(
                () -> refused(preset("small-weights"), "dynamics \"nano-adam\""),
                () -> refused(preset("sparse-gradients"), "problem \"batch-norm-regression\""),
                () -> refused(preset("adapter-decay-off"), "model \"low-rank-adapter\""),
                () -> refused(small("direct", "sgd", "dynamics.mask", "random"), "dynamics.mask"),
                () -> refused(small("direct", "horst", "dynamics.base", "lion"), "dynamics.base"),
                () -> refused(preset("tilted-horizon"), "mahalanobis"),
                () -> refused(preset("one-horizon-three-limits"), "quadratic-plus-entropy"));
    }

    private static void refused(Specification specification, String named) throws Exception {
        Experiment experiment = Experiment.of(specification, Path.of(""));
        PythonException refusal = assertThrows(PythonException.class, () -> PythonText.of(experiment, "data.npz"));
        String sentence = String.valueOf(refusal.getMessage());
        assertTrue(sentence.contains(named) && sentence.contains("copy the command line"), sentence);
    }

    @Test
    void largeDataAreNotCopiedAsText() throws Exception {
        Experiment experiment = Experiment.of(preset("kernel-or-rich", "problem.features", 400), Path.of(""));
        PythonException refusal = assertThrows(PythonException.class, () -> PythonText.of(experiment, ""));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--out FILE"), refusal.getMessage());
        PythonText beside = PythonText.of(experiment, "data.npz");
        assertTrue(beside.text().length() < PythonText.LARGEST / 10);
        assertFalse(beside.arrays().isEmpty());
    }

    private static void write(PythonText script, Path place) throws IOException {
        Files.writeString(place.resolve("script.py"), script.text());
        if (!script.arrays().isEmpty()) {
            try (OutputStream out = Files.newOutputStream(place.resolve(script.archive()))) {
                Npz.write(out, script.arrays(), true);
            }
        }
    }

    /** The exit code of Python with these words. */
    private static int python(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return -1;
        }
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -2;
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
