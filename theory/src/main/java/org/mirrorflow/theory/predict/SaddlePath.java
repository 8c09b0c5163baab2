package org.mirrorflow.theory.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;

/**
 * The saddle-to-saddle path of regression in the limit β → 0 of m⊙w: in the unit of time ½log(1/β) the flow waits at vertices and
 * jumps between them. With s = η/(½log(1/β)) in the box [−1, 1]ᵈ,
 *
 * <pre>
 * ds/dτ = −∇f(x),   x = argmin { f : x_i = 0 where |s_i| &lt; 1, s_i x_i ≥ 0 where |s_i| = 1 }.
 * </pre>
 *
 * A vertex is left when another sᵢ reaches ±1; the last one has ∇f = 0.
 *
 * <p>Source: Pesme and Flammarion 2023 (arXiv 2304.00488); for u² − v² the unit is ¼log(1/β).
 */
public final class SaddlePath {

    /**
     * One vertex.
     *
     * @param time τ at which it is reached
     * @param weights x there
     * @param joined the weight that was set free by reaching it; −1 for the start at 0
     */
    public record Vertex(double time, double[] weights, int joined) {}

    private static final double ACTIVE = 1e-9;
    private static final int LARGEST = 10_000;

    private SaddlePath() {}

    /**
     * All vertices from the start at 0 to a minimiser of the loss.
     *
     * @throws IllegalStateException when the path does not end
     */
    public static List<Vertex> of(DMatrixRMaj z, double[] y) {
        int d = z.numCols;
        double[] s = new double[d];
        boolean[] active = new boolean[d];
        double[] x = new double[d];
        double[] gradient = new double[d];
        List<Vertex> path = new ArrayList<>();
        path.add(new Vertex(0, x.clone(), -1));
        double scale = gradient(z, y, x, gradient);
        double time = 0;
        for (int jump = 0; jump < LARGEST; jump++) {
            double wait = Double.POSITIVE_INFINITY;
            int next = -1;
            for (int i = 0; i < d; i++) {
                double speed = -gradient[i];
                if (Math.abs(speed) <= 1e-12 * scale || (active[i] && x[i] != 0)) {
                    continue;
                }
                if (active[i] && speed * s[i] >= 0) {
                    continue;
                }
                double hit = (Math.copySign(1, speed) - s[i]) / speed;
                if (hit < wait) {
                    wait = hit;
                    next = i;
                }
            }
            if (next < 0) {
                return path;
            }
            time += wait;
            for (int i = 0; i < d; i++) {
                if (!(active[i] && x[i] != 0)) {
                    s[i] = Math.clamp(s[i] - wait * gradient[i], -1, 1);
                }
                active[i] = Math.abs(s[i]) >= 1 - ACTIVE;
            }
            s[next] = Math.copySign(1, s[next]);
            active[next] = true;
            x = constrained(z, y, s, active);
            gradient(z, y, x, gradient);
            path.add(new Vertex(time, x.clone(), next));
        }
        throw new IllegalStateException("the saddle-to-saddle path did not end after " + LARGEST + " jumps");
    }

    private static double gradient(DMatrixRMaj z, double[] y, double[] x, double[] out) {
        Arrays.fill(out, 0);
        double largest = 0;
        for (int a = 0; a < z.numRows; a++) {
            double residual = -y[a];
            for (int i = 0; i < z.numCols; i++) {
                residual += z.get(a, i) * x[i];
            }
            for (int i = 0; i < z.numCols; i++) {
                out[i] += residual * z.get(a, i);
            }
        }
        for (double g : out) {
            largest = Math.max(largest, Math.abs(g));
        }
        return largest;
    }

    /** Non-negative least squares in the oriented active weights, by Lawson and Hanson's active sets. */
    private static double[] constrained(DMatrixRMaj z, double[] y, double[] s, boolean[] active) {
        int d = s.length;
        double[] x = new double[d];
        boolean[] free = new boolean[d];
        double[] gradient = new double[d];
        double scale = gradient(z, y, x, gradient);
        for (int outer = 0; outer < 3 * d + 3; outer++) {
            gradient(z, y, x, gradient);
            int best = -1;
            double steepest = 1e-12 * scale;
            for (int i = 0; i < d; i++) {
                double pull = -gradient[i] * s[i];
                if (active[i] && !free[i] && pull > steepest) {
                    steepest = pull;
                    best = i;
                }
            }
            if (best < 0) {
                return x;
            }
            free[best] = true;
            while (true) {
                double[] trial = onSupport(z, y, free);
                double fraction = 1;
                for (int i = 0; i < d; i++) {
                    if (free[i] && trial[i] * s[i] <= 0) {
                        double here = x[i] * s[i];
                        double there = trial[i] * s[i];
                        fraction = Math.min(fraction, here == there ? 0 : here / (here - there));
                    }
                }
                for (int i = 0; i < d; i++) {
                    x[i] += fraction * (trial[i] - x[i]);
                }
                if (fraction >= 1) {
                    break;
                }
                for (int i = 0; i < d; i++) {
                    if (free[i] && x[i] * s[i] <= 1e-15 * scale) {
                        free[i] = false;
                        x[i] = 0;
                    }
                }
            }
        }
        throw new IllegalStateException("the vertex of the saddle-to-saddle path was not found");
    }

    private static double[] onSupport(DMatrixRMaj z, double[] y, boolean[] free) {
        int[] support = java.util.stream.IntStream.range(0, free.length)
                .filter(i -> free[i])
                .toArray();
        DMatrixRMaj columns = new DMatrixRMaj(z.numRows, support.length);
        for (int a = 0; a < z.numRows; a++) {
            for (int k = 0; k < support.length; k++) {
                columns.set(a, k, z.get(a, support[k]));
            }
        }
        SolvePseudoInverseSvd_DDRM solver = new SolvePseudoInverseSvd_DDRM(z.numRows, support.length);
        solver.setA(columns);
        DMatrixRMaj solution = new DMatrixRMaj(support.length, 1);
        solver.solve(DMatrixRMaj.wrap(y.length, 1, y), solution);
        double[] x = new double[free.length];
        for (int k = 0; k < support.length; k++) {
            x[support[k]] = solution.data[k];
        }
        return x;
    }
}
