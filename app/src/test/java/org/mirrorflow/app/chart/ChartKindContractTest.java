package org.mirrorflow.app.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdicts;

/** Every chart of every preset: drawn at its start, after a moment, and far on; and saying what theory says. */
final class ChartKindContractTest {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;

    /** A chart can be looked at before a slow run has come far. */
    private static final long MOST_NANOS = 1_000_000_000;

    /** The runs of a preset at one row, two rows and many, from one computation. */
    private static final Map<String, List<List<RunView>>> RUNS = new LinkedHashMap<>();

    static Stream<String> presets() {
        return Presets.all().stream().map(Preset::id).filter(id -> !id.equals("your-data"));
    }

    /** Presets of which theory predicts where the weights end. */
    static Stream<String> limited() {
        return presets()
                .filter(id ->
                        limit(id).filter(p -> p.kind() == Prediction.Kind.POINT).isPresent());
    }

    /** Presets of which theory bounds the loss. */
    static Stream<String> bounded() {
        return presets().filter(id -> live(id).experiment().lossBound().isPresent());
    }

    private static Optional<Prediction> limit(String preset) {
        return live(preset).experiment().prediction(Prediction.LIMIT);
    }

    private static synchronized List<List<RunView>> runs(String preset) {
        return RUNS.computeIfAbsent(preset, id -> {
            Preset wanted = Presets.get(id);
            List<Specification> specifications = new ArrayList<>();
            specifications.add(wanted.specification());
            wanted.companions().forEach(companion -> specifications.add(companion.of(wanted.specification())));
            List<Run> started = specifications.stream()
                    .map(specification -> Run.start(experiment(specification)))
                    .toList();
            return IntStream.of(1, 2, 120)
                    .mapToObj(rows -> IntStream.range(0, started.size())
                            .mapToObj(i -> view(i, advanced(started.get(i), rows)))
                            .toList())
                    .toList();
        });
    }

    private static Experiment experiment(Specification specification) {
        try {
            return Experiment.of(specification, Path.of(""));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private static Run advanced(Run run, int rows) {
        long begin = System.nanoTime();
        while (run.history().size() < rows && System.nanoTime() - begin < MOST_NANOS && run.advance()) {
            // On to the next step.
        }
        return run;
    }

    private static RunView view(int index, Run run) {
        return RunView.of(
                Role.run(index),
                "run " + index,
                run.experiment(),
                run.history(),
                run.outcome(),
                run.history().size() / 2);
    }

    private static RunView live(String preset) {
        return runs(preset).getLast().getFirst();
    }

    private static Chart draw(String chart, String preset) {
        return Charts.ALL.get(chart).draw(runs(preset).getLast(), Clock.LOG_TIME);
    }

    private static <T extends Layer> List<T> layers(Chart chart, Class<T> type) {
        return chart.layers().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static void paint(Chart chart) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        try {
            ChartPainter.paint(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), chart, Palette.LIGHT, Metrics.screen(1));
        } finally {
            g.dispose();
        }
        int[] pixels = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        assertTrue(IntStream.of(pixels).distinct().count() > 2, "an empty picture of " + chart.id());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyChartThatAppliesCanBeDrawnAtAnyMomentOnEveryClock(String preset) {
        for (List<RunView> moment : runs(preset)) {
            for (ChartKind kind : Charts.ALL.entries()) {
                if (kind.applies(moment.getFirst())) {
                    for (Clock clock : Clock.values()) {
                        Chart chart = kind.draw(moment, clock);
                        assertEquals(kind.id(), chart.id());
                        assertFalse(chart.title().isBlank());
                        assertFalse(chart.layers().isEmpty(), kind.id());
                        assertEquals(kind.verdict(moment.getFirst()).isPresent(), chart.residual() != null, kind.id());
                        // All plain charts are painted by the same code: those that the preset shows stand for them.
                        boolean shown = Presets.get(preset).charts().contains(kind.id());
                        if (clock == Clock.LOG_TIME && (shown || !kind.plain())) {
                            paint(chart);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyChartThatAPresetAsksForApplies(String preset) {
        for (String chart : Presets.get(preset).charts()) {
            assertTrue(Charts.ALL.get(chart).applies(live(preset)), chart);
        }
    }

    @ParameterizedTest
    @MethodSource("limited")
    void theCoordinatesHaveTheirPredictedLimits(String preset) {
        RunView live = live(preset);
        double[] limit =
                live.experiment().prediction(Prediction.LIMIT).orElseThrow().weights();
        if (live.predictsCoordinates()) {
            return;
        }
        Chart chart = draw("coordinates", preset);
        assertNotNull(chart.margin());
        List<Layer.Theorem> theorems = layers(chart, Layer.Theorem.class);
        assertTrue(
                !theorems.isEmpty() && theorems.size() == chart.margin().rows().size());
        double largest = 0;
        for (double w : limit) {
            largest = Math.max(largest, Math.abs(w));
        }
        assertEquals(largest, Math.abs(theorems.getFirst().ys()[0]), "the largest comes first");
        double[] now = live.history().weights(live.cursor());
        for (int k = 0; k < theorems.size(); k++) {
            Chart.MarginRow row = chart.margin().rows().get(k);
            int i = Integer.parseInt(row.label().replaceAll("\\D", "")) - 1;
            assertArrayEquals(new double[] {limit[i], limit[i]}, theorems.get(k).ys());
            assertEquals(limit[i], row.limit());
            assertEquals(now[i], row.value());
        }
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void theLossHasItsBoundAndItsRuns(String preset) {
        RunView live = live(preset);
        Chart chart = draw("loss", preset);
        double constant = live.experiment().lossBound().orElseThrow();
        Layer.Theorem bound = layers(chart, Layer.Theorem.class).getFirst();
        double[] times = live.history().times();
        assertArrayEquals(Abscissa.of(Clock.LOG_TIME, runs(preset).getLast()).of(live.history()), bound.xs());
        for (int i = 1; i < times.length; i++) {
            assertEquals(constant / times[i], bound.ys()[i], 1e-12 * bound.ys()[i]);
        }
        List<Layer.Line> lines = layers(chart, Layer.Line.class);
        assertEquals(runs(preset).getLast().size(), lines.size());
        assertArrayEquals(live.history().column("loss"), lines.getLast().ys());
        assertEquals(Role.RUN_A, lines.getLast().role(), "the live run is drawn last");
        Set<String> labels = new HashSet<>();
        lines.forEach(line -> labels.add(line.label()));
        assertEquals(lines.size(), labels.size(), "several runs tell themselves apart by their letters");
    }

    @ParameterizedTest
    @MethodSource("limited")
    void theWeightsHaveTheOutlineOfTheLimit(String preset) {
        RunView live = live(preset);
        if (live.experiment().problem().layout().isSingleMatrix()) {
            Layer.Cells cells =
                    layers(draw("weights", preset), Layer.Cells.class).getFirst();
            assertArrayEquals(limit(preset).orElseThrow().weights(), cells.predicted());
            assertArrayEquals(live.history().weights(live.cursor()), cells.values());
            return;
        }
        List<Layer.Stems> stems = layers(draw("weights", preset), Layer.Stems.class);
        Layer.Stems bars = stems.getLast();
        assertArrayEquals(
                live.experiment().prediction(Prediction.LIMIT).orElseThrow().weights(), bars.predicted());
        assertArrayEquals(live.history().weights(live.cursor()), bars.values());
        assertEquals(Layer.StemBody.BAR, bars.body());
        List<Layer.Marks> planted = layers(draw("weights", preset), Layer.Marks.class);
        assertEquals(live.experiment().problem().planted().isPresent(), !planted.isEmpty());
    }

    @Test
    void normAndSparsityHaveTheLevelsOfTheLimit() {
        double[] limit = live("kernel-or-rich")
                .experiment()
                .prediction(Prediction.LIMIT)
                .orElseThrow()
                .weights();
        double l1 = 0;
        double squares = 0;
        for (double w : limit) {
            l1 += Math.abs(w);
            squares += w * w;
        }
        List<Layer.Theorem> norms = layers(draw("l1-norm", "kernel-or-rich"), Layer.Theorem.class);
        assertEquals(3, norms.size());
        assertEquals(l1, norms.getFirst().ys()[0], 1e-12 * l1);
        assertTrue(norms.get(1).ys()[0] <= l1 * (1 + 1e-9), "no interpolator has a smaller l1 norm");
        Layer.Theorem sparsity = layers(draw("effective-sparsity", "kernel-or-rich"), Layer.Theorem.class)
                .getFirst();
        assertEquals(l1 * l1 / squares, sparsity.ys()[0], 1e-9 * sparsity.ys()[0]);
    }

    @Test
    void distanceAndBalanceHaveTheirTolerances() {
        assertEquals(
                Verdicts.LIMIT_TOLERANCE,
                layers(draw("distance-to-limit", "one-trajectory"), Layer.Tolerance.class)
                        .getFirst()
                        .y());
        assertEquals(
                Verdicts.BALANCE_TOLERANCE,
                layers(draw("balance-drift", "one-trajectory"), Layer.Tolerance.class)
                        .getFirst()
                        .y());
    }

    @Test
    void runsOfAnotherDimensionLeaveTheVectorsAlone() {
        Specification other = Presets.get("kernel-or-rich").specification().with("problem.features", 60);
        RunView live = live("kernel-or-rich");
        List<RunView> both = List.of(live, view(1, advanced(Run.start(experiment(other)), 30)));
        for (ChartKind kind : Charts.ALL.entries()) {
            if (kind.applies(live)) {
                paint(kind.draw(both, Clock.LOG_TIME));
            }
        }
        assertTrue(layers(Charts.ALL.get("coordinates").draw(both, Clock.TIME), Layer.Line.class).stream()
                .allMatch(line -> line.role() == Role.RUN_A));
        assertEquals(
                1,
                layers(Charts.ALL.get("weights").draw(both, Clock.TIME), Layer.Stems.class)
                        .size());
        assertEquals(
                2,
                layers(Charts.ALL.get("loss").draw(both, Clock.TIME), Layer.Line.class)
                        .size());
    }

    @Test
    void everyObservableHasAChartOfItsOwn() {
        for (Observable observable : Run.OBSERVABLES.entries()) {
            ChartKind kind = Charts.ALL.get(observable.id());
            assertEquals(observable.name(), kind.name());
            assertEquals(observable.formula(), kind.formula());
        }
        assertTrue(Charts.ALL.get("l2-norm").plain());
        assertFalse(Charts.ALL.get("loss").plain());
        assertFalse(Charts.ALL.get("coordinates").plain());
    }

    @Test
    void theOrdinateIsTheObservablesOwn() {
        assertEquals(Scale.LOG, draw("loss", "kernel-or-rich").y().scale());
        assertEquals(Scale.LINEAR, draw("l2-norm", "kernel-or-rich").y().scale());
    }

    @Test
    void predictedCurvesAreDashedWhereTheyBelong() {
        RunView live = live("kernel-or-rich");
        History history = live.history();
        double[] way = history.weight(3);
        PredictedCurves curves = PredictedCurves.of(
                live.experiment(),
                history,
                List.of(
                        TheoryCurve.level("l2-norm", "a level", 0.5, history),
                        new TheoryCurve("l2-norm", "a law", history.times()),
                        new TheoryCurve("weight/3", "", way)));
        RunView predicted = new RunView(
                live.role(),
                live.name(),
                live.experiment(),
                history,
                live.outcome(),
                live.verdicts(),
                curves,
                live.cursor(),
                Ensemble.NONE);
        List<Layer.Theorem> drawn =
                layers(Charts.ALL.get("l2-norm").draw(List.of(predicted), Clock.TIME), Layer.Theorem.class);
        assertEquals(
                List.of("a level", "a law"),
                drawn.stream().map(Layer.Theorem::label).toList());
        assertEquals(Double.NEGATIVE_INFINITY, drawn.getFirst().xs()[0], "a level reaches across the plot");
        assertArrayEquals(history.times(), drawn.getLast().xs());
        Chart coordinates = Charts.ALL.get("coordinates").draw(List.of(predicted), Clock.TIME);
        boolean named = coordinates.margin() != null
                && coordinates.margin().rows().stream()
                        .anyMatch(row -> row.label().equals("$w_{4}$"));
        assertEquals(
                named,
                layers(coordinates, Layer.Theorem.class).stream()
                        .anyMatch(theorem -> java.util.Arrays.equals(theorem.ys(), way)));
    }

    @Test
    void theClocksShowTheirTimesAndSayThem() {
        RunView live = live("kernel-or-rich");
        Clocks instant = live.clocks();
        double[] s = Abscissa.of(Clock.NORMALISED, List.of(live)).of(live.history());
        assertEquals(instant.normalisedTime(), s[live.cursor()]);
        assertTrue(s[live.cursor()] > 0);
        Clocks far = new Clocks(5, 1e9, Double.POSITIVE_INFINITY, 43000.5 * Math.log(10), 1e9);
        assertEquals("t = 3.16e43000", Clock.LOG_TIME.readOff(far));
        assertEquals("s = 1.00e9", Clock.NORMALISED.readOff(far));
        assertTrue(Double.isNaN(Abscissa.of(Clock.TIME, List.of(live)).of(far)), "a linear axis cannot show it");
        assertEquals(Clock.LOG_NORMALISED, Clock.named("--clock", "log-s"));
    }
}
