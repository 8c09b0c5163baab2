package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.Schedule;

/**
 * What a schedule looks like: one chart over the clock for the weight decay, where there is any, with a stem where it is
 * switched on and off, and one for every other number that changes under way.
 */
public final class ScheduleCharts {

    /** Id of the chart of the weight decay. */
    public static final String DECAY = "schedule-decay";

    private static final String STEP_SIZE = "step-size";

    /** A schedule is drawn a little beyond the last that happens in it. */
    private static final double BEYOND = 1.25;

    /** Times farther apart than this are drawn on a logarithmic axis. */
    private static final double WIDE = 50;

    private static final int POINTS = 240;

    private ScheduleCharts() {}

    /**
     * The charts; empty where nothing depends on time.
     *
     * @param dynamics at the start
     * @param changes what changes under way
     * @param reached how far a run has come on its clock, 0 for none
     */
    public static List<Chart> of(Section dynamics, Changes changes, double reached) {
        Schedule decay = changes.decay(dynamics);
        TreeSet<Double> moments = new TreeSet<>(changes.times());
        for (double t = decay.nextBreak(0); Double.isFinite(t) && moments.size() < POINTS; t = decay.nextBreak(t)) {
            moments.add(t);
        }
        boolean falls = !decay.isNone() && decay.always().isEmpty();
        if (moments.isEmpty() && !falls) {
            return List.of();
        }
        if (falls && dynamics.settings().values().get("decay-time") instanceof Double scale) {
            moments.add(scale);
        }
        moments.remove(0.0);
        double end = BEYOND * Math.max(moments.isEmpty() ? 1 : moments.last(), reached / BEYOND);
        double first = moments.isEmpty() ? end : moments.first();
        boolean logarithmic = end > WIDE * first;
        double[] times = times(moments, logarithmic ? first / 10 : 0, end, logarithmic);
        Axis across = new Axis("t", logarithmic ? Scale.LOG : Scale.LINEAR, new Axis.Range(times[0], end));
        List<Chart> charts = new ArrayList<>();
        for (Parameter parameter : Changes.adjustable(dynamics)) {
            boolean changing =
                    changes.all().stream().anyMatch(change -> change.setting().equals(parameter.id()));
            if (parameter instanceof Parameter.Real
                    && !Decay.SCHEDULE.contains(parameter.id())
                    && (changing || parameter.id().equals(STEP_SIZE))) {
                charts.add(chart(
                        "schedule-" + parameter.id(),
                        parameter.label(),
                        parameter.symbol(),
                        across,
                        times,
                        t -> changes.inForce(t, dynamics).settings().real(parameter.id())));
            }
        }
        if (!decay.isNone()) {
            charts.add(chart(DECAY, "weight decay", "\\lambda", across, times, decay::at)
                    .with(switches(decay, moments)));
        }
        return List.copyOf(charts);
    }

    /** Even places, and both sides of every moment at which something jumps. */
    private static double[] times(SortedSet<Double> moments, double from, double end, boolean logarithmic) {
        TreeSet<Double> times = new TreeSet<>();
        for (int k = 0; k <= POINTS; k++) {
            double share = (double) k / POINTS;
            times.add(logarithmic ? from * Math.pow(end / from, share) : from + share * (end - from));
        }
        for (double moment : moments) {
            if (moment > from && moment < end) {
                times.add(Math.nextDown(moment));
                times.add(moment);
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Chart chart(
            String id, String name, String symbol, Axis across, double[] times, DoubleUnaryOperator value) {
        double[] values = Arrays.stream(times).map(value).toArray();
        double most = Arrays.stream(values).max().orElse(0);
        double least = Arrays.stream(values).min().orElse(0);
        double top = most > 0 ? 1.15 * most : 1;
        Axis up = least >= 0 ? Axis.linear("").between(0, top) : Axis.linear("");
        return Chart.of(id, name, symbol, across, up)
                .with(new Layer.Line(times, values, "", Role.RUN_A, Layer.Emphasis.PINNED));
    }

    /** Where the decay is switched on, and off. */
    private static Layer[] switches(Schedule decay, SortedSet<Double> moments) {
        List<Layer> stems = new ArrayList<>();
        for (double moment : moments) {
            double before = decay.at(Math.nextDown(moment));
            double after = decay.at(moment);
            if (before > 0 && after == 0) {
                stems.add(new Layer.Event(moment, "off"));
            } else if (before == 0 && after > 0) {
                stems.add(new Layer.Event(moment, "on"));
            }
        }
        return stems.toArray(Layer[]::new);
    }

    /** A chart of a schedule in words, for those who do not see it. */
    public static String describe(Chart chart) {
        StringBuilder words = new StringBuilder(chart.title());
        if (chart.layers().getFirst() instanceof Layer.Line line) {
            double[] ys = line.ys();
            words.append(": ").append(Numbers.readOff(ys[0])).append(" at first");
            for (int k = 1; k < ys.length; k++) {
                // Two moments that are next to each other are the sides of a jump.
                if (ys[k] != ys[k - 1] && line.xs()[k] == Math.nextUp(line.xs()[k - 1])) {
                    words.append(", ")
                            .append(Numbers.readOff(ys[k]))
                            .append(" from t = ")
                            .append(Numbers.readOff(line.xs()[k]));
                }
            }
            words.append(", ").append(Numbers.readOff(ys[ys.length - 1])).append(" at the end");
        }
        return words.append('.').toString();
    }
}
