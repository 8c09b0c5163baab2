package org.mirrorflow.bridge.torch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network that was exported as ONNX, by the names that they had before: those of the initialisers, and for the
 * matrix of a product the path of its layer, since the export gives it a number. Weights of eight bits are turned into numbers,
 * (q − z)·s, with s and z of the whole tensor or of each column. Matrices of products are inputs × outputs in the file and
 * outputs × inputs here.
 *
 * <p>Source: onnx.proto of ONNX 1.14: the fields of ModelProto, GraphProto, NodeProto and TensorProto in the encoding of
 * protocol buffers; the operator MatMulInteger for z.
 */
public final class OnnxFile {

    private static final String QUANTISED = "_quantized";
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;

    private OnnxFile() {}

    /** A tensor as the file has it. */
    private record Stored(long[] shape, int type, ByteBuffer raw) {

        int size() {
            int size = 1;
            for (long each : shape) {
                size = Math.multiplyExact(size, Math.toIntExact(each));
            }
            return size;
        }

        float at(int i) {
            return switch (type) {
                case UINT8 -> raw.get(i) & 0xFF;
                case INT8 -> raw.get(i);
                default -> raw.getFloat(4 * i);
            };
        }
    }

    private record Node(List<String> inputs, String name, String operator) {}

    /** Whether a file has weights for {@link #read}, by its name. */
    public static boolean isMeant(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".onnx") || name.endsWith(".jar");
    }

    /**
     * Reads a file.
     *
     * @param file an ONNX file, or a jar that has one
     * @throws IOException when it is missing, truncated or another kind of file; one sentence says which
     */
    public static Safetensors.Content read(Path file) throws IOException {
        byte[] bytes;
        if (String.valueOf(file.getFileName()).endsWith(".jar")) {
            try (ZipFile jar = new ZipFile(file.toFile());
                    Stream<? extends ZipEntry> entries = jar.stream()) {
                ZipEntry entry = entries.filter(each -> each.getName().endsWith(".onnx"))
                        .findFirst()
                        .orElseThrow(() -> new FileNotFoundException(file + " holds no ONNX file"));
                try (InputStream in = jar.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
            }
        } else {
            bytes = Files.readAllBytes(file);
        }
        try {
            return content(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), file);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(file + " is no ONNX file, or is truncated", e);
        }
    }

    private static Safetensors.Content content(ByteBuffer model, Path file) throws IOException {
        Map<String, Stored> stored = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Field part : fields(model)) {
            if (part.number() == 7 && part.bytes() != null) {
                for (Field each : fields(part.bytes())) {
                    if (each.number() == 1 && each.bytes() != null) {
                        nodes.add(node(each.bytes()));
                    } else if (each.number() == 5 && each.bytes() != null) {
                        take(each.bytes(), stored);
                    }
                }
            }
        }
        if (stored.isEmpty()) {
            throw new IOException(file + " is no ONNX file with weights");
        }
        Map<String, String> layers = new HashMap<>();
        for (Node node : nodes) {
            if (node.operator().startsWith("MatMul") && node.inputs().size() > 1) {
                String path = node.name().replaceFirst("/MatMul(_quant)?$", "");
                layers.put(node.inputs().get(1), path.replaceFirst("^/", "").replace('/', '.') + ".weight");
            }
        }
        Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, Stored> each : stored.entrySet()) {
            Stored weights = each.getValue();
            boolean quantised = each.getKey().endsWith(QUANTISED);
            if (!quantised && (weights.type() != FLOAT || each.getKey().endsWith("_scale"))) {
                continue;
            }
            String layer = layers.get(each.getKey());
            String base = quantised ? each.getKey().replaceFirst(QUANTISED + "$", "") : each.getKey();
            String name = layer == null ? base : layer;
            Stored scale = quantised ? stored.get(base + "_scale") : null;
            Stored zero = quantised ? stored.get(base + "_zero_point") : null;
            if (quantised && (scale == null || zero == null)) {
                throw new IOException(file + " has no scale or no zero for " + base);
            }
            boolean transposed = layer != null && weights.shape().length == 2;
            tensors.put(name, numbers(weights, scale, zero, transposed));
            kinds.put(name, "F32");
            long[] shape = weights.shape();
            List<Long> sizes = new ArrayList<>();
            for (int i = 0; i < shape.length; i++) {
                sizes.add(shape[transposed ? shape.length - 1 - i : i]);
            }
            shapes.put(name, sizes);
        }
        return new Safetensors.Content(tensors, kinds, shapes, Map.of());
    }

    private static ByteBuffer numbers(
            Stored weights, @Nullable Stored scale, @Nullable Stored zero, boolean transposed) {
        int size = weights.size();
        int columns = weights.shape().length == 0 ? 1 : (int) weights.shape()[weights.shape().length - 1];
        int rows = columns == 0 ? 0 : size / columns;
        ByteBuffer numbers = ByteBuffer.allocate(Math.multiplyExact(4, size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            int column = i % columns;
            float x = weights.at(i);
            if (scale != null && zero != null) {
                x = (x - zero.at(zero.size() == 1 ? 0 : column)) * scale.at(scale.size() == 1 ? 0 : column);
            }
            numbers.putFloat(4 * (transposed ? column * rows + i / columns : i), x);
        }
        return numbers;
    }

    private static Node node(ByteBuffer bytes) throws IOException {
        List<String> inputs = new ArrayList<>();
        String name = "";
        String operator = "";
        for (Field each : fields(bytes)) {
            switch (each.number()) {
                case 1 -> inputs.add(each.text());
                case 3 -> name = each.text();
                case 4 -> operator = each.text();
                default -> {}
            }
        }
        return new Node(inputs, name, operator);
    }

    /** Tensors of single precision or eight bits; others, such as places counted in whole numbers, are no weights. */
    private static void take(ByteBuffer bytes, Map<String, Stored> stored) throws IOException {
        List<Long> shape = new ArrayList<>();
        int type = 0;
        String name = "";
        ByteBuffer raw = ByteBuffer.allocate(0);
        for (Field each : fields(bytes)) {
            ByteBuffer inner = each.bytes();
            switch (each.number()) {
                case 1 -> {
                    if (inner == null) {
                        shape.add(each.whole());
                    } else {
                        shape.addAll(varints(inner));
                    }
                }
                case 2 -> type = (int) each.whole();
                // Few numbers may lie in a list of their kind in place of the bytes.
                case 4, 9 -> raw = inner == null ? single((int) each.whole()) : inner;
                case 5 -> raw = inner == null ? eightBits(List.of(each.whole())) : eightBits(varints(inner));
                case 8 -> name = each.text();
                default -> {}
            }
        }
        if (type == FLOAT || type == UINT8 || type == INT8) {
            Stored tensor = new Stored(shape.stream().mapToLong(Long::longValue).toArray(), type, raw);
            if (raw.remaining() != (long) tensor.size() * (type == FLOAT ? 4 : 1)) {
                throw new IOException("the ONNX file has " + raw.remaining() + " bytes for the " + tensor.size()
                        + " numbers of " + name + "; its weights must lie in it as they are");
            }
            stored.put(name, tensor);
        }
    }

    private static List<Long> varints(ByteBuffer packed) {
        List<Long> values = new ArrayList<>();
        while (packed.hasRemaining()) {
            values.add(varint(packed));
        }
        return values;
    }

    private static ByteBuffer single(int bits) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, bits);
    }

    private static ByteBuffer eightBits(List<Long> values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.size());
        values.forEach(value -> bytes.put(value.byteValue()));
        return bytes.flip();
    }

    /** A field of a message: a whole number, or bytes. */
    private record Field(int number, long whole, @Nullable ByteBuffer bytes) {
        String text() {
            return bytes == null
                    ? ""
                    : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
    }

    private static List<Field> fields(ByteBuffer message) throws IOException {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> fields.add(new Field(number, varint(in), null));
                case 1 -> fields.add(new Field(number, in.getLong(), null));
                case 2 -> {
                    int length = Math.toIntExact(varint(in));
                    fields.add(
                            new Field(number, 0, in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN)));
                    in.position(in.position() + length);
                }
                case 5 -> fields.add(new Field(number, in.getInt(), null));
                default -> throw new IOException("a field of a kind that ONNX does not have");
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        while (true) {
            byte each = in.get();
            value |= (long) (each & 0x7F) << shift;
            if (each >= 0) {
                return value;
            }
            shift += 7;
        }
    }
}
