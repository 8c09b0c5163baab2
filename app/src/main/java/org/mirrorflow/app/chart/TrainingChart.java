package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.bridge.record.TrainingSeries;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;

/**
 * A metric of trainings over their steps or their flow time, one hue for each optimizer, with a band over its seeds; and the same
 * quantity of toys on the same axis.
 */
public final class TrainingChart {

    /** Positive values that span more than this are shown on a logarithmic axis. */
    private static final double WIDE = 1e3;

    /** What no observable of the toys is called. */
    private static final Map<String, String> NAMES = Map.of(
            "batch-accuracy", "Accuracy on the batch",
            "test-loss", "Test loss",
            "gradient-norm", "Length of the gradient");

    private TrainingChart() {}

    /** The clock of trainings and toys. */
    public enum Ruler {
        /** Steps done. */
        STEPS("step", "step"),
        /** Flow time Ση, the sum of the step sizes. */
        TIME("time", "$\\sum\\eta_k$");

        private final String id;
        private final String axis;

        Ruler(String id, String axis) {
            this.id = id;
            this.axis = axis;
        }

        /** Stable id on the command line. */
        public String id() {
            return id;
        }

        /** What stands at the axis, TeX between dollar signs. */
        public String axis() {
            return axis;
        }

        /** Its place in words. */
        public String word() {
            return this == STEPS ? "step" : "\u03a3\u03b7";
        }
    }

    /**
     * One contestant's trainings.
     *
     * @param role its hue
     * @param name what it is called on its line
     * @param seeds the metrics of each seed
     * @param ended whether all of them have ended
     */
    public record Strand(Role role, String name, List<TrainingSeries> seeds, boolean ended) {

        public Strand {
            seeds = List.copyOf(seeds);
        }
    }

    /** The name of a metric in words. */
    public static String name(String metric) {
        if (Run.OBSERVABLES.ids().contains(metric)) {
            return Run.OBSERVABLES.get(metric).name();
        }
        String words = metric.replace('-', ' ').replace('_', ' ');
        return NAMES.getOrDefault(
                metric, words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }

    private static String formula(String metric) {
        return Run.OBSERVABLES.ids().contains(metric)
                ? Run.OBSERVABLES.get(metric).formula()
                : "";
    }

    /**
     * The chart of a metric.
     *
     * @param range what the abscissa shows, or null to fit it
     */
    public static Chart of(String metric, List<Strand> strands, Ruler ruler, Axis.@Nullable Range range) {
        List<Layer> layers = new ArrayList<>();
        List<double[]> shown = new ArrayList<>();
        for (int i = strands.size() - 1; i >= 0; i--) {
            Strand strand = strands.get(i);
            List<TrainingSeries> seeds =
                    strand.seeds().stream().filter(series -> series.has(metric)).toList();
            Layer.Emphasis emphasis = i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED;
            if (seeds.size() == 1) {
                TrainingSeries.Curve curve = seeds.getFirst().curve(metric);
                shown.add(curve.values());
                layers.add(new Layer.Line(
                        abscissae(curve, ruler),
                        curve.values(),
                        strand.role().letter(),
                        strand.role(),
                        emphasis,
                        strand.ended()));
            } else if (seeds.size() > 1) {
                shown.add(band(seeds, metric, strand, ruler, emphasis, layers));
            }
        }
        // The loss of a network seldom falls by decades, on which a logarithmic axis has its marks.
        return finished(metric, layers, shown, ruler, range, false);
    }

    private static double[] abscissae(TrainingSeries.Curve curve, Ruler ruler) {
        return ruler == Ruler.STEPS ? curve.steps() : curve.times();
    }

    /** Mean and standard error where all seeds have a value, and thinly what a seed has beyond; answers the mean. */
    private static double[] band(
            List<TrainingSeries> seeds,
            String metric,
            Strand strand,
            Ruler ruler,
            Layer.Emphasis emphasis,
            List<Layer> layers) {
        List<TrainingSeries.Curve> curves =
                seeds.stream().map(series -> series.curve(metric)).toList();
        TrainingSeries.Curve first = curves.getFirst();
        double[] xs = abscissae(first, ruler);
        int n = 0;
        double[] at = new double[xs.length];
        double[] lower = new double[xs.length];
        double[] centre = new double[xs.length];
        double[] upper = new double[xs.length];
        double reached = Double.NEGATIVE_INFINITY;
        double[] sample = new double[curves.size()];
        for (int i = 0; i < xs.length; i++) {
            boolean whole = true;
            for (int k = 0; k < sample.length; k++) {
                int row = Arrays.binarySearch(curves.get(k).steps(), first.steps()[i]);
                sample[k] = row < 0 ? Double.NaN : curves.get(k).values()[row];
                whole &= Double.isFinite(sample[k]);
            }
            if (whole) {
                double[] statistics = Ensemble.Spread.SEM.of(sample);
                at[n] = xs[i];
                lower[n] = statistics[0];
                centre[n] = statistics[1];
                upper[n] = statistics[2];
                reached = first.steps()[i];
                n++;
            }
        }
        double[] common = Arrays.copyOf(at, n);
        double[] mean = Arrays.copyOf(centre, n);
        layers.add(new Layer.Band(
                common,
                Arrays.copyOf(lower, n),
                Arrays.copyOf(upper, n),
                strand.role(),
                Ensemble.Spread.SEM.words() + ", N = " + curves.size()));
        for (TrainingSeries.Curve curve : curves) {
            int from = Math.abs(Arrays.binarySearch(curve.steps(), reached));
            int begin = n == 0 ? 0 : Math.min(from, curve.steps().length);
            if (begin < curve.steps().length - 1) {
                double[] own = abscissae(curve, ruler);
                layers.add(new Layer.Line(
                        Arrays.copyOfRange(own, begin, own.length),
                        Arrays.copyOfRange(curve.values(), begin, own.length),
                        n == 0 ? strand.role().letter() : "",
                        strand.role(),
                        Layer.Emphasis.THIN));
            }
        }
        layers.add(new Layer.Line(common, mean, strand.role().letter(), strand.role(), emphasis, strand.ended()));
        return n == 0 ? first.values() : mean;
    }

    /**
     * One toy.
     *
     * @param role the hue of the contestant that it stands beside
     * @param run what was run, with what theory says of it
     */
    public record Toy(Role role, RunView run) {}

    /** Whether a toy recorded that metric. */
    public static boolean recorded(String metric, List<Toy> toys) {
        return toys.stream().anyMatch(toy -> toy.run().history().has(metric));
    }

    /** The same quantity of toys, with what theory says of the first. */
    public static Chart ofToys(String metric, List<Toy> toys, Ruler ruler, Axis.@Nullable Range range) {
        List<Layer> layers = new ArrayList<>();
        List<double[]> shown = new ArrayList<>();
        for (int i = toys.size() - 1; i >= 0; i--) {
            RunView run = toys.get(i).run();
            if (run.history().has(metric)) {
                double[] values = run.history().column(metric);
                shown.add(values);
                layers.add(new Layer.Line(
                        places(run.history(), ruler),
                        values,
                        toys.get(i).role().letter(),
                        toys.get(i).role(),
                        i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED,
                        run.outcome().isPresent()));
            }
        }
        if (!toys.isEmpty()) {
            RunView live = toys.getFirst().run();
            for (TheoryCurve curve : live.curves(metric).toList()) {
                layers.add(ObservableChart.theorem(places(live.history(), ruler), curve));
            }
        }
        return finished(metric, layers, shown, ruler, range, true);
    }

    /** Where the rows of a toy lie. */
    private static double[] places(History history, Ruler ruler) {
        return ruler == Ruler.TIME
                ? history.times()
                : IntStream.range(0, history.size()).mapToDouble(history::step).toArray();
    }

    private static Chart finished(
            String metric,
            List<Layer> layers,
            List<double[]> shown,
            Ruler ruler,
            Axis.@Nullable Range range,
            boolean asObserved) {
        Axis x = new Axis(ruler.axis(), Scale.LINEAR, range);
        Axis y = logarithmic(metric, shown, asObserved) ? Axis.log("") : Axis.linear("");
        return Chart.of(metric, name(metric), formula(metric), x, y).withLayers(layers);
    }

    private static boolean logarithmic(String metric, List<double[]> columns, boolean asObserved) {
        Observable.Ordinate wanted = Run.OBSERVABLES.ids().contains(metric)
                ? Run.OBSERVABLES.get(metric).ordinate()
                : Observable.Ordinate.BY_RANGE;
        if (wanted == Observable.Ordinate.LINEAR) {
            return false;
        }
        double[] values = columns.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        return least > 0 && ((asObserved && wanted == Observable.Ordinate.LOGARITHMIC) || most > WIDE * least);
    }

    /** The value of a metric at a place of the ruler: of the last step at or before it; the mean over seeds that are there. */
    public static Optional<Double> at(Strand strand, String metric, Ruler ruler, double place) {
        double[] found = strand.seeds().stream()
                .map(series -> series.curve(metric))
                .mapToDouble(curve -> {
                    OptionalInt row = row(abscissae(curve, ruler), place);
                    return row.isPresent() ? curve.values()[row.getAsInt()] : Double.NaN;
                })
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return found.length == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(found).sum() / found.length);
    }

    /** The value of a toy at a place of the ruler. */
    public static Optional<Double> at(Toy toy, String metric, Ruler ruler, double place) {
        History history = toy.run().history();
        OptionalInt row = history.has(metric) ? row(places(history, ruler), place) : OptionalInt.empty();
        return row.isPresent() ? Optional.of(history.value(metric, row.getAsInt())) : Optional.empty();
    }

    /** The last row at or before a place; none where the place is beyond both ends. */
    private static OptionalInt row(double[] xs, double place) {
        if (xs.length == 0 || place < xs[0] || place > xs[xs.length - 1]) {
            return OptionalInt.empty();
        }
        int found = Arrays.binarySearch(xs, place);
        return OptionalInt.of(found >= 0 ? found : -found - 2);
    }

    /** The key of what is compared, as names and letters. */
    static List<Chart.LegendEntry> key(List<Strand> strands) {
        return strands.stream()
                .map(strand -> new Chart.LegendEntry(
                        Chart.Sample.LINE, strand.role(), strand.role().letter() + ": " + strand.name()))
                .toList();
    }
}
