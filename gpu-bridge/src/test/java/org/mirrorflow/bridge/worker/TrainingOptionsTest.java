package org.mirrorflow.bridge.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.bridge.torch.Safetensors;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** What a training can be asked for besides its network, data and optimizer. */
final class TrainingOptionsTest {

    @TempDir
    private Path folder;

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static Training start(String text) throws Exception {
        return new TorchTrainings().start(json(text), null);
    }

    private static final String SMALL = "'model':{'kind':'small-cnn','width':4,'norm':'none'},'threads':1,'steps':3,"
            + "'log':{'full-every':0,'test-most':50},'optimizer':{'kind':'adamw','step-size':0.01}";

    private static Map<String, Double> run(Training training, int steps) {
        Map<String, Double> last = Map.of();
        for (int i = 0; i < steps; i++) {
            last = training.advance();
        }
        return last;
    }

    /** A batch in pieces has the gradient of the whole: after three steps the weights are the same but for rounding. */
    @Test
    void aBatchInPiecesIsTheBatch() throws Exception {
        String doubled = "{" + SMALL + ",'batch':24,'precision':'double'";
        Path whole = folder.resolve("whole");
        Path pieces = folder.resolve("pieces");
        try (Training one = start(doubled + "}");
                Training four = start(doubled + ",'accumulate':4}")) {
            Map<String, Double> a = run(one, 3);
            Map<String, Double> b = run(four, 3);
            assertEquals(a.get("loss"), b.get("loss"), 1e-12);
            assertEquals(a.get("batch-accuracy"), b.get("batch-accuracy"), 1e-12);
            assertEquals(a.get("gradient-norm"), b.get("gradient-norm"), 1e-10);
            one.save(whole);
            four.save(pieces);
        }
        ByteBuffer a = entries(whole, "hidden");
        ByteBuffer b = entries(pieces, "hidden");
        assertTrue(a.remaining() > 8000);
        while (a.hasRemaining()) {
            assertEquals(a.getDouble(), b.getDouble(), 1e-10);
        }
        assertTrue(assertThrows(InvalidSettingException.class, () -> start("{'batch':10,'accumulate':4}"))
                .getMessage()
                .contains("does not divide the batch of 10"));
    }

    private static ByteBuffer entries(Path file, String name) throws IOException {
        ByteBuffer entries = Safetensors.read(file).tensors().get(name);
        if (entries == null) {
            throw new IOException(name + " is missing");
        }
        return entries.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** At the smallest depth: two steps forward and back change the loss of a batch. */
    @Test
    void theSmallVisionTransformerTrains() throws Exception {
        try (Training training =
                start("{'model':{'kind':'vit-small','depth':1,'patch':14},'threads':1,'batch':4,'steps':2,"
                        + "'optimizer':{'kind':'adamw'},'log':{'test-most':4,'full-every':0}}")) {
            // 384 for each of 196 entries of a patch, of its shift and of 4 places; the block, the norm and the head.
            assertEquals(384 * (196 + 1 + 4) + 12 * 384 * 384 + 13 * 384 + 2 * 384 + 10 * 385, training.parameters());
            Map<String, Double> first = training.advance();
            Map<String, Double> second = training.advance();
            assertTrue(first.get("gradient-norm") > 0 && first.get("step-norm") > 0, first.toString());
            assertNotEquals(first.get("loss"), second.get("loss"));
        }
    }

    /** bfloat16 keeps eight bits: near, and not the same. */
    @Test
    void mixedPrecisionIsNearSingle() throws Exception {
        try (Training single = start("{" + SMALL + ",'batch':16}");
                Training mixed = start("{" + SMALL + ",'batch':16,'precision':'mixed','deterministic':'yes'}")) {
            double a = single.advance().getOrDefault("loss", Double.NaN);
            double b = mixed.advance().getOrDefault("loss", Double.NaN);
            assertEquals(a, b, 0.02);
            assertNotEquals(a, b);
            assertTrue(run(mixed, 2).getOrDefault("loss", Double.NaN) < 3);
        }
    }

    /** From a checkpoint of another training, with a head of its own; and from numbers of half precision. */
    @Test
    void aTrainingStartsFromWeightsOfAFile() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        try (Training training = start("{" + SMALL + ",'batch':16}")) {
            run(training, 3);
            training.save(file);
        }
        String tuned = "{" + SMALL.replace("'norm':'none'", "'norm':'none','weights':'" + file + "'")
                + ",'batch':16,'seed':5}";
        Path again = folder.resolve("again");
        try (Training training = start(tuned)) {
            training.save(again);
        }
        assertArrayEquals(bytes(file, "conv2"), bytes(again, "conv2"));
        assertArrayEquals(bytes(file, "head"), bytes(again, "head"));

        String other = tuned.replace("'width':4", "'width':6");
        assertTrue(
                assertThrows(IOException.class, () -> start(other)).getMessage().contains("no conv1 of the shape"));
        assertTrue(assertThrows(IOException.class, () -> start(tuned.replace("weights.s", "none.s")))
                .getMessage()
                .contains("is not there"));

        Path half = folder.resolve("half");
        String header = "{'x':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]},"
                + "'y':{'dtype':'F16','shape':[1],'data_offsets':[4,6]},"
                + "'z':{'dtype':'I8','shape':[1],'data_offsets':[6,7]}}";
        byte[] head = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + head.length + 7).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(head.length).put(head).putShort((short) 0x3F80).putShort((short) 0xC000);
        all.putShort((short) 0x3800).put((byte) 1);
        Files.write(half, all.array());
        Safetensors.Content content = Safetensors.read(half);
        try (org.bytedeco.javacpp.PointerScope _ = new org.bytedeco.javacpp.PointerScope()) {
            var two = org.bytedeco.pytorch.AbstractTensor.create(new double[2], 2);
            assertTrue(content.convert("x", two));
            assertArrayEquals(new double[] {1, -2}, org.mirrorflow.bridge.torch.Tensors.values(two));
            var one = org.bytedeco.pytorch.AbstractTensor.create(new double[1], 1);
            assertTrue(content.convert("y", one));
            assertArrayEquals(new double[] {0.5}, org.mirrorflow.bridge.torch.Tensors.values(one));
            assertTrue(!content.convert("x", one) && !content.convert("w", one));
            assertTrue(assertThrows(IOException.class, () -> content.convert("z", one))
                    .getMessage()
                    .contains("I8"));
        }
    }

    private static byte[] bytes(Path file, String name) throws IOException {
        ByteBuffer entries = entries(file, name);
        byte[] bytes = new byte[entries.remaining()];
        entries.get(bytes);
        return bytes;
    }

    /** By the names of the toys' observables; margins and accuracy belong together. */
    @Test
    void metricsOfTheToysAreRecorded() throws Exception {
        try (Training training =
                start("{" + SMALL.replace("'adamw'", "'sign-in','reset-interval':2,'beta':'0.5'") + ",'batch':16}")) {
            Map<String, Double> last = run(training, 3);
            assertTrue(last.get("smallest-margin") < last.get("mean-margin"), last.toString());
            assertTrue(
                    last.get("activation-sparsity") > 0.05 && last.get("activation-sparsity") < 0.95, last.toString());
            assertTrue(last.get("gw-r") > 0 && Math.abs(last.get("gw-spearman")) <= 1, last.toString());
            // A step of descent without momentum multiplies m² − w² by 1 − η²g², and a reset makes it 0.5 again.
            assertEquals(0.5, last.get("balance-mean"), 0.01);
            assertTrue(last.get("balance-spread") < 0.05, last.toString());
        }
        try (Training training = start("{" + SMALL + ",'batch':16}")) {
            Map<String, Double> last = run(training, 3);
            assertTrue(!last.containsKey("balance-mean"));
            double accuracy = last.get("test-accuracy");
            assertEquals(accuracy < 1, last.get("smallest-margin") < 0);
        }
    }
}
