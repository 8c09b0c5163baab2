package org.mirrorflow.app.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.app.plot.SampleCharts;

/** What every figure writer keeps. */
class FigureWriterContractTest {

    private static final FigureMetadata METADATA = new FigureMetadata(
            "{\"map\":\"hyperbolic\",\"α\":0.01,\"note\":\"<a & b> ]]> ∇R\"}",
            -42L,
            "0.1.0",
            "25",
            "00ff",
            "{\"mirrorflow-figure\": 1}");

    @TempDir
    Path folder;

    static Stream<String> formats() {
        return FigureWriter.all().stream().map(FigureWriter::id);
    }

    private static Figure figure(String format) {
        return new Figure(
                List.of(SampleCharts.loss(), SampleCharts.grammar()),
                FigureSpec.of("icml", "page", format).withHeightPt(150),
                METADATA);
    }

    private static byte[] bytes(Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriter.of(figure.spec().format()).write(figure, out);
        return out.toByteArray();
    }

    @Test
    void thereArePicturesAndNumbers() {
        assertEquals(
                List.of("csv", "npz", "pdf", "pgf", "png", "svg"), formats().toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSameFigureGivesTheSameBytes(String format) throws IOException {
        assertArrayEquals(bytes(figure(format)), bytes(figure(format)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theRunIsCarriedWhateverTheFileIsCalled(String format) {
        Path file = folder.resolve("figure.bin");
        FigureWriter.save(figure(format), file);
        assertEquals(METADATA, FigureMetadata.read(file));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFigureReplacesAnOlderOneAndLeavesNothingBeside(String format) throws IOException {
        Path file = folder.resolve("figure");
        Files.writeString(file, "old");
        FigureWriter.save(figure(format), file);
        assertArrayEquals(bytes(figure(format)), Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(folder)) {
            // PGF reads its numbers from a table beside it, and nothing else leaves a trace.
            List<Path> left = format.equals("pgf") ? List.of(file, folder.resolve("figure.csv")) : List.of(file);
            assertEquals(left, files.sorted().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void oneToFourPanelsInEveryFormat(String format) throws IOException {
        for (int n : new int[] {1, 3, 4}) {
            Figure figure =
                    new Figure(SampleCharts.four().subList(0, n), FigureSpec.of("neurips", "page", format), METADATA);
            assertTrue(bytes(figure).length > 1000);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFolderThatDoesNotExistIsOneSentence(String format) {
        Path file = folder.resolve("missing").resolve("figure");
        FigureException e = assertThrows(FigureException.class, () -> FigureWriter.save(figure(format), file));
        assertTrue(e.getMessage().contains("missing") && e.getMessage().contains("create it"), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aTargetThatIsAFolderIsOneSentenceAndLeavesNoDraft(String format) throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("figure"));
        Files.writeString(occupied.resolve("inside"), "x");
        FigureException e = assertThrows(FigureException.class, () -> FigureWriter.save(figure(format), occupied));
        assertTrue(e.getMessage().contains(occupied.toString()), e.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(occupied), files.toList());
        }
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertTrue(assertThrows(FigureException.class, () -> FigureWriter.of("gif"))
                .getMessage()
                .contains("csv, npz, pdf, pgf, png, svg"));
        assertTrue(assertThrows(FigureException.class, () -> Venue.of("icm"))
                .getMessage()
                .contains("icml"));
        assertTrue(assertThrows(FigureException.class, () -> Venue.of("icml").widthPt("half"))
                .getMessage()
                .contains("column"));
    }

    @Test
    void aFileWithoutARunSaysSo() throws IOException {
        Path text = Files.writeString(folder.resolve("plain.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        assertTrue(assertThrows(FigureException.class, () -> FigureMetadata.read(text))
                .getMessage()
                .contains("carries no run"));
        Path junk = Files.writeString(folder.resolve("junk.pdf"), "nothing");
        assertTrue(assertThrows(FigureException.class, () -> FigureMetadata.read(junk))
                .getMessage()
                .contains("junk.pdf"));
        Path none = folder.resolve("none.png");
        assertTrue(assertThrows(FigureException.class, () -> FigureMetadata.read(none))
                .getMessage()
                .contains("no file"));
    }

    @Test
    void venueWidths() {
        assertEquals(5.5 * 72, Venue.of("neurips").widthPt("page"), 1e-9);
        assertEquals(3.25 * 72, Venue.of("icml").widthPt("column"), 1e-9);
        assertEquals(6.75 * 72, Venue.of("aistats").widthPt("page"), 1e-9);
        assertEquals(7 * 72, Venue.of("aaai").widthPt("page"), 1e-9);
        assertEquals(396.85, Venue.of("beamer").widthPt("page"), 0.01, "398.34 TeX points are fewer PDF points");
    }
}
