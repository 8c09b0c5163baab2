package org.mirrorflow.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * What is swept: a specification in which one or two settings take several values, each under several seeds.
 *
 * @param base the specification of everything else
 * @param axes one or two; the first is the abscissa
 * @param seeds how many seeds each cell is run under; they follow that of the base
 * @param quantity what is asked of each run
 */
public record Sweep(Specification base, List<Axis> axes, int seeds, Quantity quantity) {

    /** More runs than this are surely a mistake. */
    public static final int MOST_RUNS = 1_000_000;

    /** @throws InvalidSettingException for axes that do not fit the specification, with the path at fault */
    public Sweep {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > 2) {
            throw new InvalidSettingException("--axis", "is given " + axes.size() + " times; give one or two axes");
        }
        if (axes.size() == 2 && axes.get(0).path().equals(axes.get(1).path())) {
            throw new InvalidSettingException(
                    axes.get(0).path(), "is on both axes of the sweep; take another for one of them");
        }
        for (Axis axis : axes) {
            if (axis.path().equals("seed")) {
                throw new InvalidSettingException("seed", "is no axis; ask for several seeds instead");
            }
        }
        long runs = seeds;
        for (Axis axis : axes) {
            runs *= axis.values().size();
        }
        if (seeds < 1 || runs > MOST_RUNS) {
            throw new InvalidSettingException(
                    "--seeds",
                    "is " + seeds + ", which makes " + runs + " runs; give at least 1, and fewer than " + MOST_RUNS
                            + " runs in all");
        }
        List<Axis> fitted = new ArrayList<>();
        for (Axis axis : axes) {
            fitted.add(fitted(base, axis));
        }
        axes = List.copyOf(fitted);
    }

    /** The values as the setting takes them; whole numbers where it takes no others. */
    private static Axis fitted(Specification base, Axis axis) {
        Object own = base.values().get(axis.path());
        Axis whole = own instanceof Long ? axis.whole() : axis;
        Specification changed = base;
        for (Object value : whole.values()) {
            // Says what is allowed where a value is not.
            changed = base.with(axis.path(), value);
        }
        if (own == null && changed.values().get(axis.path()) == null) {
            throw new InvalidSettingException(axis.path(), "is no setting of this experiment");
        }
        return whole;
    }

    /** Number of values on the abscissa. */
    public int columns() {
        return axes.getFirst().values().size();
    }

    /** Number of values on the ordinate; 1 for a single axis. */
    public int rows() {
        return axes.size() == 1 ? 1 : axes.get(1).values().size();
    }

    /** Number of cells; cell {@code row·columns + column}. */
    public int cells() {
        return columns() * rows();
    }

    /** Number of runs. */
    public int runs() {
        return cells() * seeds;
    }

    /** The specification of a cell under its k-th seed, from 0. */
    public Specification specification(int cell, int k) {
        Specification changed =
                base.with(axes.getFirst().path(), axes.getFirst().values().get(cell % columns()));
        if (axes.size() == 2) {
            changed = changed.with(axes.get(1).path(), axes.get(1).values().get(cell / columns()));
        }
        return changed.with("seed", base.seed() + k);
    }

    /** The cells, those of a coarse grid first, so that a picture appears early. */
    List<Integer> coarseToFine() {
        List<Integer> order = new ArrayList<>(cells());
        boolean[] taken = new boolean[cells()];
        int stride = Integer.highestOneBit(Math.max(columns(), rows()));
        for (; stride >= 1; stride /= 2) {
            for (int row = 0; row < rows(); row += stride) {
                for (int column = 0; column < columns(); column += stride) {
                    int cell = row * columns() + column;
                    if (!taken[cell]) {
                        taken[cell] = true;
                        order.add(cell);
                    }
                }
            }
        }
        return order;
    }
}
