package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.mirrorflow.bridge.training.Training;

/**
 * The memory of a training over many steps: not a test, a main for whoever looks for a leak. Prints the resident memory of the
 * process and what Java's heap has of it, at a hundredth and at each tenth of the steps. With a heap of fixed size that is there
 * from the start (-Xms96m -Xmx96m -XX:+AlwaysPreTouch) what grows is native. Argument: a specification, which says how many
 * steps.
 */
public final class MemoryOverSteps {

    private MemoryOverSteps() {}

    /** Trains and prints. */
    public static void main(String[] arguments) throws Exception {
        try (Training training = new TorchTrainings().start(new ObjectMapper().readTree(arguments[0]), null)) {
            long steps = training.budget();
            long begun = System.nanoTime();
            System.out.println("steps; resident MB; of it Java's heap at most; used after a collection; seconds; loss");
            for (long step = 1; step <= steps; step++) {
                double loss = training.advance().getOrDefault("loss", 0.0);
                if (step == steps / 100 || step % (steps / 10) == 0) {
                    System.gc();
                    Runtime heap = Runtime.getRuntime();
                    System.out.printf(
                            Locale.ROOT,
                            "%d; %.1f; %.1f; %.1f; %.0f; %.3f%n",
                            step,
                            resident() / 1024.0,
                            heap.totalMemory() / 1048576.0,
                            (heap.totalMemory() - heap.freeMemory()) / 1048576.0,
                            (System.nanoTime() - begun) * 1e-9,
                            loss);
                }
            }
        }
    }

    /** In kilobytes. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
