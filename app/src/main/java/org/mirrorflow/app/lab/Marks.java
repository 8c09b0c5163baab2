package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.control.TransportBar;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;

/** The transport's track as a clock: positions in [0, 1] against the moments of a record. */
final class Marks {

    private static final int MOST_DECADES = 12;

    private Marks() {}

    /** Position of a moment; the start is 0 on every clock. */
    static double position(History history, Clock clock, Clocks instant) {
        double from = first(history, clock);
        double to = last(history, clock);
        double at = clock.uniform(instant);
        if (history.size() < 2 || instant.step() == 0 || !(at > Double.NEGATIVE_INFINITY)) {
            return 0;
        }
        return to > from ? Math.clamp((at - from) / (to - from), 0, 1) : 1;
    }

    /** The row at a position: the last one at or before it. */
    static int row(History history, Clock clock, double position) {
        int last = history.size() - 1;
        if (last < 1 || position <= 0) {
            return 0;
        }
        if (position >= 1) {
            return last;
        }
        double from = first(history, clock);
        return history.rowAt(clock::uniform, from + position * (last(history, clock) - from));
    }

    /** Numbers below the track: decades on a logarithmic clock, quarters on a linear one. */
    static List<TransportBar.Mark> of(History history, Clock clock) {
        List<TransportBar.Mark> marks = new ArrayList<>();
        double from = first(history, clock);
        double to = last(history, clock);
        if (history.size() < 2 || !(to > from)) {
            return marks;
        }
        if (!clock.logarithmic()) {
            for (int i = 0; i <= 4; i++) {
                marks.add(new TransportBar.Mark(i / 4.0, Numbers.readOff(to * i / 4)));
            }
            return marks;
        }
        long lowest = (long) Math.ceil(from / Math.log(10) - 1e-9);
        long highest = (long) Math.floor(to / Math.log(10) + 1e-9);
        long stride = stride(highest - lowest);
        for (long decade = Math.ceilDiv(lowest, stride) * stride; decade <= highest; decade += stride) {
            double position = (decade * Math.log(10) - from) / (to - from);
            marks.add(new TransportBar.Mark(Math.clamp(position, 0, 1), "10^" + decade));
        }
        return marks;
    }

    /** 1, 2, 5, 10, … decades between two marks, so that there are not too many. */
    private static long stride(long decades) {
        long unit = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (decades / (factor * unit) < MOST_DECADES) {
                    return factor * unit;
                }
            }
            unit *= 10;
        }
    }

    /** Where the track begins: at 0 on a linear clock, at the first row that a logarithmic one can show. */
    private static double first(History history, Clock clock) {
        if (!clock.logarithmic()) {
            return 0;
        }
        for (int i = 0; i < history.size(); i++) {
            double at = clock.uniform(history.clocks(i));
            if (Double.isFinite(at)) {
                return at;
            }
        }
        return 0;
    }

    /** Where it ends: at the last row that the clock can show. */
    private static double last(History history, Clock clock) {
        for (int i = history.size() - 1; i >= 0; i--) {
            double at = clock.uniform(history.clocks(i));
            if (Double.isFinite(at)) {
                return at;
            }
        }
        return 0;
    }
}
