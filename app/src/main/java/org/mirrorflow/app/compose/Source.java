package org.mirrorflow.app.compose;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;

/**
 * Where a panel's numbers come from.
 *
 * @param id short name within the figure, such as {@code A}
 * @param name what is written beside its lines and in legends; TeX between dollar signs
 * @param origin what is run or read
 */
public record Source(String id, String name, Origin origin) {

    /** What is run or read. */
    public sealed interface Origin {}

    /**
     * A run that is made anew, bit for bit.
     *
     * @param specification of what
     * @param until the clock of the dynamics up to which it is run; NaN for its end
     * @param lookingAt logarithm of the flow time that charts of a single moment show; NaN for the last
     * @param seeds how many seeds it is run under, each one more than the last
     * @param base folder against which the specification's paths are resolved
     */
    public record Rerun(Specification specification, double until, double lookingAt, int seeds, Path base)
            implements Origin {

        public Rerun {
            if (seeds < 1 || seeds > MOST_SEEDS) {
                throw new IllegalArgumentException(
                        "a run can be drawn under 1 to " + MOST_SEEDS + " seeds, not " + seeds);
            }
        }
    }

    /**
     * A run that is read from its folder.
     *
     * @param folder where it is
     */
    public record Stored(Path folder) implements Origin {}

    /**
     * A sweep that is read from its folder.
     *
     * @param folder where it is
     */
    public record Swept(Path folder) implements Origin {}

    /** More seeds than this take too long to be run for a figure. */
    public static final int MOST_SEEDS = 100;

    /**
     * A run as the lab shows it.
     *
     * @param id short name within the figure
     * @param name what it is called
     * @param seen the run, its seeds and the moment that is looked at
     * @param base folder against which its specification's paths are resolved
     */
    public static Source of(String id, String name, RunView seen, Path base) {
        History history = seen.history();
        int last = history.size() - 1;
        return new Source(
                id,
                name,
                new Rerun(
                        seen.experiment().specification(),
                        seen.outcome().isPresent()
                                ? Double.NaN
                                : history.clocks(last).clock(),
                        seen.cursor() == last
                                ? Double.NaN
                                : history.clocks(seen.cursor()).logTime(),
                        Math.max(1, seen.ensemble().seeds().size()),
                        base));
    }

    /** The same under another name. */
    public Source named(String other) {
        return new Source(id, other, origin);
    }

    /** The specification, where it is one that is run anew. */
    public @Nullable Specification specification() {
        return origin instanceof Rerun rerun ? rerun.specification() : null;
    }
}
