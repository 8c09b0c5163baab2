package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.weights.SeededRandom;

/** Samples times labels that a direction separates. */
final class SeparableRows {

    private SeparableRows() {}

    /** Normal rows turned towards (1, …, 1), and moved that way by {@code shift} in each coordinate. */
    static DMatrixRMaj of(long seed, int n, int d, double shift) {
        SeededRandom random = new SeededRandom(seed, "rows");
        DMatrixRMaj rows = new DMatrixRMaj(n, d);
        for (int i = 0; i < n; i++) {
            double along = 0;
            for (int j = 0; j < d; j++) {
                rows.set(i, j, random.nextGaussian());
                along += rows.get(i, j);
            }
            for (int j = 0; j < d; j++) {
                rows.set(i, j, Math.signum(along) * rows.get(i, j) + shift);
            }
        }
        return rows;
    }
}
