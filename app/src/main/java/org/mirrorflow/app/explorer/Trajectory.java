package org.mirrorflow.app.explorer;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.dynamics.DormandPrince;
import org.mirrorflow.sim.dynamics.FlowSystem;
import org.mirrorflow.sim.dynamics.StepSizeException;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * A path in the primal with its mirror image in the dual.
 *
 * @param x1 first coordinates of x
 * @param x2 second coordinates of x
 * @param eta1 first coordinates of η = ∇R(x)
 * @param eta2 second coordinates of η
 */
record Trajectory(double[] x1, double[] x2, double[] eta1, double[] eta2) {

    private static final double TOLERANCE = 1e-9;
    private static final double AT_REST = 1e-11;
    private static final int MOST_STEPS = 4000;

    /** The mirror flow dη = −∇f(∇R*(η)) dt from x₀ until it rests or its time is over, by the integrator of the runs. */
    static Trajectory flow(MirrorMap map, Objective objective, double[] start) {
        Recorder recorder = new Recorder(map);
        double[] eta = new double[2];
        map.gradient(start, eta);
        if (!recorder.add(eta)) {
            return recorder.path();
        }
        DormandPrince integrator = new DormandPrince(new PlaneSystem(map, objective));
        double[] gradient = new double[2];
        double[] x = new double[2];
        double t = 0;
        try {
            for (int i = 0; i < MOST_STEPS && t < objective.horizon(); i++) {
                t = integrator.step(t, eta, objective.horizon());
                if (!recorder.add(eta)) {
                    break;
                }
                map.conjugateGradient(eta, x);
                objective.gradient(x, gradient);
                if (Math.hypot(gradient[0], gradient[1]) < AT_REST) {
                    break;
                }
            }
        } catch (StepSizeException e) {
            // at the edge of a bounded dual domain the steps shrink without end; what came before is the path
            return recorder.path();
        }
        return recorder.path();
    }

    /** Mirror descent η ← η − h∇f(∇R*(η)), the start and this many steps, fewer where a step leaves the dual domain. */
    static Trajectory steps(MirrorMap map, Objective objective, double[] start, double h, int count) {
        Recorder recorder = new Recorder(map);
        double[] eta = new double[2];
        map.gradient(start, eta);
        double[] x = new double[2];
        double[] gradient = new double[2];
        for (int i = 0; i <= count && recorder.add(eta); i++) {
            map.conjugateGradient(eta, x);
            objective.gradient(x, gradient);
            eta[0] -= h * gradient[0];
            eta[1] -= h * gradient[1];
        }
        return recorder.path();
    }

    int size() {
        return x1.length;
    }

    double[] end() {
        return new double[] {x1[x1.length - 1], x2[x2.length - 1]};
    }

    private static final class Recorder {

        private final MirrorMap map;
        private final List<double[]> rows = new ArrayList<>();

        Recorder(MirrorMap map) {
            this.map = map;
        }

        /** Keeps a point; false where it has left the dual domain or overflowed. */
        boolean add(double[] eta) {
            double[] x = new double[2];
            map.conjugateGradient(eta, x);
            double[] row = {x[0], x[1], eta[0], eta[1]};
            for (double each : row) {
                if (!Double.isFinite(each)) {
                    return false;
                }
            }
            rows.add(row);
            return true;
        }

        Trajectory path() {
            double[][] columns = new double[4][rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                for (int k = 0; k < 4; k++) {
                    columns[k][i] = rows.get(i)[k];
                }
            }
            return new Trajectory(columns[0], columns[1], columns[2], columns[3]);
        }
    }

    private record PlaneSystem(MirrorMap map, Objective objective) implements FlowSystem {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void rate(double[] eta, double[] rate) {
            double[] x = new double[2];
            map.conjugateGradient(eta, x);
            objective.gradient(x, rate);
            rate[0] = -rate[0];
            rate[1] = -rate[1];
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            double largest = 0;
            for (int i = 0; i < 2; i++) {
                double size = 1 + Math.max(Math.abs(before[i]), Math.abs(after[i]));
                double relative = Math.abs(error[i]) / (TOLERANCE * size);
                if (Double.isNaN(relative)) {
                    return Double.NaN;
                }
                largest = Math.max(largest, relative);
            }
            return largest;
        }
    }
}
