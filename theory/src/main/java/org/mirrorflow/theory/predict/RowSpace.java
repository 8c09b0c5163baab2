package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The system Zw = y with its dependent equations removed and the others made orthonormal: Z = UΣVᵀ gives Vᵀw = Σ⁻¹Uᵀy
 * with r = rank Z orthonormal rows. A multiplier ν̃ of the reduced system stands for ν = UΣ⁻¹ν̃, with Zᵀν = Vν̃.
 */
final class RowSpace {

    private static final double CONSISTENCY = 1e-9;

    /** r × d, row-major, orthonormal rows. */
    final double[] rows;

    /** Length r. */
    final double[] rhs;

    final int rank;
    final int dimension;

    private final DMatrixRMaj z;
    private final double[] y;
    private final DMatrixRMaj u;
    private final double[] singular;

    private RowSpace(DMatrixRMaj z, double[] y, DMatrixRMaj u, double[] singular, int rank, double[] rows) {
        this.z = z;
        this.y = y;
        this.u = u;
        this.singular = singular;
        this.rank = rank;
        this.rows = rows;
        dimension = z.numCols;
        rhs = new double[rank];
        for (int k = 0; k < rank; k++) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += u.get(i, k) * y[i];
            }
            rhs[k] = sum / singular[k];
        }
    }

    static RowSpace of(DMatrixRMaj z, double[] y) {
        check(z, y);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(z.numRows, z.numCols, true, true, true);
        if (!svd.decompose(z.copy())) {
            throw new IllegalArgumentException(
                    "the singular value decomposition of the " + z.numRows + "×" + z.numCols + " data failed");
        }
        double[] values = svd.getSingularValues();
        int count = svd.numberOfSingularValues();
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
        double threshold = 4 * Math.max(z.numRows, z.numCols) * Math.ulp(1.0) * (count == 0 ? 0 : values[order[0]]);
        int rank = 0;
        while (rank < count && values[order[rank]] > threshold) {
            rank++;
        }
        DMatrixRMaj fullU = svd.getU(null, false);
        DMatrixRMaj fullVt = svd.getV(null, true);
        DMatrixRMaj u = new DMatrixRMaj(z.numRows, rank);
        double[] singular = new double[rank];
        double[] rows = new double[rank * z.numCols];
        for (int k = 0; k < rank; k++) {
            int from = order[k];
            singular[k] = values[from];
            for (int i = 0; i < z.numRows; i++) {
                u.set(i, k, fullU.get(i, from));
            }
            for (int j = 0; j < z.numCols; j++) {
                rows[k * z.numCols + j] = fullVt.get(from, j);
            }
        }
        RowSpace space = new RowSpace(z, y, u, singular, rank, rows);
        space.requireConsistency();
        return space;
    }

    private static void check(DMatrixRMaj z, double[] y) {
        if (z.numRows != y.length || z.numRows == 0 || z.numCols == 0) {
            throw new IllegalArgumentException("Zw = y needs one target a row of Z and at least one row and column;"
                    + " given Z of shape " + z.numRows + "×" + z.numCols + " and y of length " + y.length);
        }
        for (int i = 0; i < z.getNumElements(); i++) {
            if (!Double.isFinite(z.data[i])) {
                throw new IllegalArgumentException("Z must be finite; its entry in row " + i / z.numCols
                        + ", column " + i % z.numCols + " is " + z.data[i]);
            }
        }
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw new IllegalArgumentException("y must be finite; its entry " + i + " is " + y[i]);
            }
        }
    }

    private void requireConsistency() {
        double off = 0;
        for (int i = 0; i < y.length; i++) {
            double projected = 0;
            for (int k = 0; k < rank; k++) {
                projected += u.get(i, k) * singular[k] * rhs[k];
            }
            off += (y[i] - projected) * (y[i] - projected);
        }
        double relative = off == 0 ? 0 : Math.sqrt(off) / norm(y);
        if (relative > CONSISTENCY) {
            throw new NoInterpolatorException("Zw = y has no solution: y of length " + y.length + " is "
                    + String.format(Locale.ROOT, "%.3g", 100 * relative)
                    + " % outside the range of Z, which has rank " + rank
                    + "; take fewer samples than weights or targets without noise");
        }
    }

    /** ν = UΣ⁻¹ν̃. */
    double[] lift(double[] reduced) {
        double[] nu = new double[y.length];
        for (int k = 0; k < rank; k++) {
            double scaled = reduced[k] / singular[k];
            for (int i = 0; i < nu.length; i++) {
                nu[i] += u.get(i, k) * scaled;
            }
        }
        return nu;
    }

    /** out = Vᵀ·w in the reduced rows. */
    void apply(double[] w, double[] out) {
        for (int k = 0; k < rank; k++) {
            double sum = 0;
            for (int j = 0, at = k * dimension; j < dimension; j++, at++) {
                sum += rows[at] * w[j];
            }
            out[k] = sum;
        }
    }

    /** out = V ν̃ = Zᵀν. */
    void applyTransposed(double[] nu, double[] out) {
        Arrays.fill(out, 0);
        for (int k = 0; k < rank; k++) {
            double factor = nu[k];
            for (int j = 0, at = k * dimension; j < dimension; j++, at++) {
                out[j] += rows[at] * factor;
            }
        }
    }

    /** ‖Zw − y‖₂ / max(1, ‖y‖₂), in the system as it was given. */
    double feasibility(double[] w) {
        DMatrixRMaj product = new DMatrixRMaj(y.length, 1);
        CommonOps_DDRM.mult(z, DMatrixRMaj.wrap(w.length, 1, w), product);
        double[] residual = product.data.clone();
        for (int i = 0; i < y.length; i++) {
            residual[i] -= y[i];
        }
        return norm(residual) / Math.max(1, norm(y));
    }

    static double norm(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double value : x) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
