package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.bridge.optim.OptimizerKinds;
import org.mirrorflow.bridge.training.Training;

/**
 * Every optimizer trains ResNet-20 on the images that come with the lab for a few hundred steps, with its defaults and from one
 * seed: not a test, a main whose table says what each of them reaches. Arguments: steps (300), batch (32), seed (1), then the kinds (all).
 */
public final class OptimizerTable {

    private OptimizerTable() {}

    /** Trains and prints. */
    public static void main(String[] arguments) throws Exception {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        List<String> kinds =
                arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : OptimizerKinds.ids();
        ObjectMapper json = new ObjectMapper();
        System.out.println("optimizer; loss of the last batch; test loss; test accuracy; seconds");
        for (String kind : kinds) {
            ObjectNode specification = (ObjectNode) json.readTree(("{'model':'resnet-20','schedule':{'kind':'cosine',"
                            + "'warm-up':20},'log':{'full-every':0,'test-most':1000},'optimizer':{'kind':'" + kind
                            + "'}}")
                    .replace('\'', '"'));
            specification
                    .put("steps", steps)
                    .put("batch", batch)
                    .put("seed", seed)
                    .put("threads", 1);
            long begun = System.nanoTime();
            try (Training training = new TorchTrainings().start(specification, null)) {
                Map<String, Double> last = Map.of();
                for (int i = 0; i < steps; i++) {
                    last = training.advance();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s; %.3f; %.3f; %.1f %%; %.0f%n",
                        kind,
                        last.get("loss"),
                        last.get("test-loss"),
                        100 * last.get("test-accuracy"),
                        (System.nanoTime() - begun) * 1e-9);
            }
        }
    }
}
