package org.mirrorflow.sim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NpyTest {

    @TempDir
    Path folder;

    private static byte[] bytes(NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, array);
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, NpyArray> arrays, boolean compress) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(out, arrays, compress);
        return out.toByteArray();
    }

    private static NpyArray counting(int... shape) {
        int size = 1;
        for (int n : shape) {
            size *= n;
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i + 0.25;
        }
        return new NpyArray(shape, values);
    }

    @Test
    void bytesAreThoseOfNumpySave() throws IOException {
        // numpy.save of numpy.array([[1.0, -2.5]]): version 1.0, 118 bytes of header, then the doubles.
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }";
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(HexFormat.of().parseHex("934e554d5059" + "0100" + "7600"));
        expected.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        expected.write(HexFormat.of().parseHex("000000000000f03f" + "00000000000004c0"));
        assertArrayEquals(expected.toByteArray(), bytes(new NpyArray(new int[] {1, 2}, new double[] {1.0, -2.5})));
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "3,0,0", "2,5,0", "4,3,2", "20000,1,0"})
    void arraysComeBackAsTheyWere(int a, int b, int c) throws IOException {
        NpyArray array = c > 0 ? counting(a, b, c) : b > 0 ? counting(a, b) : counting(a);
        NpyArray read = Npy.read(new ByteArrayInputStream(bytes(array)), "x.npy");
        assertEquals(array, read);
        assertEquals(0, bytes(array).length % 8);
        assertEquals(Npy.size(array), bytes(array).length);
    }

    @Test
    void valuesThatAreNoNumbersComeBackToo() throws IOException {
        NpyArray array = NpyArray.vector(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE);
        assertEquals(array, Npy.read(new ByteArrayInputStream(bytes(array)), "x.npy"));
    }

    private static byte[] file(int version, String header, double... values) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(12 + text.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(HexFormat.of().parseHex("934e554d5059")).put((byte) version).put((byte) 0);
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        out.put(text);
        for (double value : values) {
            out.putDouble(value);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    @Test
    void version2AndOtherSpacingAreRead() throws IOException {
        byte[] bytes = file(2, "{'shape': (2 , 1), 'fortran_order':False, 'descr':'<f8'}", 1, 2);
        assertEquals(
                counting(2, 1).shapeText(),
                Npy.read(new ByteArrayInputStream(bytes), "x.npy").shapeText());
    }

    @Test
    void faultsAreNamedWithARemedy() {
        String form = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }";
        assertFault(file(1, form.formatted("<f4", "False", "1,"), 0), "<f4", "astype('<f8')");
        assertFault(file(1, form.formatted("<f8", "True", "1,1"), 0), "Fortran", "ascontiguousarray");
        assertFault(file(1, form.formatted("<f8", "False", ""), 0), "shape ()", "reshape");
        assertFault(file(1, form.formatted("<f8", "False", "2,"), 0), "cut off", "again");
        assertFault(file(1, form.formatted("<f8", "False", "1,"), 0, 1), "goes on", "again");
        assertFault(file(1, form.formatted("<f8", "False", "70000, 70000"), 0), "limit", "part");
        assertFault(file(1, form.formatted("<f8", "False", "99999999999,"), 0), "too large", "part");
        assertFault(file(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", 0), "records", "<f8");
        assertFault(file(4, form.formatted("<f8", "False", "1,"), 0), "version 4.0", "numpy.save");
        assertFault(file(1, "hello", 0), "not numpy's", "numpy.save");
        assertFault("1,2,3\n4,5,6\n".getBytes(StandardCharsets.US_ASCII), "does not begin", "numpy.save");
    }

    private static void assertFault(byte[] bytes, String what, String remedy) {
        String message = assertThrows(DataException.class, () -> Npy.read(new ByteArrayInputStream(bytes), "x.npy"))
                .getMessage();
        assertTrue(message.startsWith("x.npy") && message.contains(what) && message.contains(remedy), message);
    }

    @ParameterizedTest(name = "compressed: {0}")
    @ValueSource(booleans = {false, true})
    void archivesComeBackInTheirOrder(boolean compress) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("weights", counting(50, 7));
        arrays.put("time", counting(50));
        arrays.put("a/b", counting(2, 3, 4));
        Path file = folder.resolve("arrays.npz");
        Files.write(file, zip(arrays, compress));
        Map<String, NpyArray> read = Npz.read(file);
        assertEquals(arrays, read);
        assertEquals(new ArrayList<>(arrays.keySet()), new ArrayList<>(read.keySet()));
    }

    @ParameterizedTest(name = "compressed: {0}")
    @ValueSource(booleans = {false, true})
    void archiveBytesDependOnNeitherTimeNorTimeZone(boolean compress) throws IOException {
        Map<String, NpyArray> arrays = Map.of("w", counting(9));
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            byte[] utc = zip(arrays, compress);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            assertArrayEquals(utc, zip(arrays, compress));
            // MS-DOS time and date of the local header: 00:00:00 on 1 February 1980.
            assertEquals("00004100", HexFormat.of().formatHex(utc, 10, 14));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void brokenArchivesAreNamed() throws IOException {
        Path file = folder.resolve("arrays.npz");
        byte[] whole = zip(Map.of("w", counting(9)), false);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        String cut = assertThrows(DataException.class, () -> Npz.read(file)).getMessage();
        assertTrue(cut.contains("arrays.npz is no whole zip archive") && cut.contains("numpy.savez"), cut);
        String missing = assertThrows(DataException.class, () -> Npz.read(folder.resolve("array.npz")))
                .getMessage();
        assertTrue(missing.contains("did you mean \"arrays.npz\""), missing);
    }

    @Test
    void shapesMustFitTheValues() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new NpyArray(new int[] {2, 3}, new double[5]))
                .getMessage();
        assertTrue(message.contains("[2, 3]") && message.contains("6") && message.contains("5"), message);
        assertThrows(IllegalArgumentException.class, () -> new NpyArray(new int[] {}, new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new NpyArray(new int[] {1, 1, 1, 1}, new double[1]));
    }

    @Test
    void numpyReadsWhatIsWrittenAndWritesWhatIsRead() throws IOException, InterruptedException {
        Assumptions.assumeTrue(python("import numpy") == 0, "python3 with numpy is not here");
        Path stored = folder.resolve("stored.npz");
        Path deflated = folder.resolve("deflated.npz");
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("m", counting(3, 4));
        arrays.put("t", counting(2, 3, 4));
        arrays.put("v", counting(5));
        Files.write(stored, zip(arrays, false));
        Files.write(deflated, zip(arrays, true));
        Path npy = folder.resolve("ours.npy");
        Files.write(npy, bytes(counting(3, 4)));
        int code = python("""
                import sys, numpy as np
                folder = sys.argv[1]
                want = {"m": (3, 4), "t": (2, 3, 4), "v": (5,)}
                for name in ("stored", "deflated"):
                    with np.load(folder + "/" + name + ".npz") as z:
                        assert list(z) == ["m", "t", "v"]
                        for key, shape in want.items():
                            a = z[key]
                            assert a.dtype == np.float64 and a.shape == shape
                            assert (a == np.arange(a.size).reshape(shape) + 0.25).all()
                a = np.load(folder + "/ours.npy")
                np.save(folder + "/theirs.npy", a)
                np.savez(folder + "/theirs.npz", m=a, v=a[0])
                np.savez_compressed(folder + "/theirs-deflated.npz", m=a, v=a[0])
                """, folder.toString());
        assertEquals(0, code);
        assertEquals(counting(3, 4), Npy.read(folder.resolve("theirs.npy")));
        for (String name : List.of("theirs.npz", "theirs-deflated.npz")) {
            Map<String, NpyArray> read = Npz.read(folder.resolve(name));
            assertEquals(Map.of("m", counting(3, 4), "v", counting(4)), read);
        }
    }

    private int python(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", program));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.txt").toFile())
                    .start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -2;
        }
        return process.exitValue();
    }
}
