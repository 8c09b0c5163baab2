package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.bridge.optim.OptimizerKinds;
import org.mirrorflow.bridge.training.Training;

/**
 * Every optimizer trains ResNet-20 on the images that come with the lab for a few hundred steps, from one seed: not a test, a
 * main whose table says what each of them reaches. Arguments: steps (300), batch (32), seed (1), then the kinds (all).
 */
public final class OptimizerTable {

    /** Step sizes and settings with which 300 steps lead somewhere; what is not named has its default. */
    private static final Map<String, String> SETTINGS = settings();

    private OptimizerTable() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sgd", "'step-size':0.1,'momentum':0.9");
        settings.put("sign-descent", "'step-size':0.001");
        settings.put("adam", "'step-size':0.002");
        settings.put("adamw", "'step-size':0.002");
        settings.put("lion", "'step-size':0.0005");
        settings.put("muon", "'step-size':0.02");
        settings.put("ham", "'step-size':0.1,'base':'sgd','momentum':0.9,'alpha':0.1");
        settings.put("horst", "'step-size':0.002,'alpha':20");
        settings.put("hyperbolic", "'step-size':0.3,'form':'entropy','alpha':1,'gamma':0.1");
        settings.put("sam", "'step-size':0.1,'base':'sgd','momentum':0.9");
        settings.put("sparse-opt", "'step-size':0.1,'base':'sgd','momentum':0.9");
        settings.put("nano-adam", "'step-size':0.002");
        settings.put("sign-in", "'step-size':0.1,'momentum':0.9");
        settings.put("continuous-sparsification", "'step-size':0.1,'momentum':0.9");
        return settings;
    }

    /** Trains and prints. */
    public static void main(String[] arguments) throws Exception {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        List<String> kinds =
                arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : OptimizerKinds.ids();
        ObjectMapper json = new ObjectMapper();
        System.out.println("optimizer; loss of the last batch; test loss; test accuracy; seconds; settings");
        for (String kind : kinds) {
            String given = SETTINGS.getOrDefault(kind, "");
            ObjectNode specification = (ObjectNode) json.readTree(("{'model':'resnet-20','schedule':{'kind':'cosine',"
                            + "'warm-up':20},'log':{'full-every':0,'test-most':1000},'optimizer':{'kind':'" + kind + "'"
                            + (given.isEmpty() ? "" : "," + given) + "}}")
                    .replace('\'', '"'));
            specification.put("steps", steps).put("batch", batch).put("seed", seed).put("threads", 1);
            long begun = System.nanoTime();
            try (Training training = new TorchTrainings().start(specification, null)) {
                Map<String, Double> last = Map.of();
                for (int i = 0; i < steps; i++) {
                    last = training.advance();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s; %.3f; %.3f; %.1f %%; %.0f; %s%n",
                        kind,
                        last.get("loss"),
                        last.get("test-loss"),
                        100 * last.get("test-accuracy"),
                        (System.nanoTime() - begun) * 1e-9,
                        given.replace("'", ""));
            }
        }
    }
}
