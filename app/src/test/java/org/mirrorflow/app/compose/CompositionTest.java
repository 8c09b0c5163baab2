package org.mirrorflow.app.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** A composed figure: what its file says is what is drawn. */
class CompositionTest {

    private static final String SMALL = """
            {"mirrorflow-figure": 1, "venue": "icml", "columns": 2, "share": ["x"],
             "runs": [{"id": "A", "name": "small", "preset": "kernel-or-rich", "until": 1,
                       "changes": {"problem.features": 8, "problem.samples": 4, "problem.sparsity": 2}, "seeds": 2}],
             "panels": [{"chart": "loss", "names": "legend", "annotations": [{"x": 0.1, "y": 1, "text": "here", "right": 2, "up": 2}]},
                        {"chart": "l1-norm", "predictions": false, "y": {"from": 0, "to": 4},
                         "inset": {"x": {"from": 0.1, "to": 0.5}, "y": {"from": 0.1, "to": 1}, "corner": "top-left", "size": 0.4}}]}
            """;

    @TempDir
    Path folder;

    private static Composition small() {
        return CompositionCodec.parse(SMALL, "small", Path.of(""));
    }

    private static byte[] bytes(Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriter.of(figure.spec().format()).write(figure, out);
        return out.toByteArray();
    }

    @Test
    void whatIsSavedIsReadAsItWas() {
        Composition made = new Composition(
                Composition.Layout.USUAL
                        .sized(200, 144.5)
                        .measuring(FigureSpec.Measure.PLOT)
                        .typed(Metrics.Face.STIX, 9, 7)
                        .in(1)
                        .sharing(new Figure.Sharing(true, false, true, false)),
                List.of(
                        new Source("A", "$\\alpha$", rerun(0.25, Double.NEGATIVE_INFINITY, 3)),
                        new Source(
                                "B",
                                "read",
                                new Source.Stored(folder.toAbsolutePath().resolve("runs/b"))),
                        new Source(
                                "C",
                                "map",
                                new Source.Swept(folder.toAbsolutePath().resolve("sweeps/c")))),
                List.of(
                        new Panel(
                                "loss",
                                List.of("A", "B"),
                                Clock.NORMALISED,
                                "A title",
                                Panel.Labels.LEGEND,
                                Chart.LegendPlace.BOTTOM_LEFT,
                                false,
                                false,
                                Ensemble.Spread.QUARTILES,
                                new Panel.AxisChoice("linear", 0, 3, "time"),
                                Panel.AxisChoice.OWN.on("symlog"),
                                List.of(new Chart.Annotation(1, 2, "one", Chart.Anchor.ABOVE, -1, 2)),
                                new Chart.Inset(
                                        new Axis.Range(0, 1), new Axis.Range(2, 3), Chart.LegendPlace.TOP_RIGHT, 0.3)),
                        Panel.of(Panel.SWEEP, List.of("C"), Clock.LOG_TIME)));
        Path file = folder.resolve("figure.json");
        CompositionCodec.save(made, file);
        assertEquals(made, CompositionCodec.read(file));
        assertTrue(
                CompositionCodec.write(made, folder).contains("\"runs/b\""),
                "folders below the file's are named from it");
    }

    private Source.Rerun rerun(double until, double lookingAt, int seeds) {
        Specification specification = Presets.get("kernel-or-rich").specification();
        return new Source.Rerun(specification, until, lookingAt, seeds, folder.toAbsolutePath());
    }

    @Test
    void theSameFileGivesTheSameBytesInEveryFormatAndEachCarriesIt() throws Exception {
        Composition composition = small();
        Map<String, Material> materials = Map.of("A", Material.of(composition.source("A"), () -> false));
        Map<String, Material> anew = Map.of("A", Material.of(small().source("A"), () -> false));
        for (FigureWriter writer : FigureWriter.all()) {
            Figure once = ComposedFigure.of(composition, materials, writer.id());
            byte[] bytes = bytes(once);
            assertArrayEquals(bytes, bytes(ComposedFigure.of(small(), anew, writer.id())), writer.id());
            Path file = folder.resolve("figure." + writer.extension());
            FigureWriter.save(once, file);
            FigureMetadata carried = FigureMetadata.read(file);
            assertEquals(composition, CompositionCodec.parse(carried.composition(), "carried", Path.of("")));
            assertEquals(64, carried.digest().length());
        }
    }

    @Test
    void panelsSayWhatTheFileSays() throws Exception {
        Figure figure = ComposedFigure.of(small(), "pdf");
        Chart loss = figure.charts().getFirst();
        assertEquals(
                List.of(Chart.Sample.LINE),
                loss.legend().stream().map(Chart.LegendEntry::sample).toList());
        assertEquals("small", loss.legend().getFirst().text());
        assertTrue(loss.layers().stream()
                .anyMatch(layer ->
                        layer instanceof Layer.Band band && band.definition().equals("mean ± 1 sem, N = 2")));
        Chart norm = figure.charts().get(1);
        assertTrue(norm.layers().stream().noneMatch(Layer.Theorem.class::isInstance), "no predictions were wanted");
        assertEquals(new Axis.Range(0, 4), norm.y().range());
        assertEquals(234, figure.spec().widthPt(), 1e-9);
    }

    @Test
    void aSourceIsTakenOnceAndLeavesWithItsLastPanel() {
        Source run = new Source("", "run", rerun(1, Double.NaN, 1));
        Source other = new Source("", "other", rerun(2, Double.NaN, 1));
        Composition two = Composition.EMPTY
                .plus(Panel.of("loss", List.of("?"), Clock.LOG_TIME), List.of(run))
                .plus(Panel.of("l1-norm", List.of("?"), Clock.LOG_TIME), List.of(other, run));
        assertEquals(List.of("A", "B"), two.sources().stream().map(Source::id).toList());
        assertEquals(List.of("B", "A"), two.panels().get(1).sources());
        assertEquals(
                List.of("A"), two.without(1).sources().stream().map(Source::id).toList());
        assertEquals("l1-norm", two.moved(1, 0).panels().getFirst().chart());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"names\": \"legend\"|\"names\": \"legends\"|panels[0]|letters, names, legend, none",
                "\"chart\": \"loss\"|\"chrat\": \"loss\"|panels[0]|\"chrat\" is not known",
                "\"until\": 1|\"until\": \"soon\"|runs[0]|give a number",
                "kernel-or-rich|kernel-of-rich|runs[0]|lab presets",
                "\"to\": 4|\"to\": -4|panels[1].y|rising",
                "\"icml\"|\"icmm\"|icmm|neurips",
                "\"columns\": 2|\"runs\": 2, \"width\": \"3 feet\"|width|3.25in"
            })
    void aMistakeIsOneSentenceWithItsPlace(String right, String wrong, String place, String remedy) {
        String text = SMALL.replace(right, wrong);
        String said = assertThrows(
                        FigureException.class, () -> CompositionCodec.parse(text, "figure.json", Path.of("")))
                .getMessage();
        assertTrue(said.contains(place) && said.contains(remedy), said);
    }

    @Test
    void aChartThatARunDoesNotHaveIsNamed() {
        Composition wrong = CompositionCodec.parse(SMALL.replace("l1-norm", "singular-values"), "figure.json", folder);
        String said = assertThrows(FigureException.class, () -> ComposedFigure.of(wrong, "pdf"))
                .getMessage();
        assertTrue(said.contains("Panel (b)") && said.contains("singular-values"), said);
        assertThrows(FigureException.class, () -> ComposedFigure.of(Composition.EMPTY, Map.of(), "pdf"));
    }

    @Test
    void aPlotOfAskedSizeMakesALargerFigure() throws Exception {
        Composition plot = small().with(small().layout().sized(100, 60).measuring(FigureSpec.Measure.PLOT));
        Figure figure = ComposedFigure.of(plot, "svg");
        Path file = folder.resolve("figure.svg");
        FigureWriter.save(figure, file);
        String svg = Files.readString(file);
        double width = Double.parseDouble(svg.replaceAll("(?s).*?<svg[^>]*? width=\"([0-9.]+)pt\".*", "$1"));
        assertTrue(width > 230 && width < 320, "two plots of 100 pt with their numbers, but " + width);
    }
}
