package org.mirrorflow.sim.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lab against Eigen, a single pass by hand in C++, NumPy and PyTorch: {@code Benchmark FOLDER-OF-SOURCES
 * [ROUNDS [MILLISECONDS]]}. Writes the data, lets every contestant take ten steps and compares where they end, then times
 * all of them in turn, round after round, and prints the least time of each and the ratios; first on one core, then on all.
 * Contestants whose tools are not installed are left out, with a message.
 */
public final class Benchmark {

    /** Largest difference after ten steps, relative to how far they lead. */
    private static final double SAME = 1e-10;

    private static final long BEGIN = System.nanoTime();

    private static final String BARE = "lab";
    private static final String RUN = "lab, run";

    /** Least times of a contestant in µs, by case. */
    private record Contestant(String name, List<String> command, Map<String, Double> times) {}

    private Benchmark() {}

    /** Entry point; see the class. */
    public static void main(String[] words) throws Exception {
        if (words.length < 1 || words.length > 3) {
            System.err.println("usage: Benchmark FOLDER-OF-SOURCES [ROUNDS [MILLISECONDS]]");
            System.exit(2);
        }
        Path sources = Path.of(words[0]).toAbsolutePath();
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 2;
        int milliseconds = words.length > 2 ? Integer.parseInt(words[2]) : 300;
        Path folder = Files.createTempDirectory("mirrorflow-bench");
        try {
            say("looking for C++, NumPy and PyTorch");
            List<Contestant> contestants = contestants(sources, folder);
            List<String> cases = prepare(contestants, folder);
            boolean same = compare(contestants, cases, folder);
            System.out.println("Machine: " + processor() + ", "
                    + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version() + ", load "
                    + String.format(
                            Locale.ROOT,
                            "%.1f",
                            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                    .getSystemLoadAverage()));
            for (boolean oneCore : new boolean[] {true, false}) {
                contestants.forEach(each -> each.times().clear());
                for (int round = 0; round < rounds; round++) {
                    for (Contestant each : contestants) {
                        say((oneCore ? "one core" : "all cores") + ", round " + (round + 1) + " of " + rounds + ": "
                                + each.name());
                        time(each, folder, milliseconds, oneCore);
                    }
                }
                print(contestants, cases, oneCore);
            }
            System.exit(same ? 0 : 1);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(Path::toFile)
                        .sorted(java.util.Comparator.reverseOrder())
                        .forEach(File::delete);
            }
        }
    }

    private static List<Contestant> contestants(Path sources, Path folder) throws Exception {
        List<Contestant> list = new ArrayList<>();
        for (String mode : List.of("dynamics", "run")) {
            list.add(new Contestant(
                    mode.equals("run") ? RUN : BARE,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-Xmx2g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LabSteps.class.getName(),
                            mode),
                    new LinkedHashMap<>()));
        }
        Path binary = folder.resolve("steps");
        List<String> compile = List.of(
                "g++",
                "-O3",
                "-march=native",
                "-ffast-math",
                "-DNDEBUG",
                "-I/usr/include/eigen3",
                "-o",
                binary.toString(),
                sources.resolve("cpp/steps.cpp").toString());
        if (works(compile)) {
            for (String mode : List.of("eigen", "onepass")) {
                list.add(new Contestant(mode, List.of(binary.toString(), mode), new LinkedHashMap<>()));
            }
        } else {
            System.out.println("Without C++: install g++ and libeigen3-dev.");
        }
        for (String library : List.of("numpy", "torch")) {
            // the system's own Python first: a newer one on the path need not have the packages
            String python = Stream.of("/usr/bin/python3", "python3")
                    .filter(each -> works(List.of(each, "-c", "import " + library)))
                    .findFirst()
                    .orElse("");
            if (python.isEmpty()) {
                System.out.println("Without " + library + ": install python3-" + library + ".");
            } else {
                list.add(new Contestant(
                        library,
                        List.of(
                                python,
                                sources.resolve("python/steps_" + library + ".py")
                                        .toString()),
                        new LinkedHashMap<>()));
            }
        }
        return list;
    }

    /** What is being done, while it is done. */
    private static void say(String what) {
        System.err.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - BEGIN) * 1e-9, what);
    }

    private static boolean works(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a contestant and returns what it printed. */
    private static List<String> run(Contestant contestant, Path folder, String mode, boolean oneCore)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (oneCore && works(List.of("taskset", "-c", "0", "true"))) {
            command.addAll(List.of(
                    "taskset", "-c", Integer.toString(Runtime.getRuntime().availableProcessors() - 1)));
        }
        command.addAll(contestant.command());
        command.addAll(List.of(folder.toString(), mode));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile());
        String threads = oneCore ? "1" : Integer.toString(Runtime.getRuntime().availableProcessors());
        for (String each : List.of("OMP", "OPENBLAS", "MKL")) {
            builder.environment().put(each + "_NUM_THREADS", threads);
        }
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            System.out.println(contestant.name() + " failed: " + String.join(" ", command));
            System.out.println(Files.readString(folder.resolve("errors.txt")));
        }
        return lines;
    }

    private static List<String> prepare(List<Contestant> contestants, Path folder) throws Exception {
        say("writing the data");
        run(contestants.getFirst(), folder, "write", false);
        for (Contestant each : contestants) {
            say("ten steps: " + each.name());
            run(each, folder, "check", false);
        }
        return Files.readAllLines(folder.resolve("cases.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** Whether everybody has gone the same way. */
    private static boolean compare(List<Contestant> contestants, List<String> cases, Path folder) {
        boolean same = true;
        for (String each : cases) {
            double[] lab = Flagships.read(folder.resolve(each + ".lab"));
            double[] data = Flagships.read(folder.resolve(each + ".bin"));
            double[] start = Arrays.copyOfRange(data, data.length - lab.length, data.length);
            for (Contestant other : contestants) {
                Path file = folder.resolve(each + "." + other.name());
                if (other.name().startsWith(BARE) || !Files.exists(file)) {
                    continue;
                }
                double[] reached = Flagships.read(file);
                double way = 0;
                double difference = 0;
                for (int i = 0; i < lab.length; i++) {
                    way = Math.max(way, Math.abs(lab[i] - start[i]));
                    difference = Math.max(difference, Math.abs(lab[i] - reached[i]));
                }
                if (!(difference <= SAME * way)) {
                    same = false;
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %s ends elsewhere than the lab, by %.1e of the way%n",
                            each,
                            other.name(),
                            difference / way);
                }
            }
        }
        System.out.println(
                same
                        ? "After ten steps all contestants agree to " + SAME + " of the way they have gone."
                        : "Not all contestants compute the same: the times below do not compare.");
        return same;
    }

    private static void time(Contestant contestant, Path folder, int milliseconds, boolean oneCore) throws Exception {
        for (String line : run(contestant, folder, Integer.toString(milliseconds), oneCore)) {
            String[] parts = line.split(" ");
            contestant.times().merge(parts[0], Double.parseDouble(parts[1]), Math::min);
        }
    }

    private static void print(List<Contestant> contestants, List<String> cases, boolean oneCore) {
        System.out.println();
        System.out.println(oneCore ? "One core, µs a step" : "All cores, µs a step");
        System.out.println();
        StringBuilder head = new StringBuilder("| step |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (Contestant each : contestants) {
            head.append(' ').append(each.name()).append(" |");
            rule.append(" ---: |");
        }
        System.out.println(head + " lab to C++ | NumPy to lab | PyTorch to lab |");
        System.out.println(rule + " ---: | ---: | ---: |");
        for (String name : cases) {
            StringBuilder row = new StringBuilder("| " + name + " |");
            for (Contestant each : contestants) {
                Double time = each.times().get(name);
                row.append(' ').append(time == null ? "" : shown(time)).append(" |");
            }
            double lab = least(contestants, name, BARE);
            row.append(' ')
                    .append(shown(lab / least(contestants, name, "eigen", "onepass")))
                    .append(" |");
            row.append(' ')
                    .append(shown(least(contestants, name, "numpy") / lab))
                    .append(" |");
            row.append(' ')
                    .append(shown(least(contestants, name, "torch") / lab))
                    .append(" |");
            System.out.println(row);
        }
    }

    private static double least(List<Contestant> contestants, String name, String... who) {
        return contestants.stream()
                .filter(each -> List.of(who).contains(each.name()))
                .mapToDouble(each -> each.times().getOrDefault(name, Double.NaN))
                .filter(time -> !Double.isNaN(time))
                .min()
                .orElse(Double.NaN);
    }

    private static String shown(double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, x < 10 ? "%.2f" : x < 100 ? "%.1f" : "%.0f", x);
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
