package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.matrix.SingularValues;

/**
 * A matrix of least nuclear norm with given measurements, argmin ‖X‖_* s.t. 𝒜(X) = y: where every entropic spectral map goes
 * as its scale vanishes, and the convex surrogate of least rank.
 *
 * <p>Method: Douglas–Rachford splitting, then Newton steps for the optimality conditions of the factored problem.
 *
 * <p>Certificate: ‖𝒜*ν‖₂ ≤ 1 holds exactly up to rounding, so the gap ‖X‖_* − ⟨ν, y⟩, relative to max(1, ‖X‖_*), bounds the
 * excess norm. The stationarity is the largest entry of 𝒜*ν V − U over the singular vectors of X.
 *
 * <p>Source: Recht, Fazel and Parrilo 2010 (arXiv 0706.4138).
 */
public final class LeastNuclearNorm implements Predictor {

    private final int rows;
    private final int columns;

    /** For rows × columns matrices. */
    public LeastNuclearNorm(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the iteration stalls far from the optimum
     */
    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        if (z.numCols != rows * columns) {
            throw new IllegalArgumentException("measurements of " + rows + " × " + columns + " matrices have "
                    + rows * columns + " entries; given " + z.numCols);
        }
        RowSpace space = RowSpace.of(z, y);
        NuclearProgramme.Solution solution = new NuclearProgramme(rows, columns).solve(space);
        double scale = Math.max(1, solution.norm());
        if (!(solution.gap() <= 1e-4 * scale)) {
            throw new IllegalStateException("the least nuclear norm was not found on " + space.rank
                    + " independent measurements of " + rows + " × " + columns + " weights: the relative gap is "
                    + solution.gap() / scale);
        }
        return new Interpolator(
                solution.x(),
                space.lift(solution.nu()),
                solution.norm(),
                (solution.norm() - RowSpace.dot(solution.nu(), space.rhs)) / scale,
                space.feasibility(solution.x()),
                stationarity(space, solution),
                solution.iterations());
    }

    private double stationarity(RowSpace space, NuclearProgramme.Solution solution) {
        double[] c = new double[rows * columns];
        space.applyTransposed(solution.nu(), c);
        SingularValues svd = new SingularValues(rows, columns);
        svd.decompose(solution.x());
        double worst = 0;
        for (int k = 0; k < svd.count() && svd.values()[k] > 1e-9 * svd.values()[0]; k++) {
            for (int i = 0; i < rows; i++) {
                double sum = -svd.left(k)[i];
                for (int j = 0; j < columns; j++) {
                    sum += c[i * columns + j] * svd.right(k)[j];
                }
                worst = Math.max(worst, Math.abs(sum));
            }
        }
        return worst;
    }
}
