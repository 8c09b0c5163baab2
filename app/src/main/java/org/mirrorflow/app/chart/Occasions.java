package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.experiment.Change;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.theory.optim.Schedule;

/** What happens to a run under way, as stems in its charts over time: changes of settings, and the ends of weight decay. */
final class Occasions {

    private Occasions() {}

    static List<Layer.Event> of(RunView run, Abscissa abscissa) {
        Specification specification = run.experiment().specification();
        List<Layer.Event> events = new ArrayList<>();
        for (Change change : specification.changes().all()) {
            add(
                    events,
                    run.history(),
                    abscissa,
                    change.at(),
                    Differences.word(specification, "dynamics." + change.setting(), change.value()));
        }
        // A schedule that changes says so above.
        if (run.experiment().decay() instanceof Schedule.Rate decay && !decay.isNone()) {
            if (decay.from() > 0) {
                add(events, run.history(), abscissa, decay.from(), "decay on");
            }
            add(events, run.history(), abscissa, decay.until(), "decay off");
        }
        return events;
    }

    /** The stem stands at the first recorded instant at which it has happened. */
    private static void add(List<Layer.Event> events, History history, Abscissa abscissa, double at, String word) {
        Clocks last = history.clocks(history.size() - 1);
        if (!(last.clock() >= at)) {
            return;
        }
        int row = history.rowAt(Clocks::clock, at);
        if (history.clocks(row).clock() < at) {
            row++;
        }
        double x = abscissa.of(history.clocks(row));
        if (Double.isFinite(x)) {
            events.add(new Layer.Event(x, word));
        }
    }
}
