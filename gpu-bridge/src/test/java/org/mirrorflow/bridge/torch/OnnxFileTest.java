package org.mirrorflow.bridge.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxFileTest {

    @TempDir
    private Path folder;

    /** A message in the encoding of protocol buffers, as far as these files need it. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte... content) {
            varint((long) field << 3 | 2);
            varint(content.length);
            bytes.writeBytes(content);
            return this;
        }

        Message text(int field, String content) {
            return bytes(field, content.getBytes(StandardCharsets.UTF_8));
        }

        private void varint(long value) {
            long rest = value;
            while (rest >= 0x80) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }

    private static Message tensor(String name, int type, long... shape) {
        Message tensor = new Message().number(2, type).text(8, name);
        Arrays.stream(shape).forEach(size -> tensor.number(1, size));
        return tensor;
    }

    private static byte[] singles(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static List<Float> numbers(Safetensors.Content content, String name) {
        ByteBuffer bytes = content.tensors().get(name).order(ByteOrder.LITTLE_ENDIAN);
        return java.util.stream.IntStream.range(0, bytes.remaining() / 4)
                .mapToObj(i -> bytes.getFloat(4 * i))
                .toList();
    }

    @Test
    void weightsOfEightBitsBecomeNumbersByTheNamesOfTheirLayers() throws IOException {
        byte[] product = new Message()
                .text(1, "x")
                .text(1, "onnx::MatMul_7_quantized")
                .text(3, "/layer.0/dense/MatMul_quant")
                .text(4, "MatMulInteger")
                .done();
        byte[] graph = new Message()
                .bytes(1, product)
                .bytes(
                        5,
                        tensor("layer.0.dense.bias", 1, 2)
                                .bytes(9, singles(1, -2))
                                .done())
                // Two inputs, three outputs; a scale and a zero for each output.
                .bytes(
                        5,
                        tensor("onnx::MatMul_7_quantized", 3, 2, 3)
                                .bytes(9, new byte[] {1, 2, 3, -4, -5, -6})
                                .done())
                .bytes(
                        5,
                        tensor("onnx::MatMul_7_scale", 1, 3)
                                .bytes(4, singles(1, 0.5f, 2))
                                .done())
                .bytes(
                        5,
                        tensor("onnx::MatMul_7_zero_point", 3, 3)
                                .bytes(5, new byte[] {0, 1, 0})
                                .done())
                .bytes(
                        5,
                        tensor("words_quantized", 2, 1, 2)
                                .bytes(9, new byte[] {(byte) 200, 10})
                                .done())
                .bytes(5, tensor("words_scale", 1).bytes(9, singles(0.25f)).done())
                .bytes(5, tensor("words_zero_point", 2).number(5, 100).done())
                .bytes(5, tensor("places", 7, 1).bytes(9, new byte[8]).done())
                .done();
        Path file = Files.write(
                folder.resolve("a.onnx"),
                new Message().number(1, 8).bytes(7, graph).done());
        Safetensors.Content content = OnnxFile.read(file);
        assertEquals(
                java.util.Set.of("layer.0.dense.bias", "layer.0.dense.weight", "words"),
                content.tensors().keySet());
        assertEquals(List.of(1f, -2f), numbers(content, "layer.0.dense.bias"));
        assertEquals(List.of(3L, 2L), content.shapes().get("layer.0.dense.weight"));
        assertEquals(List.of(1f, -4f, 0.5f, -3f, 6f, -12f), numbers(content, "layer.0.dense.weight"));
        assertEquals(List.of(25f, -22.5f), numbers(content, "words"));

        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(assertThrows(IOException.class, () -> OnnxFile.read(file))
                .getMessage()
                .contains("truncated"));
    }
}
