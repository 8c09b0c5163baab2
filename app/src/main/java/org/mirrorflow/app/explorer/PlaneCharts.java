package org.mirrorflow.app.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MirrorMap;

/** The charts of the plane: balls, level sets with the horizon, and the trajectories in the primal and the dual. */
final class PlaneCharts {

    private static final double[][] CENTRES = {{-1.2, 0.1}, {-0.9, -1.1}, {0, 0}, {0.8, -0.9}, {1.1, 0.8}};
    private static final double[] RADII = {0.02, 0.07, 0.16};
    private static final double[] LEVELS = {1e-3, 1e-1, 1, 10, 1e3};
    private static final int STEPS = 60;
    private static final int RING = 40;

    private PlaneCharts() {}

    /** D_R(·, c) ≤ r around five centres, at three radii that suit the map's own curvature. */
    static Chart balls(Exploration now) {
        List<Layer> layers = new ArrayList<>();
        now.b()
                .ifPresent(other -> addBalls(
                        layers,
                        other.map(),
                        centres(now.a().map()),
                        unit(now.a().map()),
                        Role.RUN_B));
        double unit = unit(now.a().map());
        addEdge(layers, now.a().map());
        addBalls(layers, now.a().map(), centres(now.a().map()), unit, Role.RUN_A);
        String radii = Arrays.stream(RADII)
                .mapToObj(radius -> Numbers.readOff(radius * unit))
                .reduce((one, next) -> one + ", " + next)
                .orElse("");
        return Chart.of("balls", "Bregman balls", "D_R(x,c)\\le r", Axis.linear("$x_1$"), Axis.linear(""))
                .withLayers(layers)
                .withEqualScale()
                .with(new Chart.LegendEntry(Chart.Sample.LINE, Role.RUN_A, "r = " + radii));
    }

    /** The edge of a domain that has one in the plane. */
    private static void addEdge(List<Layer> layers, MirrorMap map) {
        if (map instanceof PlaneMap plane && plane.isTriangle()) {
            layers.add(new Layer.Line(
                    Arrays.stream(plane.edge()).mapToDouble(corner -> corner[0]).toArray(),
                    Arrays.stream(plane.edge()).mapToDouble(corner -> corner[1]).toArray(),
                    "",
                    Role.GREY,
                    Layer.Emphasis.THIN));
        }
    }

    private static void addBalls(List<Layer> layers, MirrorMap map, double[][] centres, double unit, Role role) {
        for (double[] centre : centres) {
            if (!map.contains(centre)) {
                continue;
            }
            for (double radius : RADII) {
                Outline ball = Outline.ball(map, centre, radius * unit);
                ball.filled(role).ifPresent(layers::add);
                layers.add(new Layer.Line(ball.xs(), ball.ys(), "", role, Layer.Emphasis.THIN));
            }
            layers.add(new Layer.Marks(new double[] {centre[0]}, new double[] {centre[1]}, "", role));
        }
    }

    /** The centres, moved into a domain that is not the plane. */
    static double[][] centres(MirrorMap map) {
        double[][] moved = new double[CENTRES.length][2];
        if (map instanceof PlaneMap plane && plane.isTriangle()) {
            // Nearer to the middle: the inner circle of the triangle has half the radius of its corners.
            for (int i = 0; i < CENTRES.length; i++) {
                moved[i][0] = 0.6 * CENTRES[i][0];
                moved[i][1] = 0.6 * CENTRES[i][1];
            }
            return moved;
        }
        Interval domain = Section.of(map).domain();
        double[] range = FunctionCharts.range(domain, 2);
        for (int i = 0; i < CENTRES.length; i++) {
            for (int k = 0; k < 2; k++) {
                double share = (CENTRES[i][k] + 2) / 4;
                moved[i][k] = domain.equals(Interval.REAL_LINE)
                        ? CENTRES[i][k]
                        : range[0] + Math.clamp(share * share * 1.2, 0.04, 0.96) * (range[1] - range[0]);
            }
        }
        return moved;
    }

    /** How much more than the Euclidean the map's divergence is, in the middle of the centres. */
    private static double unit(MirrorMap map) {
        double[] sizes = Arrays.stream(centres(map))
                .filter(map::contains)
                .mapToDouble(centre -> {
                    double h = 0.2 * Math.max(0.1, Math.min(Math.abs(centre[0]), 1));
                    double[] near = {centre[0] + h, centre[1] + h};
                    return map.contains(near) ? map.bregman(near, centre) / (h * h) : Double.NaN;
                })
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sizes.length == 0 ? 1 : sizes[sizes.length / 2];
    }

    /** {R ≤ min R + c} at unit size for five c, and the horizon's unit ball dashed where there is one. */
    static Chart horizon(Exploration now) {
        MirrorMap map = now.a().map();
        List<Layer> layers = new ArrayList<>();
        Chart chart = Chart.of("horizon", "Horizon", "\\{R\\le c\\}", Axis.linear("$x_1$"), Axis.linear(""));
        for (int i = 0; i < LEVELS.length; i++) {
            Outline set = Outline.level(map, LEVELS[i]);
            if (Double.isFinite(set.size()) && set.size() > 0 && set.size() < 1e100) {
                Outline unit = set.unitSize();
                layers.add(new Layer.Graded(unit.xs(), unit.ys(), (double) i / (LEVELS.length - 1)));
            }
        }
        HorizonFunction horizon = map.horizon();
        if (horizon instanceof HorizonFunction.None) {
            return framed(chart.withLayers(layers));
        }
        Outline ball = Outline.unitBall(horizon::of).unitSize();
        double[] xs = ball.xs();
        double[] ys = ball.ys();
        for (int i = 0; i < xs.length; i++) {
            // of a map on an orthant only that part of the ball is its limit
            if (!inCone(map, xs[i], ys[i])) {
                xs[i] = Double.NaN;
            }
        }
        layers.add(new Layer.Theorem(xs, ys, ""));
        return framed(chart.withLayers(layers)
                .with(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, HorizonWords.symbol(horizon))));
    }

    private static boolean inCone(MirrorMap map, double x, double y) {
        Interval domain = Section.of(map).domain();
        boolean positive = domain.lower() == 0;
        boolean negative = domain.upper() == 0;
        return !(positive && (x < -1e-9 || y < -1e-9)) && !(negative && (x > 1e-9 || y > 1e-9));
    }

    private static Chart framed(Chart chart) {
        return chart.withAxes(chart.x().between(-1.15, 1.15), chart.y().between(-1.15, 1.15))
                .withEqualScale();
    }

    /** What both charts of trajectories show, computed once. */
    record Paths(
            Exploration of,
            Trajectory flow,
            Trajectory steps,
            Objective.Prediction prediction,
            java.util.Optional<Trajectory> otherFlow,
            java.util.Optional<Objective.Prediction> otherPrediction) {}

    static Paths paths(Exploration now) {
        double[] start = now.start().point();
        MirrorMap map = now.a().map();
        java.util.Optional<MirrorMap> other = now.b().map(MapChoice::map).filter(second -> second.contains(start));
        return new Paths(
                now,
                Trajectory.flow(map, now.objective(), start),
                Trajectory.steps(map, now.objective(), start, now.step(), STEPS),
                now.objective().predicted(map, start),
                other.map(second -> Trajectory.flow(second, now.objective(), start)),
                other.map(second -> now.objective().predicted(second, start)));
    }

    /** x_t as a line, mirror steps as dots, the predicted end as a dashed ring. */
    static Chart primal(Paths paths) {
        List<Layer> layers = new ArrayList<>();
        Frame frame = new Frame();
        addEdge(layers, paths.of().a().map());
        frame.include(paths.of().start().point());
        frame.include(paths.flow().x1(), paths.flow().x2());
        paths.otherFlow().ifPresent(flow -> frame.include(flow.x1(), flow.x2()));
        paths.prediction().end().ifPresent(frame::include);
        if (paths.of().objective() == Objective.MEASUREMENT) {
            double[] z = Objective.measurement();
            // no longer than it must be: positions far outside the plot are clamped, which would turn the line
            double middle = paths.of().start().x1();
            double reach = 3 * frame.width();
            double[] ends = {middle - reach, middle + reach};
            layers.add(new Layer.Line(
                    ends,
                    new double[] {(1 - z[0] * ends[0]) / z[1], (1 - z[0] * ends[1]) / z[1]},
                    "z·x = 1",
                    Role.GREY,
                    Layer.Emphasis.PINNED));
        }
        paths.otherFlow()
                .ifPresent(flow ->
                        layers.add(new Layer.Line(flow.x1(), flow.x2(), "B", Role.RUN_B, Layer.Emphasis.PINNED, true)));
        layers.add(new Layer.Line(paths.flow().x1(), paths.flow().x2(), "A", Role.RUN_A, Layer.Emphasis.LIVE));
        layers.add(new Layer.Marks(paths.steps().x1(), paths.steps().x2(), "", Role.RUN_A));
        addPrediction(layers, paths.prediction(), frame);
        paths.otherPrediction().ifPresent(prediction -> addPrediction(layers, prediction, frame));
        Chart chart = Chart.of("primal", "Primal", "x_t", Axis.linear("$x_1$"), Axis.linear(""))
                .withLayers(layers);
        boolean any = predicted(paths.prediction())
                || paths.otherPrediction().filter(PlaneCharts::predicted).isPresent();
        return frame.around(
                any ? chart.with(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted")) : chart);
    }

    private static boolean predicted(Objective.Prediction prediction) {
        return prediction.end().isPresent() || prediction.direction().isPresent();
    }

    private static void addPrediction(List<Layer> layers, Objective.Prediction prediction, Frame frame) {
        prediction.end().ifPresent(end -> layers.add(ring(end, 0.035 * frame.width())));
        prediction.direction().ifPresent(direction -> {
            double reach = 3 * frame.width() / Math.hypot(direction[0], direction[1]);
            layers.add(new Layer.Theorem(
                    new double[] {0, reach * direction[0]}, new double[] {0, reach * direction[1]}, "direction"));
        });
    }

    private static Layer.Theorem ring(double[] centre, double radius) {
        double[] xs = new double[RING + 1];
        double[] ys = new double[RING + 1];
        for (int i = 0; i <= RING; i++) {
            xs[i] = centre[0] + radius * Math.cos(2 * Math.PI * i / RING);
            ys[i] = centre[1] + radius * Math.sin(2 * Math.PI * i / RING);
        }
        return new Layer.Theorem(xs, ys, "");
    }

    /** η_t with its mirror steps; for one measurement the line η₀ + span z on which the dual stays. */
    static Chart dual(Paths paths) {
        List<Layer> layers = new ArrayList<>();
        Frame frame = new Frame();
        frame.include(paths.flow().eta1(), paths.flow().eta2());
        paths.otherFlow().ifPresent(flow -> frame.include(flow.eta1(), flow.eta2()));
        paths.otherFlow()
                .ifPresent(flow -> layers.add(
                        new Layer.Line(flow.eta1(), flow.eta2(), "B", Role.RUN_B, Layer.Emphasis.PINNED, true)));
        layers.add(new Layer.Line(paths.flow().eta1(), paths.flow().eta2(), "A", Role.RUN_A, Layer.Emphasis.LIVE));
        layers.add(new Layer.Marks(paths.steps().eta1(), paths.steps().eta2(), "", Role.RUN_A));
        Chart chart = Chart.of("dual", "Dual", "\\eta_t=\\nabla R(x_t)", Axis.linear("$\\eta_1$"), Axis.linear(""));
        if (paths.of().objective() == Objective.MEASUREMENT && paths.flow().size() > 0) {
            double[] z = Objective.measurement();
            double reach = 1.5 * frame.width();
            layers.add(new Layer.Theorem(
                    new double[] {
                        paths.flow().eta1()[0] - reach * z[0], paths.flow().eta1()[0] + reach * z[0]
                    },
                    new double[] {
                        paths.flow().eta2()[0] - reach * z[1], paths.flow().eta2()[0] + reach * z[1]
                    },
                    ""));
            chart = chart.with(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "η₀ + span z"));
        }
        return frame.around(chart.withLayers(layers));
    }

    /** The part of the plane that is shown. */
    private static final class Frame {
        private double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        private double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

        void include(double[] point) {
            for (int i = 0; i < 2; i++) {
                low[i] = Math.min(low[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }

        void include(double[] xs, double[] ys) {
            for (int i = 0; i < xs.length; i++) {
                include(new double[] {xs[i], ys[i]});
            }
        }

        double width() {
            double width = Math.max(high[0] - low[0], high[1] - low[1]);
            return width > 0 && Double.isFinite(width) ? width : 1;
        }

        Chart around(Chart chart) {
            if (!(low[0] <= high[0])) {
                return chart;
            }
            double air = 0.16 * width();
            return chart.withAxes(
                            chart.x().between(low[0] - air, high[0] + air),
                            chart.y().between(low[1] - air, high[1] + air))
                    .withEqualScale();
        }
    }
}
