package org.mirrorflow.sim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.AttentionRegression;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.sim.problem.ProblemException;

/**
 * The steps by which the speed of the laboratory is judged: gradient descent on each of its models, specified as everybody
 * specifies it, with the data written out for the other contestants.
 */
final class Flagships {

    /**
     * One of them.
     *
     * @param name file name of its data
     * @param kind what the contestants call it
     * @param sizes four numbers, whose meaning depends on the kind
     * @param eta step size
     * @param experiment in the lab's own terms
     */
    record Case(String name, String kind, int[] sizes, double eta, Experiment experiment) {}

    private Flagships() {}

    static List<Case> all() throws ProblemException {
        List<Case> cases = new ArrayList<>();
        for (int[] size : new int[][] {{40, 200, 2}, {200, 2000, 2}, {1000, 10000, 2}, {40, 200, 4}}) {
            cases.add(of(
                    "diagonal-" + size[0] + "x" + size[1] + "-depth-" + size[2],
                    "diagonal",
                    new int[] {size[0], size[1], size[2], 0},
                    1e-4,
                    Map.of("kind", "linear-regression", "samples", size[0], "features", size[1]),
                    Map.of("kind", "diagonal-network", "depth", size[2], "initial-scale", 0.3)));
        }
        for (int d : new int[] {20, 100}) {
            cases.add(of(
                    "sensing-" + d + "-rank-2",
                    "symmetric",
                    new int[] {5 * d, d, 2, 0},
                    1e-6,
                    Map.of(
                            "kind",
                            "matrix-sensing",
                            "rows",
                            d,
                            "columns",
                            d,
                            "rank",
                            2,
                            "samples",
                            5 * d,
                            "measurements",
                            "symmetric"),
                    Map.of("kind", "symmetric-factorization", "width", 2, "start", "random")));
        }
        cases.add(of(
                "adapter-64x64-rank-4",
                "adapter",
                new int[] {64, 64, 4, 0},
                1e-3,
                Map.of("kind", "matrix-target", "rows", 64, "columns", 64, "rank", 4),
                Map.of("kind", "low-rank-adapter", "width", 4, "start", "random")));
        cases.add(of(
                "relu-200x20x100",
                "relu",
                new int[] {200, 20, 100, 0},
                1e-3,
                Map.of("kind", "teacher-student", "inputs", 20, "samples", 200, "student", 100, "start", "scratch"),
                Map.of("kind", "direct")));
        cases.add(of(
                "attention-32x16x16",
                "attention",
                new int[] {32, 16, 16, 2},
                1e-3,
                Map.of("kind", "attention-regression", "sequences", 32, "tokens", 16, "dimension", 16, "outputs", 2),
                Map.of("kind", "direct", "initial-weight", 0.1)));
        return cases;
    }

    private static Case of(
            String name, String kind, int[] sizes, double eta, Map<String, Object> problem, Map<String, Object> model)
            throws ProblemException {
        Specification specification = SpecificationCodec.parse(
                String.format(
                        Locale.ROOT,
                        "{\"schema\": 1, \"seed\": 7, \"problem\": {%s}, \"model\": {%s},"
                                + " \"dynamics\": {\"kind\": \"gradient-descent\", \"step-size\": %s},"
                                + " \"stop\": {\"loss\": 0, \"time\": 1e300, \"steps\": 1000000000000},"
                                + " \"record\": {\"capacity\": 16}}",
                        written(problem),
                        written(model),
                        eta),
                name);
        return new Case(name, kind, sizes, eta, Experiment.of(specification, Path.of(".")));
    }

    private static String written(Map<String, Object> section) {
        List<String> entries = new ArrayList<>();
        section.forEach((key, value) ->
                entries.add("\"" + key + "\": " + (value instanceof String ? "\"" + value + "\"" : value)));
        return String.join(", ", entries);
    }

    /** Writes what the other contestants read: a list of the cases, and the numbers of each as little-endian doubles. */
    static void writeAll(Path folder, List<Case> cases) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Case each : cases) {
            int[] p = each.sizes();
            lines.add(String.format(
                    Locale.ROOT, "%s %s %d %d %d %d %s", each.name(), each.kind(), p[0], p[1], p[2], p[3], each.eta()));
            List<double[]> parts = new ArrayList<>(data(each.experiment().problem()));
            parts.add(each.experiment().newDynamics().state());
            write(folder.resolve(each.name() + ".bin"), parts);
        }
        Files.write(folder.resolve("cases.txt"), lines);
    }

    private static List<double[]> data(Problem problem) {
        return switch (problem) {
            case LinearRegression regression -> List.of(regression.design().data, regression.targets());
            case MatrixSensing sensing -> List.of(sensing.design().data, sensing.targets());
            case NetworkLoss network ->
                List.of(network.trainingSamples().x(), network.trainingSamples().targets());
            case AttentionRegression attention -> List.of(attention.tokens(), attention.queries(), attention.targets());
            default -> {
                double[] target = problem.planted().orElseThrow();
                yield List.of(new double[target.length], target);
            }
        };
    }

    static void write(Path file, List<double[]> parts) throws IOException {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(8 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] part : parts) {
            for (double x : part) {
                buffer.putDouble(x);
            }
        }
        Files.write(file, buffer.array());
    }

    static double[] read(Path file) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[buffer.remaining() / 8];
            buffer.asDoubleBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
