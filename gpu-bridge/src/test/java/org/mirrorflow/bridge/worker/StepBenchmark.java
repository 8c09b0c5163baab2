package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.mirrorflow.bridge.training.Training;

/** Time and memory of the steps of a training, or its metrics: not a test, a main for whoever measures. */
public final class StepBenchmark {

    private StepBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the specification; then, to print the metrics of the last step besides, the word metrics
     */
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode specification = json.readTree(arguments.length == 0 ? "{\"model\":\"resnet-20\"}" : arguments[0]);
        boolean metrics = arguments.length > 1 && arguments[1].equals("metrics");
        if (!metrics && specification instanceof ObjectNode object) {
            object.putObject("log").put("full-every", 0).put("test-most", 1).put("every", 1);
        }
        try (Training training = new TorchTrainings().start(specification, null)) {
            int steps = Math.toIntExact(training.budget());
            double[] times = new double[steps];
            long begun = System.nanoTime();
            Map<String, Double> last = Map.of();
            for (int i = 0; i < steps; i++) {
                long from = System.nanoTime();
                last = training.advance();
                times[i] = (System.nanoTime() - from) * 1e-6;
            }
            double[] settled = Arrays.copyOfRange(times, Math.min(steps / 4, 10), steps - 1);
            Arrays.sort(settled);
            System.out.printf(
                    "%d parameters, %d steps in %.1f s; a step: median %.1f ms, least %.1f, 9 of 10 below %.1f; memory %s%n",
                    training.parameters(),
                    steps,
                    (System.nanoTime() - begun) * 1e-9,
                    settled[settled.length / 2],
                    settled[0],
                    settled[settled.length * 9 / 10],
                    memory());
            if (metrics) {
                System.out.println(last);
            }
        }
    }

    private static String memory() throws java.io.IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("unknown")
                        .replaceAll("\\s+", " ")
                : "unknown";
    }
}
