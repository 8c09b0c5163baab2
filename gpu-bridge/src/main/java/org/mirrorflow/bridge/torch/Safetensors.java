package org.mirrorflow.bridge.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Named tensors in a file of the safetensors format: eight bytes with the length of a header, the header in JSON with type,
 * shape and place of each tensor, then the entries, little-endian. Words beside the tensors go into {@code __metadata__}, with
 * a checksum of the entries, so that a damaged file is noticed.
 *
 * <p>Source: Hugging Face, safetensors 0.5, README.
 */
public final class Safetensors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORDS = "__metadata__";
    private static final String CHECKSUM = "crc32";
    private static final int LARGEST_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * @param tensors the entries by name, little-endian
     * @param kinds the type of the entries by name, such as F32
     * @param shapes the shapes by name
     * @param words the words beside them
     */
    public record Content(
            Map<String, ByteBuffer> tensors,
            Map<String, String> kinds,
            Map<String, List<Long>> shapes,
            Map<String, String> words) {

        /**
         * x ← the tensor of that name, whatever kind of number it holds.
         *
         * @return whether there is one of that shape; if not, x is as it was
         * @throws IOException when its numbers are of a kind that is not read
         */
        public boolean convert(String name, Tensor x) throws IOException {
            ByteBuffer bytes = tensors.get(name);
            if (bytes == null
                    || !Arrays.stream(x.shape()).boxed().toList().equals(shapes.getOrDefault(name, List.of()))) {
                return false;
            }
            ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[Math.toIntExact(x.numel())];
            String kind = kinds.getOrDefault(name, "");
            int size = switch (kind) {
                case "F64" -> 8;
                case "F32" -> 4;
                case "F16", "BF16" -> 2;
                default ->
                    throw new IOException(
                            name + " holds numbers of kind " + kind + "; read are F64, F32, F16 and BF16");
            };
            if (in.remaining() != (long) size * values.length) {
                throw new IOException(name + " has " + in.remaining() + " bytes for " + values.length + " numbers");
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (kind) {
                    case "F64" -> in.getDouble(8 * i);
                    case "F32" -> in.getFloat(4 * i);
                    case "F16" -> Float.float16ToFloat(in.getShort(2 * i));
                    // The upper half of a single.
                    default -> Float.intBitsToFloat(in.getShort(2 * i) << 16);
                };
            }
            Tensors.assign(values, x);
            return true;
        }

        /**
         * x ← the tensor of that name.
         *
         * @throws IOException when there is none, or one of another size
         */
        public void into(String name, Tensor x) throws IOException {
            ByteBuffer entries = tensors.get(name);
            if (entries == null || entries.remaining() != x.nbytes()) {
                throw new IOException("the checkpoint has "
                        + (entries == null ? "no tensor" : entries.remaining() + " bytes") + " for " + name
                        + ", which takes "
                        + x.nbytes() + " bytes; it belongs to another training");
            }
            try (PointerScope _ = new PointerScope()) {
                Tensor here = torch.empty_like(x)
                        .to(new Device(DeviceType.CPU), x.scalar_type().intern());
                BytePointer to = new BytePointer(here.data_ptr());
                byte[] bytes = new byte[entries.remaining()];
                entries.duplicate().get(bytes);
                to.put(bytes, 0, bytes.length);
                x.copy_(here);
            }
        }
    }

    /**
     * Writes a file beside its place and then moves it there.
     *
     * @throws IOException when it cannot be written; then nothing has changed
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> words) throws IOException {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        ObjectNode header = JSON.createObjectNode();
        ObjectNode beside = header.putObject(WORDS);
        CRC32 sum = new CRC32();
        long at = 0;
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            byte[] body = bytes(each.getValue());
            bodies.put(each.getKey(), body);
            sum.update(body);
            ObjectNode entry = header.putObject(each.getKey());
            entry.put("dtype", type(each.getValue()));
            var shape = entry.putArray("shape");
            for (long size : each.getValue().shape()) {
                shape.add(size);
            }
            entry.putArray("data_offsets").add(at).add(at + body.length);
            at += body.length;
        }
        words.forEach(beside::put);
        beside.put(CHECKSUM, Long.toHexString(sum.getValue()));
        byte[] head = JSON.writeValueAsBytes(header);
        Path whole = file.toAbsolutePath();
        Path unfinished =
                Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(head.length)
                        .array());
                out.write(head);
                for (byte[] body : bodies.values()) {
                    out.write(body);
                }
            }
            try {
                Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                // A file system without atomic renames: complete first, then in place.
                Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it is missing, truncated, damaged or another kind of file; one sentence says which
     */
    public static Content read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        long length = all.length < 8 ? -1 : in.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > all.length - 8) {
            throw new IOException(file + " is no checkpoint, or is truncated");
        }
        JsonNode header;
        try {
            header = JSON.readTree(new String(all, 8, (int) length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no checkpoint: its header cannot be read", e);
        }
        int start = 8 + (int) length;
        Map<String, String> words = new LinkedHashMap<>();
        header.path(WORDS)
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        CRC32 sum = new CRC32();
        sum.update(all, start, all.length - start);
        if (words.containsKey(CHECKSUM) && !Long.toHexString(sum.getValue()).equals(words.get(CHECKSUM))) {
            throw new IOException(file + " is damaged: its checksum does not match; take an earlier checkpoint");
        }
        Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : header.properties()) {
            if (!each.getKey().equals(WORDS)) {
                long from = each.getValue().path("data_offsets").path(0).asLong(-1);
                long to = each.getValue().path("data_offsets").path(1).asLong(-1);
                if (from < 0 || to < from || start + to > all.length) {
                    throw new IOException(file + " is truncated or damaged at " + each.getKey());
                }
                tensors.put(each.getKey(), ByteBuffer.wrap(all, start + (int) from, (int) (to - from)));
                kinds.put(each.getKey(), each.getValue().path("dtype").asText());
                List<Long> shape = new ArrayList<>();
                each.getValue().path("shape").forEach(entry -> shape.add(entry.asLong()));
                shapes.put(each.getKey(), shape);
            }
        }
        return new Content(tensors, kinds, shapes, words);
    }

    private static String type(Tensor x) {
        return switch (x.scalar_type().intern()) {
            case Float -> "F32";
            case Double -> "F64";
            default ->
                throw new IllegalArgumentException(
                        "tensors of type " + x.scalar_type().intern() + " are not written");
        };
    }

    private static byte[] bytes(Tensor x) {
        byte[] bytes = new byte[Math.toIntExact(x.nbytes())];
        try (PointerScope _ = new PointerScope()) {
            ScalarType same = x.scalar_type().intern();
            Tensor here = x.detach().to(new Device(DeviceType.CPU), same).contiguous();
            new BytePointer(here.data_ptr()).capacity(bytes.length).get(bytes);
        }
        return bytes;
    }
}
