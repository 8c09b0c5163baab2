package org.mirrorflow.sim.sweep;

import java.util.List;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * One quantity over one or two parameters and several seeds. Immutable; the same sweep gives the same numbers on any number of
 * threads.
 *
 * <p>Seed k of a cell is the base's own seed plus k, so that all cells see the same data for the same k unless an axis is about
 * the data.
 *
 * @param title what a figure or a list calls it
 * @param base the experiment, changed in a cell by the axes alone
 * @param axes one or two; the first is the abscissa
 * @param seeds how often each cell is run
 * @param quantity the number taken from each run
 * @param log10 whether the decadic logarithm of that number is taken before seeds are put together
 * @param aggregate how the seeds of a cell become one number
 * @param limits what a run counts as that has stopped at its limit of time or steps
 * @param ends how the ends of the cells are found
 */
public record Sweep(
        String title,
        Specification base,
        List<SweepAxis> axes,
        int seeds,
        SweepQuantity quantity,
        boolean log10,
        Aggregate aggregate,
        Limits limits,
        Ends ends) {

    /** Version of the file format. */
    public static final int SCHEMA = 1;

    /** Most seeds of a cell. */
    public static final int MOST_SEEDS = 1000;

    /** Most runs of a sweep. */
    public static final int MOST_TRIALS = 100_000;

    /** What a run counts as that has stopped at its limit of time or steps. */
    public enum Limits {
        /** As missing: its number is not that of an end. */
        MISSING("missing"),
        /** As any other: the limit is where its number is wanted. */
        COUNT("count");

        private final String id;

        Limits(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /** How the ends of the cells are found. */
    public enum Ends {
        /** Every cell is run to its end. */
        SIMULATED("simulated"),
        /**
         * The limit of the flow, where theory has one: the minimiser of a known potential under the constraint of the data,
         * found by Newton on the optimality conditions, up to their residuals. It is not a run: steps of finite size end
         * elsewhere. So some cells, spread over the sweep, are run as well, and the two are compared.
         */
        NEWTON("newton");

        private final String id;

        Ends(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /** With the ends of runs. */
    public Sweep(
            String title,
            Specification base,
            List<SweepAxis> axes,
            int seeds,
            SweepQuantity quantity,
            boolean log10,
            Aggregate aggregate,
            Limits limits) {
        this(title, base, axes, seeds, quantity, log10, aggregate, limits, Ends.SIMULATED);
    }

    /**
     * @throws InvalidSettingException when there are no axes or more than two, two axes of one parameter, too many runs, or a
     *     value that the experiment cannot have in any cell
     */
    public Sweep {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > 2) {
            throw new InvalidSettingException("axes", "are " + axes.size() + "; a sweep has one or two");
        }
        if (axes.size() == 2 && axes.getFirst().path().equals(axes.getLast().path())) {
            throw new InvalidSettingException(
                    "axes", "are both " + axes.getFirst().path() + "; choose two different parameters");
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new InvalidSettingException("seeds", "is " + seeds + "; give 1 to " + MOST_SEEDS);
        }
        long trials = (long) seeds * axes.stream().mapToInt(SweepAxis::size).reduce(1, (a, b) -> a * b);
        if (trials > MOST_TRIALS) {
            throw new InvalidSettingException(
                    "axes",
                    "and seeds make " + trials + " runs; a sweep has at most " + MOST_TRIALS + ", ask for fewer");
        }
        if (log10 && quantity.isVerdict()) {
            throw new InvalidSettingException(
                    "scale", "is \"log10\", and a verdict is 0 or 1; use the scale \"linear\"");
        }
        if (ends == Ends.NEWTON && !quantity.withoutTheory().isEmpty()) {
            throw new InvalidSettingException(
                    "ends",
                    "are asked of Newton, and \"" + quantity.id() + "\" is no function of a limit's weights; take one"
                            + " that is, such as l1-norm, or simulated ends");
        }
        for (SweepAxis axis : axes) {
            for (Object value : axis.values()) {
                requirePossible(base, axes, axis, value);
            }
        }
    }

    /** Whether the base can have a value with any value of the other axis. */
    private static void requirePossible(Specification base, List<SweepAxis> axes, SweepAxis axis, Object value) {
        SweepAxis other = axes.getFirst().equals(axis) ? axes.getLast() : axes.getFirst();
        InvalidSettingException first = null;
        for (Object beside : other.equals(axis) ? List.of(value) : other.values()) {
            try {
                applied(base, axis, value, other, beside);
                return;
            } catch (InvalidSettingException impossible) {
                first = first == null ? impossible : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static Specification applied(Specification base, SweepAxis a, Object valueA, SweepAxis b, Object valueB) {
        // A kind decides which other settings there are, so it comes first.
        boolean swap = b.path().endsWith(".kind");
        Specification changed = base.with(swap ? b.path() : a.path(), swap ? valueB : valueA);
        return a.equals(b) ? changed : changed.with(swap ? a.path() : b.path(), swap ? valueA : valueB);
    }

    /** Cells along the abscissa. */
    public int columns() {
        return axes.getFirst().size();
    }

    /** Cells along the ordinate; 1 for a sweep of one parameter. */
    public int rows() {
        return axes.size() == 1 ? 1 : axes.getLast().size();
    }

    /**
     * Whether a cell is run although its end is found by Newton: about five by five of a sweep over two parameters, five of one
     * over one, the first seed of each.
     */
    public boolean compared(int column, int row, int seed) {
        return seed == 0 && spread(column, columns()) && spread(row, rows());
    }

    private static boolean spread(int index, int count) {
        return index % Math.max(1, count / 4) == 0 || index == count - 1;
    }

    /** Runs of the whole sweep. */
    public int trials() {
        return columns() * rows() * seeds;
    }

    /**
     * The experiment of a cell and a seed.
     *
     * @param column index of the first axis
     * @param row index of the second axis, 0 without one
     * @param seed from 0
     * @throws InvalidSettingException when the two values cannot stand together
     */
    public Specification specification(int column, int row, int seed) {
        SweepAxis a = axes.getFirst();
        SweepAxis b = axes.getLast();
        Specification changed =
                applied(base, a, a.values().get(column), b, b.values().get(axes.size() == 1 ? column : row));
        return changed.with("seed", base.seed() + seed)
                .with("title", base.title() + (base.title().isEmpty() ? "" : ", ") + cellName(column, row));
    }

    /** What tells a cell from the others, e.g. {@code model.depth = 3, model.initial-scale = 0.01}. */
    public String cellName(int column, int row) {
        String first = axes.getFirst().path() + " = "
                + SweepAxis.shown(axes.getFirst().values().get(column));
        return axes.size() == 1
                ? first
                : first + ", " + axes.getLast().path() + " = "
                        + SweepAxis.shown(axes.getLast().values().get(row));
    }
}
