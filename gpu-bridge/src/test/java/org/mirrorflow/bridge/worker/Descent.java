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

/** Noisy descent of ½w², a training whose every step depends on all of its state: weight, random numbers, step. */
public final class Descent implements Training {

    private double w;
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
        w = 2;
    }

    /** What makes them. */
    public static final class Factory implements TrainingFactory {
        @Override
        public WorkerMessage.Described describe() {
            return new WorkerMessage.Described(
                    List.of(new WorkerMessage.Device("cpu", "test", 0)),
                    List.of("parabola"),
                    List.of("noise"),
                    List.of("sgd"));
        }

        @Override
        public ObjectNode resolve(JsonNode given) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.put("seed", 1).put("steps", 100).put("millis", 0);
            all.setAll((ObjectNode) given.deepCopy());
            ObjectNode optimizer = all.withObject("optimizer");
            if (!optimizer.path("kind").asText("sgd").equals("sgd")) {
                throw new IllegalArgumentException(
                        "optimizer.kind is \"" + optimizer.path("kind").asText() + "\"; allowed: sgd.");
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
        return 1;
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
        w -= rate * (w + random.nextGaussian());
        seed = random.nextLong();
        step++;
        time += rate;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", w * w / 2);
        if (step % 10 == 0) {
            metrics.put("weight", w);
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
            out.writeDouble(w);
            out.writeDouble(rate);
            out.writeLong(step);
            out.writeDouble(time);
            out.writeLong(seed);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void load(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            w = in.readDouble();
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
