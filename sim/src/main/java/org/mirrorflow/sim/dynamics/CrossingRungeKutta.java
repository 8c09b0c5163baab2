package org.mirrorflow.sim.dynamics;

/**
 * The explicit Runge–Kutta pair of order 5(4) by Cash and Karp (1990) for right-hand sides that jump: the step is adapted to
 * the tolerance where the solution is smooth, but it never falls below a floor, so that it crosses a surface of
 * discontinuity, or chatters along one, instead of stalling there. A step taken at the floor although its error estimate
 * exceeds the tolerance is {@linkplain #forced() forced}.
 *
 * <p>A crossing that comes alone, and the start, are resolved far below the smallest step h₀. When that has taken 40 steps
 * below h₀ the state slides along the surface: from then on the floor is h₀, and the state oscillates about the sliding
 * solution of Filippov within the distance that one such step goes, until 20h₀ have passed without a short or forced step.
 *
 * <p>No stage lies beyond the end of a step, so a discontinuity in time is met exactly by landing on it. Allocates nothing
 * after construction.
 */
public final class CrossingRungeKutta {

    /** A crossing that comes alone is resolved to this share of the smallest step. */
    private static final double ALONE = 1e-6;

    /** Steps below the smallest one that a crossing may take before it counts as sliding. */
    private static final int ENOUGH = 40;

    /** Sliding is over when this many smallest steps have passed without a short or forced one. */
    private static final double QUIET = 20;

    private static final double[] C = {0, 0.2, 0.3, 0.6, 1, 7.0 / 8};
    private static final double[][] A = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {3.0 / 10, -9.0 / 10, 6.0 / 5},
        {-11.0 / 54, 5.0 / 2, -70.0 / 27, 35.0 / 27},
        {1631.0 / 55296, 175.0 / 512, 575.0 / 13824, 44275.0 / 110592, 253.0 / 4096},
    };
    private static final double[] B = {37.0 / 378, 0, 250.0 / 621, 125.0 / 594, 0, 512.0 / 1771};
    private static final double[] ERROR = {
        37.0 / 378 - 2825.0 / 27648,
        0,
        250.0 / 621 - 18575.0 / 48384,
        125.0 / 594 - 13525.0 / 55296,
        -277.0 / 14336,
        512.0 / 1771 - 1.0 / 4
    };

    private final TimedField field;
    private final double smallest;
    private final StepControl control = new StepControl(5);
    private final double[][] k;
    private final double[] next;
    private final double[] error;
    private double pieceEnd = Double.POSITIVE_INFINITY;
    private boolean forced;
    private int fine;
    private double lastFine = Double.NEGATIVE_INFINITY;

    /** @param smallest the smallest step, positive */
    public CrossingRungeKutta(TimedField field, double smallest) {
        if (!(smallest > 0)) {
            throw new IllegalArgumentException("the smallest step must be positive; given " + smallest);
        }
        this.field = field;
        this.smallest = smallest;
        int n = field.dimension();
        this.k = new double[6][n];
        this.next = new double[n];
        this.error = new double[n];
    }

    /** Declares that F jumps in time there: stages at that time take the value before the jump. */
    public void endOfPiece(double time) {
        pieceEnd = time;
    }

    /** Whether the last step was taken at the smallest size against its error estimate. */
    public boolean forced() {
        return forced;
    }

    /**
     * Takes one step, not beyond {@code until}, landing on it exactly when it comes near.
     *
     * @return the new time
     * @throws StepSizeException when even the smallest step gives no finite state; {@code y} is then unchanged
     */
    public double step(double t, double[] y, double until) {
        if (t - lastFine > QUIET * smallest) {
            fine = 0;
        }
        double floor = fine < ENOUGH ? ALONE * smallest : smallest;
        if (control.proposal() < floor) {
            control.start(floor);
        }
        while (true) {
            double h = control.trial(t, until);
            for (int stage = 0; stage < 6; stage++) {
                combine(y, h, A[stage], stage);
                field.rate(Math.min(t + C[stage] * h, Math.nextDown(pieceEnd)), next, k[stage]);
            }
            for (int i = 0; i < next.length; i++) {
                double e = 0;
                for (int stage = 0; stage < 6; stage++) {
                    e += ERROR[stage] * k[stage][i];
                }
                error[i] = h * e;
            }
            combine(y, h, B, 6);
            double size = field.errorNorm(y, next, error);
            boolean small = h <= floor;
            if (size <= 1 || (small && size < Double.POSITIVE_INFINITY)) {
                forced = !(size <= 1);
                // A step cut short only to land on a time is no sign of a crossing.
                if (forced || control.proposal() < smallest) {
                    fine = Math.min(fine + 1, ENOUGH);
                    lastFine = t + h;
                }
                control.accepted(h, size);
                System.arraycopy(next, 0, y, 0, y.length);
                return h == until - t ? until : t + h;
            }
            if (small) {
                throw new StepSizeException(t, h);
            }
            control.rejected(t, h, size);
            if (control.proposal() < floor) {
                control.start(floor);
            }
        }
    }

    private void combine(double[] y, double h, double[] a, int stages) {
        System.arraycopy(y, 0, next, 0, y.length);
        for (int j = 0; j < stages; j++) {
            double c = h * a[j];
            if (c != 0) {
                double[] kj = k[j];
                for (int i = 0; i < next.length; i++) {
                    next[i] += c * kj[i];
                }
            }
        }
    }

    /** Order of the propagated solution where it is smooth. */
    public int order() {
        return 5;
    }

    /** What the next step depends on beside t and y. */
    public double[] memory() {
        double[] steps = control.memory();
        return new double[] {steps[0], steps[1], forced ? 1 : 0, fine, lastFine};
    }

    /** Continues from a {@link #memory}. */
    public void restore(double[] memory) {
        control.restore(memory);
        forced = memory[2] != 0;
        fine = (int) memory[3];
        lastFine = memory[4];
    }
}
