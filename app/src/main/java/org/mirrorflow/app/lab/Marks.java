package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.control.TransportBar;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.History;

/** The transport's track as a clock: positions in [0, 1] against flow times. */
final class Marks {

    private static final int MOST_DECADES = 12;

    private Marks() {}

    /** Position of a time; the start is 0 on every clock. */
    static double position(History history, Clock clock, double time) {
        int last = history.size() - 1;
        if (last < 1 || time <= 0) {
            return 0;
        }
        double end = history.time(last);
        if (clock == Clock.TIME) {
            return Math.clamp(time / end, 0, 1);
        }
        double first = history.time(1);
        if (end <= first) {
            return 1;
        }
        return Math.clamp(Math.log(time / first) / Math.log(end / first), 0, 1);
    }

    /** Time at a position. */
    static double time(History history, Clock clock, double position) {
        int last = history.size() - 1;
        if (last < 1 || position <= 0) {
            return 0;
        }
        double end = history.time(last);
        if (position >= 1) {
            return end;
        }
        return clock == Clock.TIME ? position * end : history.time(1) * Math.pow(end / history.time(1), position);
    }

    /** Numbers below the track: decades on the logarithmic clock, quarters on the linear one. */
    static List<TransportBar.Mark> of(History history, Clock clock) {
        int last = history.size() - 1;
        List<TransportBar.Mark> marks = new ArrayList<>();
        if (last < 1) {
            return marks;
        }
        if (clock == Clock.TIME) {
            for (int i = 0; i <= 4; i++) {
                marks.add(new TransportBar.Mark(i / 4.0, Numbers.readOff(history.time(last) * i / 4)));
            }
            return marks;
        }
        int from = (int) Math.ceil(Math.log10(history.time(1)) - 1e-9);
        int to = (int) Math.floor(Math.log10(history.time(last)) + 1e-9);
        int stride = Math.max(1, (to - from + MOST_DECADES) / MOST_DECADES);
        for (int decade = from; decade <= to; decade += stride) {
            marks.add(new TransportBar.Mark(position(history, clock, Math.pow(10, decade)), "10^" + decade));
        }
        return marks;
    }
}
