package org.mirrorflow.bridge.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mirrorflow.bridge.data.DataSets;
import org.mirrorflow.bridge.torch.NativeRuntime;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.bridge.worker.TorchTrainings;

/**
 * The time of training steps here against PyTorch's, in turn within one run, with as many threads: not a test, a main for
 * whoever measures. PyTorch runs in processes of its own (step_times.py), as it is started by default and in the environment
 * of a worker of the lab, and each of the two with its defaults and tuned; the ratio is to the fastest of the four. A step of the lab is a whole one, with the making of its batch and the norm of the gradient. Beside the time on the
 * clock stands the processor time, which other work on the machine disturbs less.
 *
 * <p>Arguments: {@code --python=/usr/bin/python3}, {@code --script=PATH}, {@code --threads=2}, {@code --rounds=8},
 * {@code --steps=3} steps of each in a round, {@code --cases=resnet-20-128,…}.
 */
public final class StepComparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM_UP = 3;

    private StepComparison() {}

    /** The same training here and there. */
    private record Case(String name, String here, String there) {}

    private static List<Case> cases() throws IOException {
        String images = "'channels':1,'side':28,'classes':10";
        int vocabulary = DataSets.text(DataSets.KING_JAMES, null).vocabulary();
        List<Case> cases = new ArrayList<>();
        for (int batch : new int[] {128, 32}) {
            cases.add(new Case(
                    "resnet-20-" + batch,
                    "'model':'resnet-20','batch':" + batch,
                    "'model':'resnet','depth':20,'width':16," + images + ",'batch':" + batch));
        }
        cases.add(new Case(
                "vit-tiny-32",
                "'model':'vit-tiny','batch':32",
                "'model':'vit','patch':4,'width':192,'depth':12,'heads':3," + images + ",'batch':32"));
        cases.add(new Case(
                "gpt-32",
                "'model':'gpt-chars','data':'king-james','batch':32",
                "'model':'gpt','context':128,'width':128,'depth':4,'heads':4,'batch':32,'vocabulary':" + vocabulary));
        return cases;
    }

    /** PyTorch in a process of its own. */
    private record Other(String name, Process process, BufferedWriter to, BufferedReader from) {

        static Other start(String name, String python, String script, int threads, boolean asWorker)
                throws IOException {
            ProcessBuilder builder = new ProcessBuilder(python, script, Integer.toString(threads));
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .keySet()
                    .removeAll(NativeRuntime.environment(Map.of()).keySet());
            if (asWorker) {
                builder.environment().putAll(NativeRuntime.environment(builder.environment()));
            }
            Process process = builder.start();
            return new Other(name, process, process.outputWriter(), process.inputReader());
        }

        JsonNode ask(String order) throws IOException {
            to.write(order + "\n");
            to.flush();
            String answer = from.readLine();
            if (answer == null) {
                throw new IOException(name + " ended without an answer to " + order);
            }
            return JSON.readTree(answer);
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        if (!System.getenv().containsKey("OPENBLAS_THREAD_TIMEOUT")) {
            // Once more, as a worker is started.
            List<String> words = new ArrayList<>(WorkerCommand.local().words());
            words.set(words.size() - 1, StepComparison.class.getName());
            words.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
            builder.environment().putAll(NativeRuntime.environment(builder.environment()));
            System.exit(builder.start().waitFor());
        }
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "python", "/usr/bin/python3",
                "script", "gpu-bridge/src/bench/python/step_times.py",
                "threads", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "rounds", "8",
                "steps", "3",
                "cases", ""));
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (parts.length != 2 || options.put(parts[0], parts[1]) == null) {
                throw new IllegalArgumentException(argument + " is no option; they are " + options.keySet());
            }
        }
        int threads = Integer.parseInt(option(options, "threads"));
        String python = option(options, "python");
        String script = Path.of(option(options, "script")).toString();
        List<Other> others = List.of(
                Other.start("PyTorch", python, script, threads, false),
                Other.start("PyTorch, started like a worker", python, script, threads, true));
        try {
            for (Case each : cases()) {
                String wanted = option(options, "cases");
                if (wanted.isEmpty() || List.of(wanted.split(",")).contains(each.name())) {
                    compare(
                            each,
                            others,
                            threads,
                            Integer.parseInt(option(options, "rounds")),
                            Integer.parseInt(option(options, "steps")));
                }
            }
        } finally {
            others.forEach(other -> other.process().destroy());
        }
    }

    private static String option(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }

    private static void compare(Case each, List<Other> others, int threads, int rounds, int steps) throws Exception {
        ObjectNode here = (ObjectNode) JSON.readTree("{" + each.here().replace('\'', '"') + "}");
        here.put("threads", threads).put("steps", 1_000_000);
        here.putObject("optimizer").put("kind", "adamw").put("step-size", 1e-3).put("weight-decay", 0.01);
        here.putObject("log").put("full-every", 0).put("test-most", 1).put("every", 1_000_000);
        try (Training training = new TorchTrainings().start(here, null)) {
            String build = "{\"build\":\"" + each.name() + "\"," + each.there().replace('\'', '"') + "}";
            String version = "";
            for (Other other : others) {
                JsonNode built = other.ask(build);
                version = built.path("version").asText();
                if (built.path("parameters").asLong() != training.parameters()) {
                    throw new IllegalStateException(each.name() + " has " + training.parameters()
                            + " parameters here and " + built.path("parameters") + " there");
                }
            }
            Map<String, List<double[]>> times = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                int count = round == 0 ? WARM_UP : steps;
                List<double[]> own = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    long from = System.nanoTime();
                    long worked = processorTime();
                    training.advance();
                    own.add(new double[] {(System.nanoTime() - from) * 1e-6, (processorTime() - worked) * 1e-6});
                }
                keep(round, times, "lab", own);
                for (Other other : others) {
                    for (boolean tuned : new boolean[] {false, true}) {
                        List<double[]> theirs = new ArrayList<>();
                        other.ask("{\"run\":\"" + each.name() + "\",\"tuned\":" + tuned + ",\"steps\":" + count + "}")
                                .path("times")
                                .forEach(time -> theirs.add(new double[] {
                                    time.path(0).asDouble(), time.path(1).asDouble()
                                }));
                        keep(round, times, other.name() + (tuned ? ", tuned" : ""), theirs);
                    }
                }
            }
            report(each, training.parameters(), threads, version, times);
        }
    }

    /** All but the first round, in which everything warms up. */
    private static void keep(int round, Map<String, List<double[]>> times, String name, List<double[]> taken) {
        if (round > 0) {
            times.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(taken);
        }
    }

    private static void report(
            Case each, long parameters, int threads, String version, Map<String, List<double[]>> times) {
        System.out.printf("%s: %d parameters, %d threads, PyTorch %s%n", each.name(), parameters, threads, version);
        double[] own = new double[4];
        double[] best = new double[4];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        times.forEach((name, taken) -> {
            double[] figures = new double[4];
            for (int measure = 0; measure < 2; measure++) {
                int which = measure;
                double[] sorted =
                        taken.stream().mapToDouble(time -> time[which]).sorted().toArray();
                figures[2 * measure] = sorted[0];
                figures[2 * measure + 1] = sorted[sorted.length / 2];
            }
            System.out.printf(
                    "  %-32s least %8.1f ms, median %8.1f ms; processor time least %8.1f ms, median %8.1f ms%n",
                    name, figures[0], figures[1], figures[2], figures[3]);
            for (int i = 0; i < 4; i++) {
                if (name.equals("lab")) {
                    own[i] = figures[i];
                } else {
                    best[i] = Math.min(best[i], figures[i]);
                }
            }
        });
        System.out.printf(
                "  ratio to the fastest PyTorch: least %.2f, median %.2f; of processor time %.2f, %.2f%n",
                own[0] / best[0], own[1] / best[1], own[2] / best[2], own[3] / best[3]);
    }

    /** Of this process, in nanoseconds. */
    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : System.nanoTime();
    }
}
