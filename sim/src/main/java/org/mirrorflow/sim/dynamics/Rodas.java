package org.mirrorflow.sim.dynamics;

/**
 * The linearly implicit, stiffly accurate, L-stable Rosenbrock method RODAS of order 4(3) by Hairer and Wanner
 * (Solving Ordinary Differential Equations II, 1996, section IV.7), with an exact Jacobian and time derivative. One
 * factorisation and six solves a step, whatever the stiffness.
 */
public final class Rodas implements Integrator {

    private static final double GAMMA = 0.25;
    private static final double[] LAST = {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950};
    private static final double[][] A = {
        {},
        {1.544},
        {0.9466785280815826, 0.2557011698983284},
        {3.314825187068521, 2.896124015972201, 0.9986419139977817},
        LAST,
        {LAST[0], LAST[1], LAST[2], LAST[3], 1},
    };
    private static final double[][] C = {
        {},
        {-5.6688},
        {-2.430093356833875, -0.2063599157091915},
        {-0.1073529058151375, -9.594562251023355, -20.47028614809616},
        {7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
        {8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
    };

    /** Times of the stages, in steps. */
    private static final double[] TIMES = {0, 0.386, 0.21, 0.63, 1, 1};

    /** Weights of the time derivative in the stages. */
    private static final double[] D = {0.25, -0.1043, 0.1035, -0.0362, 0, 0};

    private final FlowSystem.Implicit system;
    private final StepControl control = new StepControl(4);
    private final double[][] k;
    private final double[] next;
    private final double[] rhs;
    private final double[] timeDerivative;
    private long evaluations;

    public Rodas(FlowSystem.Implicit system) {
        this.system = system;
        int n = system.dimension();
        this.k = new double[6][n];
        this.next = new double[n];
        this.rhs = new double[n];
        this.timeDerivative = new double[n];
    }

    @Override
    public double step(double t, double[] y, double until) {
        if (control.proposal() == 0) {
            system.rate(t, y, rhs);
            evaluations++;
            double size = system.errorNorm(y, y, rhs);
            double span = until - t;
            control.start(size > 0 && Double.isFinite(size) ? Math.min(span, 100 / size) : span * 1e-6);
        }
        system.linearise(t, y);
        if (!system.autonomous()) {
            system.timeDerivative(t, y, timeDerivative);
        }
        while (true) {
            double h = control.trial(t, until);
            double end = h == until - t ? until : t + h;
            if (!system.factor(1 / (h * GAMMA))) {
                control.rejected(t, h, Double.NaN);
                continue;
            }
            for (int stage = 0; stage < 6; stage++) {
                combine(y, A[stage], stage);
                system.rate(TIMES[stage] == 1 ? end : t + TIMES[stage] * h, next, rhs);
                evaluations++;
                if (!system.autonomous() && D[stage] != 0) {
                    double c = h * D[stage];
                    for (int i = 0; i < rhs.length; i++) {
                        rhs[i] += c * timeDerivative[i];
                    }
                }
                for (int j = 0; j < stage; j++) {
                    double c = C[stage][j] / h;
                    double[] kj = k[j];
                    for (int i = 0; i < rhs.length; i++) {
                        rhs[i] += c * kj[i];
                    }
                }
                system.solve(rhs, k[stage]);
            }
            double[] error = k[5];
            // Stiffly accurate: the new state is the last stage's argument plus the last increment.
            for (int i = 0; i < next.length; i++) {
                next[i] += error[i];
            }
            double size = system.errorNorm(y, next, error);
            if (size <= 1) {
                control.accepted(h, size);
                System.arraycopy(next, 0, y, 0, y.length);
                return end;
            }
            control.rejected(t, h, size);
        }
    }

    private void combine(double[] y, double[] a, int stages) {
        System.arraycopy(y, 0, next, 0, y.length);
        for (int j = 0; j < stages; j++) {
            double[] kj = k[j];
            for (int i = 0; i < next.length; i++) {
                next[i] += a[j] * kj[i];
            }
        }
    }

    @Override
    public int order() {
        return 4;
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
    }
}
