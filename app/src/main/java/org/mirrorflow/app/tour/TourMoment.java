package org.mirrorflow.app.tour;

import java.util.List;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.sim.run.Verdict;

/**
 * What a stage shows at one instant.
 *
 * @param runs the live run first
 * @param verdicts what theory says of the live run, and of its twin
 * @param leader index of the run that sets the pace: the live one while it goes on, then the first other one that does
 * @param over whether no run can go on
 * @param playing whether time runs
 * @param busy whether something is being computed before time can run
 * @param mark the last mark whose wishes have been carried out
 * @param failure what cannot be, in a sentence; empty for nothing
 */
public record TourMoment(
        List<RunView> runs,
        List<Verdict> verdicts,
        int leader,
        boolean over,
        boolean playing,
        boolean busy,
        long mark,
        String failure) {

    /** Copies the lists. */
    public TourMoment {
        runs = List.copyOf(runs);
        verdicts = List.copyOf(verdicts);
    }

    /** What theory says of the run with that letter. */
    List<Verdict> verdicts(char letter) {
        return letter == 'A'
                ? verdicts
                : Quantity.run(runs, letter).map(RunView::verdicts).orElse(List.of());
    }

    /** The run that sets the pace; only where there is a run. */
    RunView leading() {
        return runs.get(leader);
    }

    /** Last row of the live run's record; -1 without one. */
    int newest() {
        return runs.isEmpty() ? -1 : runs.getFirst().history().size() - 1;
    }

    /** Row at which one looks; -1 without a run. */
    int cursor() {
        return runs.isEmpty() ? -1 : runs.getFirst().cursor();
    }

    /** Whether one looks at the end of everything. */
    boolean atEnd() {
        return over && cursor() == newest();
    }
}
