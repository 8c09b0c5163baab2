package org.mirrorflow.theory.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Least squares over a matrix that no cache holds: what bounds it is memory, and several cores read faster than one. The
 * rows are divided into the same eight parts whatever the machine, each part sums its own gradient, and the parts are added
 * in order: the bits depend on the shape alone.
 */
public final class RowBlocks {

    /** Entries from which rows are divided: 4 MiB, about where a step takes longer than it takes to wake a thread twice. */
    static final int DIVIDED = 1 << 19;

    private static final int PARTS = 8;

    @SuppressWarnings("ThreadLocalUsage") // one workspace a thread: the calls are static
    private static final ThreadLocal<Parts> WORKSPACE = ThreadLocal.withInitial(() -> new Parts(Team.SHARED));

    private RowBlocks() {}

    /**
     * g ← g + Zᵀ(Zw − y).
     *
     * @param n rows of Z, at least 1
     * @param d columns of Z
     * @param z Z by rows
     * @param w length d
     * @param y length n
     * @param g length d, or null where only the sum is wanted
     * @return ‖Zw − y‖²
     */
    public static double residualGradient(int n, int d, double[] z, double[] w, double[] y, double @Nullable [] g) {
        if ((long) n * d < DIVIDED || n < 2 * PARTS) {
            return Kernels.get().residualGradient(n, d, z, 0, w, y, 0, g, 0);
        }
        return WORKSPACE.get().compute(n, d, z, w, y, g);
    }

    /** The parts of one call. */
    static final class Parts implements Team.Work {
        private static final double[] NONE = {};
        private final Team team;
        private final double[] sums = new double[PARTS];
        private double[] gradients = NONE;
        private int n;
        private int d;
        private double[] z = NONE;
        private double[] w = NONE;
        private double[] y = NONE;
        private boolean withGradient;

        Parts(Team team) {
            this.team = team;
        }

        double compute(
                int rows, int columns, double[] matrix, double[] weights, double[] targets, double @Nullable [] g) {
            n = rows;
            d = columns;
            z = matrix;
            w = weights;
            y = targets;
            withGradient = g != null;
            if (withGradient && gradients.length < PARTS * d) {
                gradients = new double[PARTS * d];
            }
            team.run(PARTS, this);
            z = NONE;
            w = NONE;
            y = NONE;
            double sum = 0;
            for (int p = 0; p < PARTS; p++) {
                sum += sums[p];
                if (g != null) {
                    Kernels.get().addScaled(d, 1, gradients, p * d, g, 0);
                }
            }
            return sum;
        }

        @Override
        public void part(int p) {
            int from = (int) ((long) n * p / PARTS);
            int to = (int) ((long) n * (p + 1) / PARTS);
            if (withGradient) {
                java.util.Arrays.fill(gradients, p * d, (p + 1) * d, 0);
            }
            sums[p] = Kernels.get()
                    .residualGradient(to - from, d, z, from * d, w, y, from, withGradient ? gradients : null, p * d);
        }
    }
}
