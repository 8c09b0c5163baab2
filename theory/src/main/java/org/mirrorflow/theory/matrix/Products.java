package org.mirrorflow.theory.matrix;

import java.util.Arrays;

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
        for (int i = 0; i < m; i++) {
            int row = co + i * n;
            for (int l = 0; l < k; l++) {
                double x = ta ? a[ao + l * m + i] : a[ao + i * k + l];
                if (tb) {
                    for (int j = 0, at = bo + l; j < n; j++, at += k) {
                        c[row + j] += x * b[at];
                    }
                } else {
                    for (int j = 0, at = bo + l * n; j < n; j++, at++) {
                        c[row + j] += x * b[at];
                    }
                }
            }
        }
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
