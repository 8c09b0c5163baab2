package org.mirrorflow.app.explorer;

import java.util.Arrays;
import java.util.Optional;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * What was checked on a map, at points around the one where it rests.
 *
 * @param inverse largest ‖∇R*(∇R(x)) − x‖∞ / max(1, ‖x‖∞)
 * @param hessian largest difference of ∇²R(x)v from central differences of ∇R, relative to its size
 * @param fenchelYoung least R(z) + R*(∇R(x)) − ⟨∇R(x), z⟩, which is 0 at z = x and positive elsewhere, relative to its terms
 * @param conditions Legendre and coercive, where the map is separable
 */
record MapChecks(double inverse, double hessian, double fenchelYoung, Optional<LegendreConditions> conditions) {

    private static final double[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}, {-0.6, 0.8}, {-0.9, -0.3}};
    private static final double[] SHARES = {0.05, 0.3, 0.8};

    static MapChecks of(MirrorMap map) {
        double inverse = 0;
        double hessian = 0;
        double gap = Double.POSITIVE_INFINITY;
        double[] rest = new double[2];
        map.restPoint(rest);
        double[] before = rest;
        for (double[] direction : DIRECTIONS) {
            for (double share : SHARES) {
                double[] x = {rest[0] + share * direction[0], rest[1] + share * direction[1]};
                double[] eta = new double[2];
                map.gradient(x, eta);
                if (!map.contains(x) || !map.containsDual(eta)) {
                    continue;
                }
                inverse = Math.max(inverse, inverseError(map, x, eta));
                hessian = Math.max(hessian, hessianError(map, x, direction));
                gap = Math.min(gap, Math.min(gap(map, x, eta), gap(map, before, eta)));
                before = x;
            }
        }
        return new MapChecks(inverse, hessian, gap, LegendreConditions.of(map));
    }

    private static double inverseError(MirrorMap map, double[] x, double[] eta) {
        double[] back = new double[2];
        map.conjugateGradient(eta, back);
        double size = Math.max(1, Math.max(Math.abs(x[0]), Math.abs(x[1])));
        return Math.max(Math.abs(back[0] - x[0]), Math.abs(back[1] - x[1])) / size;
    }

    /** Five points of ∇R along v, against ∇²R(x)v. */
    private static double hessianError(MirrorMap map, double[] x, double[] v) {
        double h = 1e-4
                * Math.max(
                        1e-3,
                        Arrays.stream(x).map(Math::abs).filter(a -> a > 0).min().orElse(1));
        double[] exact = new double[2];
        map.hessianTimes(x, v, exact);
        double worst = 0;
        double[] difference = new double[2];
        for (int[] weight : new int[][] {{-2, 1}, {-1, -8}, {1, 8}, {2, -1}}) {
            double[] eta = new double[2];
            map.gradient(new double[] {x[0] + weight[0] * h * v[0], x[1] + weight[0] * h * v[1]}, eta);
            for (int i = 0; i < 2; i++) {
                difference[i] += weight[1] * eta[i] / (12 * h);
            }
        }
        double size = Math.max(Math.abs(exact[0]), Math.abs(exact[1]));
        for (int i = 0; i < 2; i++) {
            worst = Math.max(worst, Math.abs(difference[i] - exact[i]) / size);
        }
        return Double.isFinite(worst) ? worst : 0;
    }

    private static double gap(MirrorMap map, double[] z, double[] eta) {
        double value = map.value(z);
        double conjugate = map.conjugate(eta);
        double inner = eta[0] * z[0] + eta[1] * z[1];
        return (value + conjugate - inner) / Math.max(1e-300, Math.abs(value) + Math.abs(conjugate) + Math.abs(inner));
    }
}
