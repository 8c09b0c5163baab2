package org.mirrorflow.sim.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.LinearRegression;

/**
 * The time of a 128 × 128 phase diagram of a diagonal network to convergence, against NumPy and C++ on the same data: not a
 * test, a main for whoever measures. The same cells are then swept as a flow, whose limit small steps approach.
 */
public final class SweepBenchmark {

    private static final String SPECIFICATION = """
            {"schema": 1, "seed": 34,
             "problem": {"kind": "linear-regression", "samples": 4, "features": 8, "sparsity": 2},
             "model": {"kind": "diagonal-network", "initial-scale": 0.1},
             "dynamics": {"kind": "gradient-descent", "step-size": 0.01},
             "stop": {"loss": 1e-8},
             "record": {"per-decade": 1, "capacity": 64}}
            """;

    private SweepBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the folder of python and cpp programs, and, for another size than 128, the cells of a side
     */
    public static void main(String[] arguments) throws Exception {
        Path programs = Path.of(arguments[0]);
        int side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 128;
        Specification base = SpecificationCodec.parse(SPECIFICATION, "the benchmark");
        Sweep sweep = sweep(base, side, "dynamics.step-size=0.01..0.1:log:" + side, "loss");
        Path folder = Files.createTempDirectory("sweep-benchmark");
        Path data = folder.resolve("data.txt");
        write(data, sweep);
        List<SweepTrial> last = List.of();
        for (int repeat = 0; repeat < 3; repeat++) {
            for (int threads : new int[] {1, 2}) {
                last = timed("lanes, " + threads + " threads", sweep, threads);
            }
        }
        Path cpp = folder.resolve("diagonal_sweep");
        String source = programs.resolve("cpp/diagonal_sweep.cpp").toString();
        run(List.of("g++", "-O3", "-march=native", "-ffast-math", "-pthread", source, "-o", cpp.toString()));
        for (String threads : List.of("1", "2", "1", "2")) {
            Path answers = folder.resolve("cpp.txt");
            other(
                    "C++, " + threads + " threads",
                    List.of(cpp.toString(), data.toString(), answers.toString(), threads),
                    answers,
                    last);
        }
        Path answers = folder.resolve("numpy.txt");
        String script = programs.resolve("python/diagonal_sweep.py").toString();
        other("NumPy", List.of("python3", script, data.toString(), answers.toString()), answers, last);
        newton(base, side, "dynamics.step-size=0.01..0.1:log:" + side);
        newton(base, side, "problem.noise=0..1:" + side);
        for (String kind : List.of("mirror-flow", "gradient-flow")) {
            Specification flow = base.with("dynamics.kind", kind).with("dynamics.tolerance", 1e-6);
            timed(kind, sweep(flow, side, "stop.loss=1e-8..1.1e-8:" + side, "loss"), 2);
            timed(kind, sweep(flow, side, "stop.loss=1e-8..1.1e-8:" + side, "loss"), 2);
            limits(kind, base, flow);
        }
    }

    /** The limits of as many cells by Newton on the optimality conditions, and how far runs are from them. */
    private static void newton(Specification base, int side, String second) {
        Sweep runs = sweep(base, side, second, "l1-norm");
        Sweep sweep = new Sweep(
                "",
                base,
                runs.axes(),
                1,
                runs.quantity(),
                false,
                Aggregate.MEAN,
                Sweep.Limits.MISSING,
                Sweep.Ends.NEWTON);
        for (int threads : new int[] {1, 2, 1, 2}) {
            List<SweepTrial> trials = timed("Newton, " + threads + " threads, " + second, sweep, threads);
            SweepResult result = SweepResult.empty(sweep).with(trials);
            System.out.println("  " + result.agreement().orElseThrow());
        }
    }

    /** How far the limits of the smallest steps are from those of the flow. */
    private static void limits(String kind, Specification base, Specification flow) {
        List<SweepTrial> small = swept(sweep(base, 8, "dynamics.step-size=1e-3..1.1e-3:2", "l1-norm"), 2);
        List<SweepTrial> none = swept(sweep(flow, 8, "stop.loss=1e-8..1.1e-8:2", "l1-norm"), 2);
        double apart = 0;
        for (int k = 0; k < small.size(); k += 2) {
            apart = Math.max(apart, Math.abs(small.get(k).value() / none.get(k).value() - 1));
        }
        System.out.printf(Locale.ROOT, "  l1 norms of steps of 0.001 and of the flow apart: %.2g relative%n", apart);
    }

    private static List<SweepTrial> swept(Sweep sweep, int threads) {
        return new SweepRunner(sweep, Path.of(""), threads)
                .run(SweepResult.empty(sweep), () -> false, (trial, progress) -> {})
                .trials();
    }

    private static List<SweepTrial> timed(String what, Sweep sweep, int threads) {
        double cpu = cpu();
        long from = System.nanoTime();
        List<SweepTrial> trials = swept(sweep, threads);
        double seconds = (System.nanoTime() - from) * 1e-9;
        report(
                what,
                seconds,
                cpu() - cpu,
                trials.stream().mapToLong(SweepTrial::steps).sum());
        return trials;
    }

    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() * 1e-9;
    }

    private static Sweep sweep(Specification base, int side, String second, String quantity) {
        return new Sweep(
                "",
                base,
                List.of(
                        SweepAxis.parse(base, second),
                        SweepAxis.parse(base, "model.initial-scale=1e-3..1:log:" + side)),
                1,
                SweepQuantity.of(quantity),
                false,
                Aggregate.MEAN,
                Sweep.Limits.MISSING);
    }

    private static void report(String what, double seconds, double cpu, long steps) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %8.3f s, %8.3f s of processor  %12d steps  %8.2f ns of processor a step%n",
                what,
                seconds,
                cpu,
                steps,
                cpu / steps * 1e9);
    }

    private static void write(Path file, Sweep sweep) throws Exception {
        Experiment first = Experiment.of(sweep.specification(0, 0, 0), Path.of(""));
        LinearRegression regression = (LinearRegression) first.problem();
        StringBuilder text = new StringBuilder();
        int d = regression.dimension();
        text.append(regression.samples() + " " + d + " " + sweep.trials() + " 1e-8\n");
        for (int i = 0; i < regression.samples(); i++) {
            for (int j = 0; j < d; j++) {
                text.append(regression.design().data[i * d + j]).append(' ');
            }
            text.append('\n');
        }
        for (double y : regression.targets()) {
            text.append(y).append(' ');
        }
        text.append('\n');
        for (Object scale : sweep.axes().getLast().values()) {
            for (Object step : sweep.axes().getFirst().values()) {
                text.append(scale + " " + step + "\n");
            }
        }
        Files.writeString(file, text);
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        process.waitFor();
        return lines;
    }

    private static void other(String what, List<String> command, Path answers, List<SweepTrial> ours) throws Exception {
        List<String> lines = run(command);
        String[] words = lines.getLast().split(" ");
        report(what, Double.parseDouble(words[0]), Double.parseDouble(words[2]), Long.parseLong(words[1]));
        long other = 0;
        double apart = 0;
        List<String> cells = Files.readAllLines(answers);
        for (int c = 0; c < ours.size(); c++) {
            String[] cell = cells.get(c).split(" ");
            other = Math.max(
                    other, Math.abs(Long.parseLong(cell[0]) - ours.get(c).steps()));
            apart = Math.max(
                    apart, Math.abs(Double.parseDouble(cell[1]) / ours.get(c).value() - 1));
        }
        System.out.printf("  most steps apart: %d; losses apart: %.2g relative%n", other, apart);
    }
}
