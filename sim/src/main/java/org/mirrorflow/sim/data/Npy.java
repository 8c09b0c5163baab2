package org.mirrorflow.sim.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numpy's {@code .npy} files of little-endian doubles in C order, of one to three dimensions.
 *
 * <p>Format: numpy, {@code numpy.lib.format}, version 1.0 when writing, 1.0 to 3.0 when reading. The bytes written are
 * those of {@code numpy.save}.
 */
public final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    /** Digits that numpy leaves room for in the first length, so that a file can grow in place. */
    private static final int GROWTH_DIGITS = 21;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[))");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    private Npy() {}

    /** Writes an array; the stream stays open. */
    public static void write(OutputStream out, NpyArray array) throws IOException {
        out.write(header(array));
        double[] values = array.values();
        ByteBuffer block = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (!block.hasRemaining()) {
                out.write(block.array(), 0, block.position());
                block.clear();
            }
            block.putDouble(value);
        }
        out.write(block.array(), 0, block.position());
    }

    /** Length of the file that {@link #write} makes. */
    static long size(NpyArray array) {
        return header(array).length + 8L * array.values().length;
    }

    private static byte[] header(NpyArray array) {
        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': " + array.shapeText() + ", }";
        int room = GROWTH_DIGITS - Integer.toString(array.shape()[0]).length();
        int unpadded = MAGIC.length + 4 + dictionary.length() + room + 1;
        int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[total];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[7] = 0;
        int length = total - MAGIC.length - 4;
        header[8] = (byte) length;
        header[9] = (byte) (length >>> 8);
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 10, text.length);
        header[total - 1] = '\n';
        return header;
    }

    /**
     * Reads a file.
     *
     * @throws DataException if the file cannot be read as an array of doubles, saying why and what to do
     */
    public static NpyArray read(Path file) throws DataException {
        try (InputStream in = new BufferedInputStream(InputFiles.open(file), 1 << 16)) {
            return read(in, file.toString());
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw InputFiles.failed(file, e);
        }
    }

    /**
     * Reads one array that fills the rest of the stream, which stays open.
     *
     * @param source what messages call the stream
     * @throws DataException if it is no array of doubles, saying why and what to do
     */
    public static NpyArray read(InputStream in, String source) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw new DataException(source + " does not begin as a .npy file; write it with numpy.save");
        }
        int major = start[6];
        if (major < 1 || major > 3) {
            throw new DataException(source + " has .npy version " + major + "." + start[7]
                    + "; versions 1 to 3 can be read, so write it with numpy.save");
        }
        int lengthBytes = major == 1 ? 2 : 4;
        byte[] prefix = exactly(in, lengthBytes, source);
        long length = 0;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            length = (length << 8) | (prefix[i] & 0xFF);
        }
        if (length > 1 << 20) {
            throw new DataException(source + " has a header of " + length + " bytes, so it is damaged; write it again");
        }
        String header = new String(exactly(in, (int) length, source), StandardCharsets.UTF_8);
        int[] shape = shape(header, source);
        long size = 1;
        for (int n : shape) {
            size *= n;
            if (size > NumberTable.LARGEST) {
                throw new DataException(source + " has more than " + NumberTable.LARGEST
                        + " numbers, which is the limit; save a part of it");
            }
        }
        double[] values = new double[(int) size];
        byte[] block = new byte[1 << 16];
        for (int done = 0; done < values.length; ) {
            int wanted = Math.min(block.length / 8, values.length - done);
            int got = in.readNBytes(block, 0, 8 * wanted);
            if (got < 8 * wanted) {
                throw truncated(source);
            }
            ByteBuffer.wrap(block)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(values, done, wanted);
            done += wanted;
        }
        if (in.read() >= 0) {
            throw new DataException(source + " goes on after its last number, so it is damaged; write it again");
        }
        return new NpyArray(shape, values);
    }

    private static int[] shape(String header, String source) throws DataException {
        Matcher descr = DESCR.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new DataException(
                    source + " has a header that is not numpy's: " + header.strip() + "; write it with numpy.save");
        }
        if (!"<f8".equals(descr.group(1))) {
            throw new DataException(source + " holds " + (descr.group(1) == null ? "records" : descr.group(1))
                    + " where float64 (<f8) is needed; save array.astype('<f8')");
        }
        if (order.group(1).equals("True")) {
            throw new DataException(
                    source + " is in Fortran order where C order is needed; save numpy.ascontiguousarray(array)");
        }
        int[] lengths;
        try {
            lengths = Pattern.compile(",")
                    .splitAsStream(shape.group(1))
                    .map(String::strip)
                    .filter(n -> !n.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new DataException(source + " has shape (" + shape.group(1) + "), which is too large; save a part", e);
        }
        if (lengths.length < 1 || lengths.length > 3) {
            throw new DataException(source + " has shape (" + shape.group(1)
                    + ") where one to three dimensions are needed; reshape the array");
        }
        return lengths;
    }

    private static byte[] exactly(InputStream in, int length, String source) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw truncated(source);
        }
        return bytes;
    }

    private static DataException truncated(String source) {
        return new DataException(source + " ends before its last number, so it is cut off; write it again");
    }
}
