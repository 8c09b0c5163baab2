package org.mirrorflow.bridge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSetsTest {

    @TempDir
    private Path folder;

    private static byte[] idx(int magic, int[] sizes, int body) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + body).putInt(magic);
        Arrays.stream(sizes).forEach(bytes::putInt);
        for (int i = 0; i < body; i++) {
            bytes.put((byte) (i % 10));
        }
        return bytes.array();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void writeMnist(byte[] images, byte[] labels) throws IOException {
        for (String split : new String[] {"train", "t10k"}) {
            Files.write(folder.resolve(split + "-images-idx3-ubyte.gz"), images);
            Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels);
        }
    }

    private String complaint(String id) {
        return assertThrows(IOException.class, () -> DataSets.images(id, folder))
                .getMessage();
    }

    @Test
    void theImagesThatComeWithTheLabAreFashionMnist() throws IOException {
        DataSets.Images images = DataSets.images(DataSets.FASHION_12K, null);
        assertEquals(12_000, images.training().count());
        assertEquals(2_000, images.test().count());
        int[] classes = new int[10];
        for (int i = 0; i < 12_000; i++) {
            classes[images.training().label(i)]++;
        }
        // Drawn at random from ten classes of equal size.
        assertTrue(Arrays.stream(classes).allMatch(count -> Math.abs(count - 1200) < 120), Arrays.toString(classes));
        // Published mean and deviation of the whole set: 0.2860, 0.3530.
        assertEquals(0.286, images.training().means()[0], 0.004);
        assertEquals(0.353, images.training().deviations()[0], 0.004);
    }

    @Test
    void theTextThatComesWithTheLabIsEnglish() throws IOException {
        Text text = DataSets.text(DataSets.KING_JAMES, null);
        assertTrue(text.symbols().length > 900_000);
        assertTrue(text.vocabulary() < 100);
        assertTrue(text.unigramEntropy() > 2.8 && text.unigramEntropy() < 3.3, "entropy " + text.unigramEntropy());
    }

    @Test
    void idxFilesAreReadPackedOrNotAndDamageIsNamed() throws IOException {
        byte[] images = idx(0x803, new int[] {20, 3, 2}, 120);
        byte[] labels = idx(0x801, new int[] {20}, 20);
        writeMnist(packed(images), labels);
        ImageSet read = DataSets.images(DataSets.MNIST, folder).training();
        assertEquals(20, read.count());
        assertEquals(2, read.width());
        assertEquals(7, read.label(17));

        writeMnist(packed(Arrays.copyOf(images, 100)), labels);
        assertTrue(complaint(DataSets.MNIST).contains("truncated"));
        writeMnist(Arrays.copyOf(packed(images), 30), labels);
        assertTrue(complaint(DataSets.MNIST).contains("train-images-idx3-ubyte.gz"));
        writeMnist(images, labels);
        assertTrue(complaint(DataSets.MNIST).contains("unpacked"));
        writeMnist(packed(labels), labels);
        assertTrue(complaint(DataSets.MNIST).contains("0x00000801"));
        writeMnist(packed(images), idx(0x801, new int[] {19}, 19));
        assertTrue(complaint(DataSets.MNIST).contains("20 images"));
        byte[] wrong = labels.clone();
        wrong[12] = 11;
        writeMnist(packed(images), wrong);
        assertTrue(complaint(DataSets.MNIST).contains("class 11"));
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertTrue(complaint(DataSets.MNIST).contains("is not there"));
        assertTrue(assertThrows(IOException.class, () -> DataSets.images(DataSets.MNIST, null))
                .getMessage()
                .contains("data.root"));
    }

    @Test
    void cifarRecordsAreReadAndDamageIsNamed() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("cifar-100-binary"));
        byte[] records = new byte[2 * 3074];
        records[0] = 3;
        records[1] = 42;
        records[2] = (byte) 200;
        records[3074 + 1] = 99;
        Files.write(inner.resolve("train.bin"), records);
        Files.write(inner.resolve("test.bin"), records);
        ImageSet read = DataSets.images(DataSets.CIFAR_100, folder).training();
        assertEquals(42, read.label(0));
        assertEquals(99, read.label(1));
        assertEquals((byte) 200, read.pixels()[0]);
        Files.write(inner.resolve("test.bin"), Arrays.copyOf(records, 5000));
        assertTrue(complaint(DataSets.CIFAR_100).contains("5000 bytes"));
        records[1] = 100;
        Files.write(inner.resolve("train.bin"), records);
        assertTrue(complaint(DataSets.CIFAR_100).contains("class 100"));
        assertTrue(complaint(DataSets.CIFAR_10).contains("data_batch_1.bin"));
    }

    @Test
    void textsAreUtf8AndLongEnough() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "abra cadabra ".repeat(20));
        Text text = DataSets.text(DataSets.TEXT, file);
        assertEquals(6, text.vocabulary());
        assertArrayEquals(new int[] {1, 2, 5, 1, 0}, Arrays.copyOf(text.symbols(), 5));
        assertThrows(IllegalArgumentException.class, () -> new TextBatches(text, 26, 0));
        TextBatches batches = new TextBatches(text, 5, 0);
        long[] inputs = new long[10];
        long[] targets = new long[10];
        batches.training(3, inputs, targets);
        assertArrayEquals(Arrays.copyOfRange(inputs, 1, 5), Arrays.copyOfRange(targets, 0, 4));
        Files.write(file, new byte[] {'a', (byte) 0xFF, 'b'});
        assertTrue(assertThrows(IOException.class, () -> DataSets.text(DataSets.TEXT, file))
                .getMessage()
                .contains("UTF-8"));
    }

    @Test
    void anEpochShowsEveryImageOnceAndTheNextInAnotherOrder() {
        ImageSet images = new ImageSet("numbers", 1, 8, 8, 50, new byte[50 * 64], numbers());
        ImageBatches batches = new ImageBatches(images, new double[] {0}, new double[] {1}, Augmentation.NONE, 5);
        Set<Long> seen = new HashSet<>();
        long[] first = new long[10];
        for (int k = 0; k < 5; k++) {
            long[] labels = new long[10];
            batches.training(k, new float[10 * 64], labels);
            Arrays.stream(labels).forEach(seen::add);
            first = k == 0 ? labels : first;
        }
        assertEquals(50, seen.size());
        long[] next = new long[10];
        batches.training(5, new float[10 * 64], next);
        assertFalse(Arrays.equals(first, next));
        long[] again = new long[10];
        batches.training(0, new float[10 * 64], again);
        assertArrayEquals(first, again);
    }

    private static byte[] numbers() {
        byte[] labels = new byte[50];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) i;
        }
        return labels;
    }

    @Test
    void augmentationShiftsAndFlipsAndNothingElse() {
        byte[] pixels = new byte[64];
        pixels[3 * 8 + 2] = (byte) 255;
        ImageSet images = new ImageSet("dot", 1, 8, 8, 1, pixels, new byte[1]);
        ImageBatches batches = new ImageBatches(images, new double[] {0}, new double[] {1}, Augmentation.SHIFT_FLIP, 1);
        Set<Integer> places = new HashSet<>();
        float[] inputs = new float[64 * 64];
        batches.training(0, inputs, new long[64]);
        for (int i = 0; i < 64; i++) {
            int lit = -1;
            for (int at = 0; at < 64; at++) {
                if (inputs[i * 64 + at] != 0) {
                    assertEquals(-1, lit, "one dot in image " + i);
                    lit = at;
                }
            }
            places.add(lit);
        }
        // Up to one row and column either way, around column 2 or its mirror image 5.
        Set<Integer> allowed = new HashSet<>();
        for (int y = 2; y <= 4; y++) {
            for (int x : new int[] {1, 2, 3, 4, 5, 6}) {
                allowed.add(y * 8 + x);
            }
        }
        assertEquals(allowed, places);
    }
}
