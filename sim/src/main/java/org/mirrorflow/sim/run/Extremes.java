package org.mirrorflow.sim.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the extremes of a growing record lie: for every block of {@value #BLOCK} rows, and every pair of blocks, pair of pairs and
 * so on, the rows of the smallest and of the largest value of each observable and each weight. New rows are looked at once,
 * whatever the length of the record; a record that is thinned begins a new one. Thread-safe.
 */
final class Extremes {

    /** Rows of the smallest block. */
    static final int BLOCK = 16;

    /** Records with more weights than this are not outlined. */
    static final int MOST_WEIGHTS = 64;

    /** An outline without a part to look at closely has at most so many blocks that are equally long in rows. */
    private static final int BLOCKS = 4096;

    /** Blocks in a doubling of the number of rows, for axes that are logarithmic in time. */
    private static final int IN_OCTAVE = 128;

    /** The same where one looks closely. */
    private static final int IN_CLOSE_OCTAVE = 512;

    private static final int LEVELS = 32 - 4;

    /** For each level the rows of the extremes of its blocks, smallest and largest of each series in turn. */
    private final int[][] rows = new int[LEVELS][0];
    /** For each level whether a block has gaps: rows without a number among others with one. */
    private final boolean[][] broken = new boolean[LEVELS][0];

    private final int[] complete = new int[LEVELS];
    private int series = -1;

    // The outline that was asked for last, which every chart of a picture asks for again.
    private @Nullable History lastWhole;
    private int lastKept;
    private int lastFrom;
    private int lastTo;
    private History.@Nullable Outline last;

    /** The rows of {@link #rows} as a record; see {@link History#outline}. */
    synchronized History.Outline outline(History whole, int kept, int from, int to) {
        History.Outline known = last;
        if (known != null && whole == lastWhole && kept == lastKept && from == lastFrom && to == lastTo) {
            return known;
        }
        int[] chosen = rows(whole, kept, from, to);
        History.Outline outline = new History.Outline(whole.only(chosen), Arrays.binarySearch(chosen, kept));
        last = outline;
        lastWhole = whole;
        lastKept = kept;
        lastFrom = from;
        lastTo = to;
        return outline;
    }

    /**
     * Rows that show what all rows show: between the first and the last, every extreme of every column of a picture, and the rows
     * at which blocks begin and end. Rising.
     *
     * @param history the record as it is now
     * @param kept a row that is to be among them
     * @param from first row of the part that is looked at closely
     * @param to the row after its last; the part is shown as finely as the whole would be if there were no more
     */
    private int[] rows(History history, int kept, int from, int to) {
        int size = history.size();
        extend(history);
        int usual = power(size / (BLOCKS / 2));
        int close = power((to - from) / (BLOCKS / 2));
        Rows chosen = new Rows();
        int at = 0;
        while (at < size) {
            boolean within = at >= from && at < to;
            int wanted = Math.min(within ? close : usual, power(at / (within ? IN_CLOSE_OCTAVE : IN_OCTAVE)));
            while (wanted >= BLOCK
                    && (at % wanted != 0
                            || at + wanted > size
                            || (at < from && at + wanted > from)
                            || (at < to && at + wanted > to))) {
                wanted /= 2;
            }
            int begun = chosen.size();
            int length = Math.max(1, wanted < BLOCK ? 1 : wanted);
            if (length == 1) {
                chosen.add(at);
            } else {
                block(chosen, Integer.numberOfTrailingZeros(wanted / BLOCK), at / wanted);
            }
            if (kept >= at && kept < at + length) {
                chosen.add(kept);
                chosen.settle(begun);
            }
            at += length;
        }
        return chosen.all();
    }

    /** The largest power of two that is at most that, at least 1. */
    private static int power(int most) {
        return most < 1 ? 1 : Integer.highestOneBit(most);
    }

    private void block(Rows chosen, int level, int block) {
        if (broken[level][block]) {
            if (level == 0) {
                for (int row = block * BLOCK; row < (block + 1) * BLOCK; row++) {
                    chosen.add(row);
                }
            } else {
                block(chosen, level - 1, 2 * block);
                block(chosen, level - 1, 2 * block + 1);
            }
            return;
        }
        int length = BLOCK << level;
        int begun = chosen.size();
        int first = block * length;
        int end = first + length - 1;
        chosen.add(first);
        for (int k = 2 * series * block; k < 2 * series * (block + 1); k++) {
            int row = rows[level][k];
            // Most quantities rise or fall all the way.
            if (row != first && row != end) {
                chosen.add(row);
            }
        }
        chosen.add(end);
        if (chosen.size() > begun + 2) {
            chosen.settle(begun);
        }
    }

    private void extend(History history) {
        if (series < 0) {
            series = history.columns().size() + history.weights(0).length;
        }
        int blocks = history.size() / BLOCK;
        for (int block = complete[0]; block < blocks; block++) {
            room(0, block);
            look(history, block);
            complete[0]++;
            for (int level = 1; (block + 1) % (1 << level) == 0; level++) {
                join(history, level, ((block + 1) >> level) - 1);
            }
        }
    }

    private void room(int level, int block) {
        if (block == broken[level].length) {
            int larger = Math.max(16, 2 * block);
            rows[level] = Arrays.copyOf(rows[level], 2 * series * larger);
            broken[level] = Arrays.copyOf(broken[level], larger);
        }
    }

    private void look(History history, int block) {
        int columns = history.columns().size();
        int first = block * BLOCK;
        int[] into = rows[0];
        int start = 2 * series * block;
        int[] gaps = new int[series];
        double[] low = new double[series];
        double[] high = new double[series];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        Arrays.fill(into, start, start + 2 * series, first);
        for (int row = first; row < first + BLOCK; row++) {
            double[] values = history.values(row);
            double[] weights = history.weights(row);
            for (int s = 0; s < series; s++) {
                double value = s < columns ? values[s] : weights[s - columns];
                if (value <= low[s]) {
                    // Of equal ones the first.
                    if (value < low[s]) {
                        into[start + 2 * s] = row;
                    }
                    low[s] = value;
                }
                if (value > high[s]) {
                    high[s] = value;
                    into[start + 2 * s + 1] = row;
                }
                if (Double.isNaN(value)) {
                    gaps[s]++;
                }
            }
        }
        for (int gap : gaps) {
            broken[0][block] |= gap > 0 && gap < BLOCK;
        }
    }

    private void join(History history, int level, int block) {
        room(level, block);
        complete[level]++;
        int[] from = rows[level - 1];
        int left = 4 * series * block;
        int right = left + 2 * series;
        int into = 2 * series * block;
        for (int s = 0; s < series; s++) {
            boolean lower = less(history, s, from[right + 2 * s], from[left + 2 * s]);
            rows[level][into + 2 * s] = from[(lower ? right : left) + 2 * s];
            boolean higher = less(history, s, from[left + 2 * s + 1], from[right + 2 * s + 1]);
            rows[level][into + 2 * s + 1] = from[(higher ? right : left) + 2 * s + 1];
        }
        broken[level][block] = broken[level - 1][2 * block]
                || broken[level - 1][2 * block + 1]
                || changes(history, block * (BLOCK << level), (BLOCK << level) / 2);
    }

    /** Whether one half has numbers where the other has none. */
    private boolean changes(History history, int first, int half) {
        for (int s = 0; s < series; s++) {
            if (Double.isNaN(value(history, s, first)) != Double.isNaN(value(history, s, first + half))) {
                return true;
            }
        }
        return false;
    }

    private static boolean less(History history, int s, int row, int than) {
        return value(history, s, row) < value(history, s, than);
    }

    private static double value(History history, int s, int row) {
        double[] values = history.values(row);
        return s < values.length ? values[s] : history.weights(row)[s - values.length];
    }

    /** Rising rows under construction. */
    private static final class Rows {

        private int[] rows = new int[1 << 14];
        private int size;

        int size() {
            return size;
        }

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            rows[size++] = row;
        }

        /** Puts those from there on in order, each once. */
        void settle(int from) {
            Arrays.sort(rows, from, size);
            int kept = from;
            for (int i = from; i < size; i++) {
                if (kept == from || rows[i] != rows[kept - 1]) {
                    rows[kept++] = rows[i];
                }
            }
            size = kept;
        }

        int[] all() {
            return Arrays.copyOf(rows, size);
        }
    }
}
