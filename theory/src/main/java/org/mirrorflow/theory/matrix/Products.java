package org.mirrorflow.theory.matrix;

import java.util.Arrays;
import org.mirrorflow.theory.kernel.Kernels;

/** Products of small matrices stored by rows, each over a stretch of a larger array. Allocates nothing. */
public final class Products {

    private Products() {}

    /**
     * c ← c + op(a)·op(b), where op(a) is m × k and op(b) is k × n and op transposes where asked to.
     *
     * @param m rows of the product
     * @param k inner dimension
     * @param n columns of the product
     * @param a holds op(a), or its transpose k × m, from {@code ao} on
     * @param ta whether a is stored as the transpose of what enters the product
     * @param b holds op(b), or its transpose n × k, from {@code bo} on
     * @param tb whether b is stored as the transpose of what enters the product
     * @param c the m × n sum, from {@code co} on
     */
    public static void addProduct(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        Kernels.get().addProduct(m, k, n, a, ao, ta, b, bo, tb, c, co);
    }

    /** c = op(a)·op(b), as {@link #addProduct}. */
    public static void product(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        Arrays.fill(c, co, co + m * n, 0);
        addProduct(m, k, n, a, ao, ta, b, bo, tb, c, co);
    }

    /** The transpose of an n × m matrix, a fresh array. */
    public static double[] transpose(double[] a, int rows, int columns) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }
}
