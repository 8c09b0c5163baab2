package org.mirrorflow.app.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;

/** A figure with a fault is found out, and one without is let go. */
final class PreflightTest {

    private static final FigureMetadata METADATA = new FigureMetadata("[{}, {}]", 7, "test", "25", "ab,cd", "");

    private static Chart chart(int runs, Chart.Annotation... words) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            layers.add(new Layer.Line(
                    new double[] {0, 1, 2},
                    new double[] {i, i + 0.5, i + 0.25},
                    Role.run(i).letter(),
                    Role.run(i),
                    Layer.Emphasis.LIVE,
                    true));
        }
        return Chart.of("loss", "Loss", "", new Axis("t", Scale.LINEAR, null), new Axis("", Scale.LINEAR, null))
                .withLayers(layers)
                .with(words);
    }

    private static FigureSpec spec(String format) {
        return FigureSpec.of("icml", "column", format);
    }

    private static List<Preflight.Finding> findings(Chart chart, FigureSpec spec) throws IOException {
        return Preflight.of(new Figure(List.of(chart), spec, METADATA));
    }

    private static List<String> faults(Chart chart, FigureSpec spec) throws IOException {
        return findings(chart, spec).stream()
                .filter(finding -> !finding.good())
                .map(Preflight.Finding::sentence)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png", "pgf", "csv", "npz"})
    void aSoundFigureHasNoFaultInAnyFormat(String format) throws IOException {
        assertEquals(List.of(), faults(chart(2), spec(format)));
        assertTrue(findings(chart(2), spec(format)).stream()
                .anyMatch(finding ->
                        finding.sentence().equals("Carries 2 specifications, seed 7, the digest of its data")));
    }

    @Test
    void itSaysTheSizeTypeAndFontsThatAreThere() throws IOException {
        List<String> all = findings(chart(2), spec("pdf").withHeightPt(144)).stream()
                .map(Preflight.Finding::sentence)
                .toList();
        assertTrue(all.contains("234 \u00d7 144 pt, the width of ICML, column"), all.toString());
        assertTrue(all.contains("Smallest type 6 pt"), all.toString());
        assertTrue(all.contains("Thinnest line 0.5 pt"), all.toString());
        assertTrue(
                all.stream().anyMatch(line -> line.matches("PDF, \\d+ kB, \\d fonts? embedded, no Type 3")),
                all.toString());
    }

    @Test
    void aFigureWiderThanItsColumnIsFoundOut() throws IOException {
        List<String> faults = faults(chart(1), spec("pdf").withWidthPt(300));
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(
                faults.getFirst().startsWith("300 \u00d7 144.62 pt is wider than ICML, column (234 pt)"),
                faults.toString());
    }

    @Test
    void smallTypeIsFoundOut() throws IOException {
        List<String> faults = faults(chart(1), spec("pdf").withType(8, 4));
        assertEquals(List.of("Smallest type 4 pt; 5 pt and more can be read in print"), faults);
    }

    @Test
    void wordsOnTopOfEachOtherAreFoundOut() throws IOException {
        Chart.Annotation one = new Chart.Annotation(1, 0.5, "first words", Chart.Anchor.RIGHT, 3, 2);
        Chart.Annotation other = new Chart.Annotation(1.02, 0.5, "others", Chart.Anchor.RIGHT, 3, 2);
        List<String> faults = faults(chart(1, one, other), spec("pdf"));
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.getFirst().startsWith("\"first words\" and \"others\" lie on each other"), faults.toString());
        assertEquals(List.of(), faults(chart(1, one), spec("pdf")));
    }

    @Test
    void runsThatLookAlikeInBlackPrintAreFoundOut() throws IOException {
        List<String> faults = faults(chart(6), spec("pdf"));
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.getFirst().contains("look alike in black print"), faults.toString());
    }
}
