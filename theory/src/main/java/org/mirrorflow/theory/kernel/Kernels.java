package org.mirrorflow.theory.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Dense linear algebra over stretches of arrays, matrices stored by rows. Allocates nothing, but for a workspace that a
 * thread gets once.
 *
 * <p>Every implementation gives the same bits: what is rounded, and in which order, is part of each definition below, with
 * fma(a, b, c) = ab + c rounded once. So an implementation may be chosen by what is fast on this machine, and changed
 * while a computation runs.
 *
 * <p>The dot product that is meant everywhere is ⟨x, y⟩ = ((s₀ + s₂) + (s₁ + s₃)) followed by the entries from the last
 * multiple of 4 on, one fma each, where sₖ is the sum of the products at k, k + 4, k + 8, …, one fma each. It differs
 * from the exact one by at most (n/4 + 3)·ε·Σ|xᵢyᵢ| to first order in ε = 2⁻⁵³.
 *
 * <p>An instance may be used from any number of threads.
 */
public interface Kernels {

    /** What is fast here and now: see {@link Choice}. */
    static Kernels get() {
        return Choice.now();
    }

    /** Makes {@link #get} give what is fast at once, and returns when it is: a second or two, for long work and for measurements. */
    static void prepare() {
        Choice.warmUp();
    }

    /** ⟨x, y⟩ over n entries. */
    double dot(int n, double[] x, int xo, double[] y, int yo);

    /** y ← y + a·x over n entries, one fma each. */
    void addScaled(int n, double a, double[] x, int xo, double[] y, int yo);

    /** max |xᵢ| over n entries; 0 for none, NaN where one is. */
    double largest(int n, double[] x, int xo);

    /** out ← max(x, 0) over n entries; NaN where x is. */
    void rectify(int n, double[] x, int xo, double[] out, int oo);

    /** g ← g where x > 0, and 0 elsewhere, over n entries: the slope of {@link #rectify}. */
    void passWherePositive(int n, double[] x, int xo, double[] g, int go);

    /**
     * x ← e^{x − m}/s over n entries, where m is the largest and s the sum of the e^{xᵢ − m}, taken in the order of the dot
     * product above. The exponential is within an ulp; below e⁻⁷⁰⁸ it is 0.
     */
    void softMax(int n, double[] x, int xo);

    /**
     * out ← out + Ax, one {@link #dot} and one addition each.
     *
     * @param m rows of A
     * @param n columns of A
     */
    void addMatrixVector(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo);

    /**
     * out ← out + Aᵀx: row after row of A, one fma for each entry.
     *
     * @param m rows of A
     * @param n columns of A
     */
    void addTransposed(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo);

    /**
     * g ← g + Zᵀr with r = Zw − y in one pass over Z: rows that have just given their residuals are used again from the
     * cache. Equals {@link #addMatrixVector}, a subtraction and {@link #addTransposed}.
     *
     * @param n rows of Z
     * @param d columns of Z
     * @param z Z from {@code zo} on
     * @param w length d
     * @param y from {@code yo} on
     * @param g from {@code go} on, or null where only the sum is wanted
     * @return Σ rᵢ², row after row, one fma each
     */
    double residualGradient(
            int n, int d, double[] z, int zo, double[] w, double[] y, int yo, double @Nullable [] g, int go);

    /**
     * c ← c + op(a)·op(b), where op(a) is m × k and op(b) is k × n and op transposes where asked to: for each entry of c
     * one fma for each of the k products, in order. But where op(a) is one row and b is stored as the transpose, or op(b) one
     * column and a is not, the products are of rows in memory: one {@link #dot} and one addition for each entry.
     *
     * @param ta whether a is stored as the transpose of what enters the product, k × m
     * @param tb whether b is stored as the transpose of what enters the product, n × k
     */
    void addProduct(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co);

    /**
     * w ← uᴸ − vᴸ for θ = (u, v), powers by repeated multiplication; (u − v)(u + v) for L = 2.
     *
     * @param d length of u, of v and of w
     * @param depth L, at least 2
     */
    void powerDifference(int d, int depth, double[] theta, double[] w);

    /**
     * out ← (L·u^{L−1}·g, −L·v^{L−1}·g): the gradient by θ = (u, v) of a function of uᴸ − vᴸ.
     *
     * @param d length of u, of v and of g
     * @param depth L, at least 2
     */
    void pullBackPowers(int d, int depth, double[] theta, double[] g, double[] out);

    /**
     * θ ← θ − η·(L·u^{L−1}·g, −L·v^{L−1}·g), then w ← uᴸ − vᴸ: the same bits as {@link #pullBackPowers}, a multiplication
     * and an addition for each factor, and {@link #powerDifference}, in one pass.
     *
     * @param d length of u, of v, of g and of w
     * @param depth L, at least 2
     */
    void descendPowers(int d, int depth, double eta, double[] theta, double[] g, double[] w);
}
