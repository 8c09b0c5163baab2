package org.mirrorflow.sim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NumberTableTest {

    @TempDir
    Path folder;

    private static NumberTable parse(String text) throws IOException {
        return NumberTable.readCsv(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "x.csv");
    }

    /** All of these are the table with rows (1, −2.5) and (0.003, 40). */
    static Stream<Arguments> variants() {
        List<String> named = List.of("a", "b c");
        List<String> bare = List.of();
        return Stream.of(
                arguments("commas", "1,-2.5\n0.003,40\n", bare),
                arguments("no line end at the end", "1,-2.5\n3e-3,4E+1", bare),
                arguments("header", "a,b c\n1,-2.5\n0.003,40\n", named),
                arguments("quoted header and numbers", "\"a\",\"b c\"\n\"1\",\"-2.5\"\n\"0.003\",\" 40 \"\n", named),
                arguments("semicolons", "a;b c\n1;-2.5\n0.003;40\n", named),
                arguments("tabs", "a\tb c\n1\t-2.5\n0.003\t40\n", named),
                arguments("blanks", "  1   -2.5\n 0.003 \t 40  \n", bare),
                arguments("blanks with quoted header", "a \"b c\"\n1 -2.5\n.003 +40.\n", named),
                arguments("byte-order mark", "\uFEFFa,b c\n1,-2.5\n0.003,40\n", named),
                arguments("CRLF", "a,b c\r\n1,-2.5\r\n0.003,40\r\n", named),
                arguments("CR", "a,b c\r1,-2.5\r0.003,40\r", named),
                arguments(
                        "comments and blank lines",
                        "# made by hand, twice\n\n1,-2.5\n  \n  # more\n0.003,40\n\n",
                        bare),
                arguments("blanks around fields", " a , b c \n 1 ,\t-2.5\n0.003 , 40 \n", named),
                arguments("a semicolon within a name", "\"a\",b c\n1,-2.5\n0.003,40\n", named));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void variantsOfCsvAreUnderstood(String name, String text, List<String> names) throws IOException {
        NumberTable table = parse(text);
        assertEquals(2, table.rows());
        assertEquals(2, table.columns());
        assertArrayEquals(new double[] {1, -2.5, 0.003, 40}, table.matrix().data);
        assertEquals(names, table.names());
    }

    @Test
    void delimitersAndQuotesInQuotedNamesBelongToTheName() throws IOException {
        assertEquals(
                List.of("a,b", "say \"c\"", "d;e"),
                parse("\"a,b\",\"say \"\"c\"\"\",d;e\n1,2,3\n").names());
    }

    @Test
    void quotedNumbersAboveBareOnesAreNames() throws IOException {
        NumberTable table = parse("\"850\",\"852\"\n1,2\n");
        assertEquals(List.of("850", "852"), table.names());
        assertEquals(1, table.rows());
        assertEquals(2, parse("\"850\",\"852\"\n\"1\",\"2\"\n").rows());
    }

    @Test
    void oneColumnNeedsNoDelimiter() throws IOException {
        NumberTable table = parse("y\n1\n2\n3\n");
        assertEquals(1, table.columns());
        assertEquals(3, table.rows());
        assertEquals("column 1 (\"y\")", table.columnLabel(0));
        assertEquals("column 1", parse("1\n").columnLabel(0));
    }

    @Test
    void numbersAreRoundedAsJavaRoundsThem() throws IOException {
        String[] texts = {
            "0.1",
            "-0",
            "123456789012345678",
            "9007199254740993",
            "4.9e-324",
            "2.2250738585072011e-308",
            "1e22",
            "1e23",
            "1.7976931348623157e308",
            "0.30000000000000004",
            "8.41470984807896504875657228695e-01",
            "00012.50",
            "1e-400",
            "0.000000000000000000000000000000000000000000001234567890123456789"
        };
        NumberTable table = parse(String.join("\n", texts));
        for (int i = 0; i < texts.length; i++) {
            assertEquals(Double.parseDouble(texts[i]), table.value(i, 0), texts[i]);
        }
        double[] doubles = new Random(3)
                .longs(20_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .toArray();
        StringBuilder text = new StringBuilder();
        Arrays.stream(doubles).forEach(x -> text.append(x).append('\n'));
        assertArrayEquals(doubles, parse(text.toString()).matrix().data);
    }

    /** Text of the file, then what its error must contain. */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "a,b\n1,2\n3,NA\n",
                        List.of("x.csv, line 3, column 2 (\"b\")", "\"NA\"", "missing", "fill it in")),
                arguments("1,2\n3,nan\n", List.of("line 2, column 2", "\"nan\"", "missing")),
                arguments("a,b\n1,\n", List.of("line 2, column 2 (\"b\")", "an empty field", "remove this line")),
                arguments("1,,3\n", List.of("line 1, column 2", "an empty field", "fill it in")),
                arguments("NaN,NaN\n1,2\n", List.of("line 1, column 1", "\"NaN\"", "missing")),
                arguments("1\n-Inf\n", List.of("line 2, column 1", "\"-Inf\"", "no finite number", "correct it")),
                arguments("1\n1e999\n", List.of("line 2, column 1", "\"1e999\"", "1.8e308")),
                arguments(
                        "a,b\n1,2\n3,four\n",
                        List.of("line 3, column 2 (\"b\")", "\"four\"", "number is needed", "correct it")),
                arguments("1,two\n3,4\n", List.of("line 1, column 2", "\"two\"", "if this line is a header")),
                arguments(
                        "a;b\n1;2,5\n",
                        List.of("line 2, column 2 (\"b\")", "\"2,5\"", "decimal comma", "decimal point")),
                arguments("1,5;2,5\n", List.of("line 1, column 1", "decimal comma")),
                arguments(
                        "1,2\n3,4,5\n",
                        List.of("x.csv, line 2", "3 field(s)", "line 1 has 2", "commas", "same number")),
                arguments("a b\n1 2\n\n3\n", List.of("line 4", "1 field(s)", "line 1 has 2", "blanks")),
                arguments("a\tb\n1\t2\t3\n", List.of("line 2", "3 field(s)", "tabs")),
                arguments(
                        ",a,b\n0,1,2\n",
                        List.of("line 1", "column 1 has no name", "row numbers", "remove that column")),
                arguments("a,b\n", List.of("x.csv has a header in line 1 but no numbers", "add rows")),
                arguments("", List.of("x.csv is empty", "at least one line of numbers")),
                arguments("\n# nothing\n", List.of("x.csv holds no data", "2 line(s)", "comments")),
                arguments("1,\"2\n3,4\n", List.of("line 1, column 2", "not closed", "close it")),
                arguments("1,\"2\"x\n", List.of("line 1, column 2", "\"x\" after a closing quote")),
                arguments("1,0x10\n", List.of("line 1, column 2", "\"0x10\"")),
                arguments("a\n1.0d\n", List.of("line 2, column 1", "\"1.0d\"")),
                arguments("a\n1.2.3\n", List.of("line 2", "\"1.2.3\"")),
                arguments("a\n1e\n", List.of("line 2", "\"1e\"")),
                arguments("a\n1\0\n", List.of("line 2", "zero byte", "CSV")),
                arguments("PK\u0003\u0004rest", List.of("x.csv is a zip archive or a spreadsheet", "as CSV")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsAreNamedWithPlaceAndRemedy(String text, List<String> parts) {
        String message = assertThrows(DataException.class, () -> parse(text)).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" is missing in: " + message);
        }
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void utf16AndGzipAreRecognised() {
        byte[] utf16 = {(byte) 0xFF, (byte) 0xFE, '1', 0};
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0};
        assertTrue(
                assertThrows(DataException.class, () -> NumberTable.readCsv(new ByteArrayInputStream(utf16), "x.csv"))
                        .getMessage()
                        .contains("UTF-16; save it as CSV in UTF-8"));
        assertTrue(assertThrows(DataException.class, () -> NumberTable.readCsv(new ByteArrayInputStream(gzip), "x.csv"))
                .getMessage()
                .contains("decompress"));
    }

    @Test
    void tooManyNumbersAndTooLongLinesAreRefused() {
        byte[] text = "1,2\n3,4\n5,6\n".getBytes(StandardCharsets.US_ASCII);
        String count = assertThrows(
                        DataException.class, () -> new CsvReader(new ByteArrayInputStream(text), "x.csv", 5).read())
                .getMessage();
        assertTrue(count.contains("x.csv, line 3") && count.contains("more than 5") && count.contains("fewer"), count);
        ContentLines lines = new ContentLines(new ByteArrayInputStream(text), "x.csv", 2);
        String length = assertThrows(DataException.class, lines::next).getMessage();
        assertTrue(length.contains("line 1") && length.contains("longer than 2 bytes"), length);
    }

    @Test
    void linesAcrossTheReadingBufferStayWhole() throws IOException {
        int rows = 30_000;
        StringBuilder text = new StringBuilder("first,second\r\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(i / 8.0).append("\r\n");
        }
        NumberTable table = parse(text.toString());
        assertEquals(rows, table.rows());
        for (int i = 0; i < rows; i++) {
            assertEquals(i, table.value(i, 0));
            assertEquals(i / 8.0, table.value(i, 1));
        }
        String bad = text + "1,x\r\n";
        String message = assertThrows(DataException.class, () -> parse(bad)).getMessage();
        assertTrue(message.contains("line " + (rows + 2) + ","), message);
    }

    @Test
    void missingFilesAreNamedWithTheNearestOne() throws IOException {
        Files.writeString(folder.resolve("features.csv"), "1\n");
        String near = message(folder.resolve("feature.csv"));
        assertTrue(near.contains("feature.csv does not exist") && near.contains("\"features.csv\""), near);
        String nowhere = message(folder.resolve("no/such/table.csv"));
        assertTrue(nowhere.contains("does not exist, nor does its folder"), nowhere);
    }

    @Test
    void foldersAndArchivesAreNoTables() {
        assertTrue(message(folder).contains("is a folder; name a file in it"));
        assertTrue(message(folder.resolve("x.npz")).contains("numpy.save"));
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "1\n");
        Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
        assertTrue(message(file).contains("permission is denied"));
    }

    @Test
    void numpyArraysOfOneAndTwoDimensionsAreTables() throws IOException {
        Path file = folder.resolve("x.npy");
        AtomicFiles.write(file, out -> Npy.write(out, new NpyArray(new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6})));
        NumberTable table = NumberTable.read(file);
        assertEquals(2, table.rows());
        assertEquals(6.0, table.value(1, 2));
        AtomicFiles.write(file, out -> Npy.write(out, NpyArray.vector(7, 8)));
        assertEquals(1, NumberTable.read(file).columns());
        AtomicFiles.write(
                file, out -> Npy.write(out, new NpyArray(new int[] {2, 2}, new double[] {1, 2, 3, Double.NaN})));
        assertTrue(message(file).contains("x.npy, row 2, column 2: found NaN"), message(file));
        AtomicFiles.write(file, out -> Npy.write(out, new NpyArray(new int[] {1, 1, 1}, new double[1])));
        assertTrue(message(file).contains("shape (1, 1, 1)"), message(file));
    }

    private static String message(Path file) {
        return assertThrows(DataException.class, () -> NumberTable.read(file)).getMessage();
    }
}
