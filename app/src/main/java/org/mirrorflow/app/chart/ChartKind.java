package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/** A chart of runs, in the catalogue of {@link Charts}. */
public interface ChartKind extends CatalogueEntry {

    /** Whether it only shows an observable: such a chart is offered after the others. */
    default boolean plain() {
        return false;
    }

    /** Whether it has anything to show of this run. */
    boolean applies(RunView run);

    /**
     * The drawing.
     *
     * @param runs the runs to show, the live one first; at least one
     * @param clock the abscissa of charts over time
     */
    Chart draw(List<RunView> runs, Clock clock);

    /**
     * The same quantity less that of another run at the same time; empty where it has none that could be subtracted.
     *
     * @param runs the runs to show, the live one first
     * @param from the run that is subtracted
     * @param clock the abscissa
     */
    default Optional<Chart> difference(List<RunView> runs, RunView from, Clock clock) {
        return Optional.empty();
    }

    /** What theory says of the run in this chart's quantity. */
    default Optional<Verdict> verdict(RunView run) {
        return Optional.empty();
    }

    @Override
    default String source() {
        return "";
    }

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
