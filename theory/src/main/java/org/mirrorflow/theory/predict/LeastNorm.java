package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;

/**
 * The interpolator of least ℓ2 norm, argmin ½‖w‖₂² s.t. Zw = y, by the pseudo-inverse: the limit of plain gradient flow
 * from 0, and of every map here in its kernel regime.
 *
 * <p>Certificate: w = Zᵀν, so the stationarity is ‖w − Zᵀν‖_∞ / max(1, ‖w‖_∞) and the dual objective
 * yᵀν − ½‖Zᵀν‖². The objective reported is ½‖w‖₂².
 *
 * <p>Source: classical (Moore 1920, Penrose 1955).
 */
public final class LeastNorm implements Predictor {

    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        RowSpace space = RowSpace.of(z, y);
        double[] w = new double[z.numCols];
        space.applyTransposed(space.rhs, w);
        double[] nu = space.lift(space.rhs);
        double[] image = new double[z.numCols];
        double size = 1;
        double off = 0;
        for (int j = 0; j < z.numCols; j++) {
            for (int i = 0; i < z.numRows; i++) {
                image[j] += z.get(i, j) * nu[i];
            }
            size = Math.max(size, Math.abs(w[j]));
            off = Math.max(off, Math.abs(w[j] - image[j]));
        }
        double objective = 0.5 * RowSpace.dot(w, w);
        double dual = RowSpace.dot(y, nu) - 0.5 * RowSpace.dot(image, image);
        return new Interpolator(
                w,
                nu,
                objective,
                (objective - dual) / Math.max(1, objective),
                space.feasibility(w),
                off / size,
                1);
    }
}
