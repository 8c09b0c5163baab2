package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.MirrorMap;

/** k(η) = maxᵢ ∇qᵢᵀ∇²R*(η)∇qᵢ: the largest rate at which a margin answers to its own share of the gradient. */
final class MarginSpeed {

    private final MarginProblem problem;
    private final MirrorMap map;
    private final double[] weights;
    private final double[] row;
    private final double[] image;

    /** For any map; a separable one has {@link NormalisedDualSystem#kernel} at less cost. */
    MarginSpeed(MarginProblem problem, MirrorMap map) {
        this.problem = problem;
        this.map = map;
        this.weights = new double[map.dimension()];
        this.row = new double[map.dimension()];
        this.image = new double[map.dimension()];
    }

    /** k(η). */
    double at(double[] eta) {
        map.conjugateGradient(eta, weights);
        double[] rows = problem.marginGradients(weights).data;
        double largest = 0;
        for (int i = 0; i < problem.samples(); i++) {
            System.arraycopy(rows, i * row.length, row, 0, row.length);
            map.conjugateHessianTimes(eta, row, image);
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                sum += row[j] * image[j];
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
