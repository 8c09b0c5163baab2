package org.mirrorflow.app.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.Activated;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Charts that show magnitudes over time as maps, and neurons, and gradients against weights. */
final class HeatOverTimeTest {

    private static RunView view(Specification specification, int rows) throws Exception {
        Run run = Run.start(Experiment.of(specification, Path.of("")));
        while (run.history().size() < rows && run.advance()) {
            // On to the next step.
        }
        return RunView.of(
                Role.RUN_A,
                "",
                run.experiment(),
                run.history(),
                run.outcome(),
                run.history().size() - 1);
    }

    private static Specification preset(String id) {
        return Presets.get(id).specification();
    }

    /** Any preset to which the chart applies. */
    private static RunView suited(String chart, int rows) throws Exception {
        for (var preset : Presets.all()) {
            Optional<RunView> view;
            try {
                view = Optional.of(view(preset.specification(), 1));
            } catch (InvalidSettingException needsData) {
                continue;
            }
            if (Charts.get(chart).applies(view.get())) {
                return view(preset.specification(), rows);
            }
        }
        throw new AssertionError("no preset shows " + chart);
    }

    private static Layer.Heat heat(Chart chart) {
        return (Layer.Heat) chart.layers().getFirst();
    }

    @Test
    void eachSampleHasAColumnUntilThereAreTooMany() {
        HeatOverTime.Columns few = HeatOverTime.Columns.of(new double[] {0, 1, 2, 4}, false);
        assertArrayEquals(new int[] {0, 1, 2, 3}, few.samples());
        assertArrayEquals(new double[] {0, 0.5, 1.5, 3, 4}, few.edges());
        HeatOverTime.Columns logarithmic = HeatOverTime.Columns.of(new double[] {0, 1, 100}, true);
        assertArrayEquals(new int[] {1, 2}, logarithmic.samples(), "the start has no place on a logarithmic axis");
        assertEquals(10, logarithmic.edges()[1], 1e-12);
        double[] many = IntStream.range(0, 10_001).asDoubleStream().toArray();
        HeatOverTime.Columns stretches = HeatOverTime.Columns.of(many, false);
        assertEquals(HeatOverTime.MOST_COLUMNS, stretches.samples().length);
        assertEquals(10_000, stretches.samples()[HeatOverTime.MOST_COLUMNS - 1], "the newest is always shown");
        for (int k = 0; k < stretches.samples().length; k++) {
            double at = many[stretches.samples()[k]];
            assertTrue(at > stretches.edges()[k] && at <= stretches.edges()[k + 1] + 1e-9, "column " + k);
        }
        assertArrayEquals(
                new int[] {-1},
                HeatOverTime.Columns.of(new double[] {0, Double.NaN}, true).samples(),
                "nothing to see yet");
        assertEquals(2, HeatOverTime.Columns.of(new double[] {3, 3, 4}, false).samples().length, "no empty column");
    }

    @Test
    void theMapHoldsTheSingularValuesThatTheLinesShow() throws Exception {
        RunView run = suited("spectrum-map", 40);
        Layer.Heat heat = heat(Charts.get("spectrum-map").draw(List.of(run), Clock.TIME));
        boolean logarithmic = Charts.get("spectrum-map")
                .draw(List.of(run), Clock.TIME)
                .title()
                .startsWith("log");
        List<Layer.Line> lines = Charts.get("singular-values").draw(List.of(run), Clock.TIME).layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(line -> line.role() == Role.RUN_A)
                .toList();
        double largest = lines.stream()
                .mapToDouble(line -> line.ys()[line.ys().length - 1])
                .max()
                .orElseThrow();
        double shown = heat.values()[heat.columns() - 1];
        assertEquals(
                largest, logarithmic ? Math.pow(10, shown) : shown, 1e-9 * largest, "the first row is the largest");
        assertTrue(heat.rows() >= lines.size());
    }

    @Test
    void neuronsAreThoseOfTheNetwork() throws Exception {
        RunView run = suited("activations", 6);
        Activated problem = (Activated) run.experiment().problem().copy();
        double[] w = run.history().weights(run.cursor());
        List<Activated.HiddenLayer> layers = problem.activations(w);
        int neurons = layers.stream().mapToInt(Activated.HiddenLayer::neurons).sum();
        Layer.Heat heat = heat(Charts.get("activations").draw(List.of(run), Clock.TIME));
        assertEquals(Math.min(neurons, 200), heat.rows());
        assertEquals(Math.min(layers.getFirst().samples(), 240), heat.columns());
        assertEquals(layers.getFirst().at(2, 3), heat.values()[2 * heat.columns() + 3]);
        double byHand = 0;
        for (int i = 0; i < layers.getFirst().samples(); i++) {
            byHand += layers.getFirst().values()[i] / layers.getFirst().samples();
        }
        Layer.Heat map = heat(Charts.get("neurons-map").draw(List.of(run), Clock.TIME));
        assertEquals(neurons, map.rows());
        double shown = map.values()[map.columns() - 1];
        assertTrue(Math.abs(shown - byHand) < 1e-12 || Math.abs(Math.pow(10, shown) - byHand) < 1e-12 * byHand);
        Layer.Heat layersMap = heat(Charts.get("layers-map").draw(List.of(run), Clock.TIME));
        assertEquals(run.experiment().problem().layout().blocks().size(), layersMap.rows());
    }

    @Test
    void everyMarkIsAWeightWithItsGradient() throws Exception {
        RunView run = view(preset("kernel-or-rich"), 20);
        Layer.Marks marks = (Layer.Marks) Charts.get("gradient-plane")
                .draw(List.of(run), Clock.TIME)
                .layers()
                .getFirst();
        double[] w = run.history().weights(run.cursor());
        double[] gradient = new double[w.length];
        run.experiment().problem().copy().lossAndGradient(w, gradient);
        double[] sizes = DoubleStream.of(w).map(Math::abs).filter(x -> x > 0).toArray();
        assertArrayEquals(sizes, marks.xs());
        assertEquals(
                Arrays.stream(gradient).map(Math::abs).max().orElseThrow(),
                Arrays.stream(marks.ys()).max().orElseThrow());
    }
}
