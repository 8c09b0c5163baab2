package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.mirrorflow.theory.weights.Block;

/** Singular values of recorded weights, each computed once. Thread-safe. */
final class SingularValues {

    /** A record hands out the same arrays as long as it lives. */
    @SuppressWarnings("UndefinedEquals") // the very same array is meant
    private final Map<double[], double[]> known = new WeakHashMap<>();

    /** The singular values of a matrix stored by rows, the largest first; NaN where they cannot be found. Not to be written to. */
    double[] of(Block block, double[] weights) {
        synchronized (known) {
            return known.computeIfAbsent(weights, w -> decompose(block, w));
        }
    }

    private static double[] decompose(Block block, double[] weights) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(block.rows(), block.columns(), false, false, false);
        int count = Math.min(block.rows(), block.columns());
        double[] values = new double[count];
        if (svd.decompose(DMatrixRMaj.wrap(block.rows(), block.columns(), weights.clone()))) {
            System.arraycopy(svd.getSingularValues(), 0, values, 0, count);
            Arrays.sort(values);
            for (int i = 0; i < count / 2; i++) {
                double small = values[i];
                values[i] = values[count - 1 - i];
                values[count - 1 - i] = small;
            }
        } else {
            Arrays.fill(values, Double.NaN);
        }
        return values;
    }
}
