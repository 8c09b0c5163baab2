package org.mirrorflow.sim.dynamics;

/**
 * The explicit Runge–Kutta pair of order 5(4) by Dormand and Prince (1980), first same as last, with local
 * extrapolation. Allocates nothing after construction.
 */
public final class DormandPrince implements Integrator {

    private static final double[][] A = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
    };
    private static final double[] ERROR = {
        71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
    };

    /** Times of the stages, in steps. */
    private static final double[] TIMES = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};

    private final FlowSystem system;
    private final StepControl control = new StepControl(5);
    private final double[][] k;
    private final double[] next;
    private final double[] error;
    private boolean rateKnown;
    private long evaluations;

    public DormandPrince(FlowSystem system) {
        this.system = system;
        int n = system.dimension();
        this.k = new double[7][n];
        this.next = new double[n];
        this.error = new double[n];
    }

    @Override
    public double step(double t, double[] y, double until) {
        if (!rateKnown) {
            evaluate(t, y, k[0]);
            rateKnown = true;
        }
        if (control.proposal() == 0) {
            control.start(firstStep(y, until - t));
        }
        while (true) {
            double h = control.trial(t, until);
            double end = h == until - t ? until : t + h;
            for (int stage = 1; stage < 7; stage++) {
                combine(y, h, A[stage], stage);
                evaluate(TIMES[stage] == 1 ? end : t + TIMES[stage] * h, next, k[stage]);
            }
            for (int i = 0; i < next.length; i++) {
                double e = 0;
                for (int stage = 0; stage < 7; stage++) {
                    e += ERROR[stage] * k[stage][i];
                }
                error[i] = h * e;
            }
            double size = system.errorNorm(y, next, error);
            if (size <= 1) {
                control.accepted(h, size);
                System.arraycopy(next, 0, y, 0, y.length);
                double[] last = k[6];
                k[6] = k[0];
                k[0] = last;
                return end;
            }
            control.rejected(t, h, size);
        }
    }

    /** After the last stage, {@code next} is the fifth-order solution itself: its row of A equals the weights. */
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

    private void evaluate(double t, double[] y, double[] rate) {
        system.rate(t, y, rate);
        evaluations++;
    }

    /** A step whose linear change is a hundredth of what the tolerance calls one unit, enlarged: errs on the small side. */
    private double firstStep(double[] y, double span) {
        double size = system.errorNorm(y, y, k[0]);
        return size > 0 && Double.isFinite(size) ? Math.min(span, 100 / size) : span * 1e-6;
    }

    @Override
    public void restart() {
        rateKnown = false;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public double[] memory() {
        return control.memory();
    }

    @Override
    public void restore(double[] memory) {
        control.restore(memory);
        rateKnown = false;
    }
}
