package org.mirrorflow.bridge.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.bridge.nn.Encoder;
import org.mirrorflow.bridge.nn.Initialisation;
import org.mirrorflow.bridge.torch.Safetensors;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.bridge.training.TrainingFactory;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Short trainings on the images and the text that come with the lab, on one thread. */
final class TorchTrainingTest {

    @TempDir
    private Path folder;

    private final TrainingFactory trainings = new TorchTrainings();

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    /** A small network on some of the images. */
    private static JsonNode small(String rest) throws Exception {
        return json("{'model':{'kind':'small-cnn','width':4},'batch':16,'threads':1,"
                + "'log':{'full-every':0,'test-most':100}," + rest + "}");
    }

    private static Map<String, Double> run(Training training, long until) {
        Map<String, Double> last = Map.of();
        while (training.step() < until) {
            last = training.advance();
        }
        return last;
    }

    private static Map<String, Double> withoutTiming(Map<String, Double> metrics) {
        Map<String, Double> exact = new LinkedHashMap<>(metrics);
        exact.keySet().removeIf(id -> id.endsWith("per-second"));
        return exact;
    }

    @Test
    void aSmallNetworkLearnsRealImagesInSixtySteps() throws Exception {
        JsonNode specification = json("{'model':{'kind':'small-cnn','width':8},'batch':64,'threads':1,'steps':60,"
                + "'optimizer':{'kind':'sgd','step-size':0.05},'log':{'test-most':500,'layers':'yes','pruned':'yes'}}");
        try (Training training = trainings.start(specification, null)) {
            assertEquals("cpu", training.device());
            assertEquals(60, training.budget());
            Map<String, Double> first = training.advance();
            assertTrue(first.get("loss") > 0.8 * Math.log(10), first.toString());
            assertTrue(first.containsKey("images-per-second") && !first.containsKey("test-accuracy"));
            Map<String, Double> last = run(training, 60);
            // One in ten is chance.
            assertTrue(last.get("test-accuracy") > 0.65, "accuracy " + last);
            assertEquals(0, last.get("sparsity"));
            // Pruning hurts, the more the more is pruned, and leaves the network as it was.
            assertTrue(last.get("pruned-loss-80") > last.get("test-loss"));
            assertTrue(last.get("pruned-loss-95") > last.get("pruned-loss-80"));
            assertEquals(0, last.get("sparsity:conv1"));
            assertTrue(last.get("sign-flips") > 0 && last.get("effective-rank") > 1 && last.get("step-norm") > 0);
            assertEquals(60 * 0.05 / (1 - 0.9), training.time(), 1e-9);
        }
    }

    @Test
    void aTransformerReadsRealText() throws Exception {
        JsonNode specification = json("{'model':{'kind':'gpt-chars','width':32,'depth':1,'heads':2,'context':32},"
                + "'data':'king-james','batch':8,'threads':1,'steps':50,'optimizer':{'kind':'adamw','step-size':0.01},"
                + "'log':{'test-most':40}}");
        try (Training training = trainings.start(specification, null)) {
            double first = training.advance().get("loss");
            Map<String, Double> last = run(training, 50);
            // Better than knowing the frequencies of the characters alone, about 3.0 nats.
            assertTrue(first > 4 && last.get("test-loss") < 2.8, first + " " + last);
            assertTrue(last.containsKey("tokens-per-second"));
        }
    }

    /** A small encoder with weights from a file, by their published names. */
    @Test
    void anEncoderLearnsClassesOfTextsFromGivenWeights() throws Exception {
        Files.write(
                folder.resolve("vocab.txt"),
                List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "calm", "sea", "##s", "storm"));
        for (String each : List.of("calm", "storm")) {
            Path own = Files.createDirectories(folder.resolve("texts").resolve(each));
            for (int i = 0; i < 10; i++) {
                Files.writeString(own.resolve(i + ".txt"), "sea".repeat(i % 3) + " " + each + " seas");
            }
        }
        Path weights = folder.resolve("encoder.safetensors");
        try (Encoder other =
                new Encoder(torch.ScalarType.Float, "cpu", Initialisation.LECUN, 1, 77, 8, 0, 5, 8, 1, 2)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            other.parameters().forEach(each -> tensors.put(other.published(each.name()), each.entries()));
            Safetensors.write(weights, tensors, Map.of());
        }
        JsonNode specification = json("{'model':{'kind':'encoder','width':8,'depth':1,'heads':2,'context':6,'weights':'"
                + weights + "'},'data':{'kind':'text-folder','root':'" + folder.resolve("texts") + "','tokenizer':'"
                + folder + "'},'batch':4,'threads':1,'steps':40,'optimizer':{'kind':'adamw','step-size':0.02}}");
        try (Training training = trainings.start(specification, null)) {
            Map<String, Double> first = training.advance();
            Map<String, Double> last = run(training, 40);
            assertTrue(first.get("loss") > 0.5 && last.get("loss") < 0.1, first + " " + last);
            assertEquals(1, last.get("test-accuracy"));
            assertTrue(last.containsKey("texts-per-second") && last.containsKey("smallest-margin"));
        }
        InvalidSettingException images = assertThrows(
                InvalidSettingException.class,
                () -> trainings.start(json("{'model':'encoder','data':'fashion-mnist-12k'}"), null));
        assertEquals("data.kind", images.setting());
    }

    @Test
    void deterministicModeGivesTheSameBitsTwiceOnTwoThreads() throws Exception {
        JsonNode specification = json("{'model':{'kind':'small-cnn','width':4},'batch':32,'threads':2,'steps':6,"
                + "'deterministic':'yes','log':{'full-every':0,'test-most':100},'optimizer':{'kind':'adamw'}}");
        List<Map<String, Double>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Training training = trainings.start(specification, null)) {
                both.add(withoutTiming(run(training, 6)));
            }
        }
        assertEquals(both.get(0), both.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'optimizer':{'kind':'horst','alpha':5,'step-size':0.002},'mask':{'kind':'rigl','interval':3,'sparsity':0.7},'data':{'kind':'fashion-mnist-12k','augment':'shift-flip'},'schedule':'cosine'",
                "'optimizer':{'kind':'continuous-sparsification','momentum':0.5,'epoch-steps':4,'step-size':0.05}",
                "'optimizer':{'kind':'sparse-opt','base':'ham','momentum':0.9},'mask':{'kind':'snip','sparsity':0.5}",
                "'optimizer':{'kind':'nano-adam','choice-interval':3,'criterion':'random'}",
                "'optimizer':{'kind':'sign-in','reset-interval':5},'mask':{'kind':'set','interval':4,'sparsity':0.5}"
            })
    void aTrainingGoesOnFromACheckpointBitForBit(String rest) throws Exception {
        JsonNode specification = small("'steps':14," + rest);
        List<Map<String, Double>> straight = new ArrayList<>();
        Path file = folder.resolve("at-6");
        Path end = folder.resolve("end");
        Path again = folder.resolve("again");
        try (Training training = trainings.start(specification, null)) {
            run(training, 3);
            training.set("optimizer.step-size", DoubleNode.valueOf(0.004));
            run(training, 6);
            training.save(file);
            while (training.step() < 14) {
                straight.add(withoutTiming(training.advance()));
            }
            training.save(end);
        }
        try (Training training = trainings.start(specification, file)) {
            assertEquals(6, training.step());
            List<Map<String, Double>> resumed = new ArrayList<>();
            while (training.step() < 14) {
                resumed.add(withoutTiming(training.advance()));
            }
            assertEquals(straight, resumed);
            training.save(again);
        }
        assertArrayEquals(Files.readAllBytes(end), Files.readAllBytes(again));
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.toString().endsWith(".part")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "random | 'distribution':'erdos-renyi-kernel',",
                "magnitude | -",
                "snip | -",
                "synflow | 'rounds':10,",
                "set | 'interval':2,",
                "rigl | 'interval':2,'distribution':'erdos-renyi','least-inputs':2,",
                "gradual-magnitude | 'interval':2,"
            })
    void masksAreAsSparseAsAskedAndStaySo(String kind, String settings) throws Exception {
        String mask = "'mask':{'kind':'" + kind + "'," + (settings.equals("-") ? "" : settings) + "'sparsity':0.8}";
        JsonNode specification =
                small("'steps':9,'optimizer':{'kind':'horst','alpha':2,'step-size':0.001,'weight-decay':0.1}," + mask);
        try (Training training = trainings.start(specification, null)) {
            Map<String, Double> metrics = run(training, 9);
            assertEquals(0.8, metrics.get("sparsity"), 0.01, metrics.toString());
            assertEquals(0.2, metrics.get("mask-density"), 0.01);
            boolean explores = kind.equals("set") || kind.equals("rigl") || kind.equals("gradual-magnitude");
            assertEquals(explores, metrics.get("exploration-rate") > metrics.get("mask-density") + 0.01);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-descent", "adam", "lion", "muon", "ham", "hyperbolic", "sam"})
    void everyOptimizerLowersTheLoss(String kind) throws Exception {
        double step = switch (kind) {
            case "lion", "sign-descent" -> 0.001;
            case "adam", "muon" -> 0.005;
            default -> 0.05;
        };
        String alpha = kind.equals("hyperbolic") ? ",'alpha':2,'gamma':0.5" : kind.equals("ham") ? ",'alpha':1" : "";
        JsonNode specification =
                small("'steps':25,'optimizer':{'kind':'" + kind + "','step-size':" + step + alpha + "}");
        try (Training training = trainings.start(specification, null)) {
            double first = training.advance().get("loss");
            double late = 0;
            run(training, 20);
            for (int i = 0; i < 5; i++) {
                late += training.advance().get("loss") / 5;
            }
            assertTrue(late < first - 0.3, kind + ": " + first + " to " + late);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind':'resnet-20','width':2",
                "'kind':'vit-tiny','width':8,'heads':2,'depth':1,'patch':7",
            })
    void everyNetworkOfImagesTrains(String model) throws Exception {
        JsonNode specification = json("{'model':{" + model + "},'batch':8,'threads':1,'steps':4,"
                + "'optimizer':{'kind':'adamw','step-size':0.002},'log':{'test-most':20}}");
        try (Training training = trainings.start(specification, null)) {
            Map<String, Double> last = run(training, 4);
            assertTrue(last.values().stream().allMatch(Double::isFinite), last.toString());
            assertTrue(last.get("gradient-norm") > 0);
        }
    }

    @Test
    void whatOnlyTheDataOrTheLayersShowIsRefusedToo() throws Exception {
        JsonNode specification = json("{'model':{'kind':'vit-tiny','patch':5}}");
        InvalidSettingException e =
                assertThrows(InvalidSettingException.class, () -> trainings.start(specification, null));
        assertTrue(e.setting().startsWith("model") && e.getMessage().contains("patches of 5"), e.getMessage());
        JsonNode words = small("'optimizer':{'kind':'sign-in','beta':'1, one'}");
        InvalidSettingException list = assertThrows(InvalidSettingException.class, () -> trainings.start(words, null));
        assertEquals("optimizer.beta", list.setting());
    }

    @Test
    void settingsChangeUnderWayOrAreRefused() throws Exception {
        try (Training training = trainings.start(
                small("'steps':5,'optimizer':{'kind':'sgd','gradient-clip':0.5,'step-size':0.1,'momentum':0}"), null)) {
            Map<String, Double> clipped = training.advance();
            assertTrue(clipped.get("gradient-norm") > 0.5);
            assertEquals(0.05, clipped.get("step-norm"), 1e-5);
            training.set("optimizer.step-size", DoubleNode.valueOf(0.02));
            training.set("steps", IntNode.valueOf(3));
            Map<String, Double> changed = training.advance();
            assertEquals(0.02, changed.get("step-size"));
            assertEquals(0.01, changed.get("step-norm"), 1e-5);
            assertEquals(3, training.budget());
            assertThrows(IllegalArgumentException.class, () -> training.set("batch", IntNode.valueOf(3)));
            assertThrows(
                    IllegalArgumentException.class, () -> training.set("optimizer.step-size", DoubleNode.valueOf(0)));
            assertTrue(training.advance().containsKey("test-accuracy"));
        }
    }

    @Test
    void checkpointsThatAreDamagedOrOfAnotherTrainingAreRefused() throws Exception {
        JsonNode specification = small("'steps':5");
        Path file = folder.resolve("checkpoint");
        try (Training training = trainings.start(specification, null)) {
            training.advance();
            training.save(file);
        }
        InvalidSettingException other =
                assertThrows(InvalidSettingException.class, () -> trainings.start(small("'seed':8"), file));
        assertEquals("seed", other.setting());
        byte[] bytes = Files.readAllBytes(file);
        Path broken = folder.resolve("broken");
        for (int length : new int[] {0, 5, 200, bytes.length - 10}) {
            Files.write(broken, Arrays.copyOf(bytes, length));
            assertThrows(IOException.class, () -> trainings.start(specification, broken), "length " + length);
        }
        bytes[bytes.length - 100] ^= 1;
        Files.write(broken, bytes);
        assertTrue(assertThrows(IOException.class, () -> trainings.start(specification, broken))
                .getMessage()
                .contains("checksum"));
        assertThrows(IOException.class, () -> trainings.start(specification, folder.resolve("absent")));
    }

    @Test
    void theFactoryIsFoundAndSaysWhatThereIs() throws Exception {
        TrainingFactory found =
                ServiceLoader.load(TrainingFactory.class).findFirst().orElseThrow();
        assertTrue(found.describe().datasets().contains("fashion-mnist-12k"));
        assertTrue(found.describe().devices().stream()
                .anyMatch(device -> device.id().equals("cpu")));
        assertEquals(
                "small-cnn",
                found.resolve(json("{}")).path("model").path("kind").asText());
        assertThrows(
                InvalidSettingException.class,
                () -> found.start(json("{'device':'cuda:7','model':'small-cnn'}"), null));
    }

    @Test
    void ranksOfSpectra() {
        assertEquals(4, NetworkMetrics.effectiveRank(new double[] {2, 2, 2, 2, 0}), 1e-12);
        assertEquals(1.25, NetworkMetrics.stableRank(new double[] {2, 1}), 1e-12);
    }
}
