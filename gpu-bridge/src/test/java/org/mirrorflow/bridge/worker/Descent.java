package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.bridge.training.TrainingFactory;

/**
 * Noisy descent of ½‖w − w*‖², a training whose every step depends on all of its state: weights, random numbers, step. Under
 * {@code horst} a hyperbolic step follows each.
 */
public final class Descent implements Training {

    private static final int SIZE = 20;
    private static final List<String> OPTIMIZERS = List.of("sgd", "adamw", "horst");

    private final double[] w = new double[SIZE];
    private final boolean hyperbolic;
    private double rate;
    private long step;
    private double time;
    private long seed;
    private final long budget;
    private final long millis;

    private Descent(ObjectNode specification) {
        seed = specification.path("seed").asLong();
        rate = specification.path("optimizer").path("step-size").asDouble();
        budget = specification.path("steps").asLong();
        millis = specification.path("millis").asLong();
        hyperbolic = specification.path("optimizer").path("kind").asText().equals("horst");
        for (int i = 0; i < SIZE; i++) {
            w[i] = Math.cos(3 * i);
        }
    }

    private static double target(int i) {
        return i < 4 ? 2 - i : 0;
    }

    /** What makes them. */
    public static final class Factory implements TrainingFactory {
        @Override
        public WorkerMessage.Described describe() {
            return new WorkerMessage.Described(
                    List.of(new WorkerMessage.Device("cpu", "test", 0)),
                    List.of("parabola"),
                    List.of("noise"),
                    OPTIMIZERS);
        }

        @Override
        public ObjectNode resolve(JsonNode given) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.put("seed", 1).put("steps", 100).put("millis", Long.getLong("descent.millis", 0));
            all.setAll((ObjectNode) given.deepCopy());
            ObjectNode optimizer = all.withObject("optimizer");
            if (!OPTIMIZERS.contains(optimizer.path("kind").asText("sgd"))) {
                throw new IllegalArgumentException("optimizer.kind is \""
                        + optimizer.path("kind").asText() + "\"; allowed: " + String.join(", ", OPTIMIZERS) + ".");
            }
            if (!optimizer.has("step-size")) {
                optimizer.put("step-size", 0.05);
            }
            return all;
        }

        @Override
        public Training start(JsonNode given, @Nullable Path checkpoint) throws IOException {
            System.out.println("this must not be taken for a message");
            Descent descent = new Descent(resolve(given));
            if (checkpoint != null) {
                descent.load(checkpoint);
            }
            return descent;
        }
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public long parameters() {
        return SIZE;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public long budget() {
        return budget;
    }

    @Override
    public Map<String, Double> advance() {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SIZE; i++) {
            double g = w[i] - target(i) + 0.3 * random.nextGaussian();
            w[i] -= rate * g;
            w[i] *= hyperbolic ? Math.exp(-rate * (Math.signum(w[i]) * g + 0.1)) : 1;
        }
        seed = random.nextLong();
        step++;
        time += rate;
        Map<String, Double> metrics = new LinkedHashMap<>();
        double loss = 0;
        double one = 0;
        double two = 0;
        double flips = 0;
        for (int i = 0; i < SIZE; i++) {
            loss += (w[i] - target(i)) * (w[i] - target(i)) / 2;
            one += Math.abs(w[i]);
            two += w[i] * w[i];
            flips += w[i] * Math.cos(3 * i) < 0 ? 1 : 0;
        }
        metrics.put("loss", loss);
        metrics.put("l1-l2-ratio", one / Math.sqrt(two));
        if (step % 10 == 0) {
            metrics.put("sign-flips", flips);
        }
        return metrics;
    }

    @Override
    public void set(String path, JsonNode value) {
        if (!path.equals("optimizer.step-size")) {
            throw new IllegalArgumentException(path + " cannot change while it runs; allowed: optimizer.step-size.");
        }
        rate = value.doubleValue();
    }

    @Override
    public void save(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(part))) {
            for (double each : w) {
                out.writeDouble(each);
            }
            out.writeDouble(rate);
            out.writeLong(step);
            out.writeDouble(time);
            out.writeLong(seed);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void load(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (int i = 0; i < SIZE; i++) {
                w[i] = in.readDouble();
            }
            rate = in.readDouble();
            step = in.readLong();
            time = in.readDouble();
            seed = in.readLong();
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
