package org.mirrorflow.app.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Decimation;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.app.plot.Simplification;

/**
 * The numbers of a chart as pgfplots draws them: in the coordinates of its axes, which know no symmetric logarithm, and thinned to what
 * print can show.
 */
final class AxisCoordinates {

    /** Width of a column of print, in points, to which lines are thinned. */
    private static final double COLUMN = 72.0 / 300;

    private AxisCoordinates() {}

    /** The chart with what is drawn of it. */
    static Chart of(Chart chart, PlotGeometry plot) {
        return chart.withLayers(chart.layers().stream()
                .map(layer -> thinned(layer, chart, plot))
                .toList());
    }

    private static Layer thinned(Layer layer, Chart chart, PlotGeometry plot) {
        Scale x = chart.x().scale();
        Scale y = chart.y().scale();
        return switch (layer) {
            case Layer.Line line -> {
                Decimation.Points points = points(line.xs(), line.ys(), chart, plot);
                yield new Layer.Line(
                        forward(x, points.xs()),
                        forward(y, points.ys()),
                        line.label(),
                        line.role(),
                        line.emphasis(),
                        line.ended());
            }
            case Layer.Graded graded -> {
                Decimation.Points points = points(graded.xs(), graded.ys(), chart, plot);
                yield new Layer.Graded(forward(x, points.xs()), forward(y, points.ys()), graded.share());
            }
            case Layer.Theorem theorem -> {
                Decimation.Points points =
                        points(bounded(theorem.xs(), plot.xAxis()), bounded(theorem.ys(), plot.yAxis()), chart, plot);
                yield new Layer.Theorem(forward(x, points.xs()), forward(y, points.ys()), theorem.label());
            }
            case Layer.Contour contour -> {
                Decimation.Points points = points(contour.xs(), contour.ys(), chart, plot);
                yield new Layer.Contour(forward(x, points.xs()), forward(y, points.ys()));
            }
            case Layer.Marks marks ->
                new Layer.Marks(forward(x, marks.xs()), forward(y, marks.ys()), marks.label(), marks.role());
            case Layer.Band band -> band(band, chart, plot);
            default -> layer;
        };
    }

    private static Decimation.Points points(double[] xs, double[] ys, Chart chart, PlotGeometry plot) {
        Decimation.Points points =
                Decimation.reduce(xs, ys, plot.xAxis(), COLUMN, chart.y().scale() instanceof Scale.Log);
        int[] kept = Simplification.kept(
                Arrays.stream(points.xs()).map(plot::pixelX).toArray(),
                Arrays.stream(points.ys()).map(plot::pixelY).toArray(),
                Simplification.PAPER);
        return new Decimation.Points(Simplification.at(points.xs(), kept), Simplification.at(points.ys(), kept));
    }

    private static double[] bounded(double[] values, PlotGeometry.AxisTransform axis) {
        return Arrays.stream(values)
                .map(value -> Double.isInfinite(value) ? (value > 0 ? axis.upper() : axis.lower()) : value)
                .toArray();
    }

    /** A band's extremes in each column of print, so that both of its edges keep one abscissa. */
    private static Layer.Band band(Layer.Band band, Chart chart, PlotGeometry plot) {
        boolean positive = chart.y().scale() instanceof Scale.Log;
        List<double[]> kept = new ArrayList<>();
        long column = Long.MIN_VALUE;
        for (int i = 0; i < band.xs().length; i++) {
            double at = plot.pixelX(band.xs()[i]);
            double lower = positive && band.lower()[i] <= 0 ? plot.yAxis().lower() : band.lower()[i];
            double upper = band.upper()[i];
            if (!Double.isFinite(at)
                    || !Double.isFinite(lower)
                    || !Double.isFinite(upper)
                    || (positive && upper <= 0)) {
                if (column != Long.MIN_VALUE) {
                    kept.add(new double[] {band.xs()[i], Double.NaN, Double.NaN});
                    column = Long.MIN_VALUE;
                }
                continue;
            }
            long here = (long) Math.floor(at / COLUMN);
            if (here == column) {
                double[] last = kept.getLast();
                last[1] = Math.min(last[1], lower);
                last[2] = Math.max(last[2], upper);
            } else {
                kept.add(new double[] {band.xs()[i], lower, upper});
                column = here;
            }
        }
        double[][] columns = new double[3][kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            for (int k = 0; k < 3; k++) {
                columns[k][i] = kept.get(i)[k];
            }
        }
        return new Layer.Band(
                forward(chart.x().scale(), columns[0]),
                forward(chart.y().scale(), columns[1]),
                forward(chart.y().scale(), columns[2]),
                band.role(),
                band.definition());
    }

    /** pgfplots has no symmetric logarithm: the numbers are transformed here. */
    static double forward(Scale scale, double value) {
        if (scale instanceof Scale.SymLog symlog) {
            double share = Math.abs(value) / symlog.threshold();
            return share <= 1 ? value / symlog.threshold() : Math.signum(value) * (1 + Math.log10(share));
        }
        return value;
    }

    private static double[] forward(Scale scale, double[] values) {
        return scale instanceof Scale.SymLog
                ? Arrays.stream(values).map(value -> forward(scale, value)).toArray()
                : values;
    }
}
