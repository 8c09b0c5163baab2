package org.mirrorflow.theory.optim;

/**
 * The tensor operations that optimizers are written in, few enough for any array library. All work entry by entry unless
 * said otherwise, write to their last argument only, and allow an input to be the output. Implementations allocate only
 * in {@link #zerosLike}, {@link #zeros} and {@link #values}; every one passes the same contract suite. An instance may own
 * workspace and then belongs to one thread.
 *
 * <p>A tensor is a vector or a matrix; row i of a layer's matrix holds what enters neuron i. A mask is a tensor of ones
 * and zeros. Tensors of one operation have the same shape; where they have not, the error names both.
 *
 * @param <T> the tensor type
 */
public interface Algebra<T> {

    /** A zero of the same shape. */
    T zerosLike(T shape);

    /** A zero matrix.
     *
     * @param like a tensor of the same kind (device, precision)
     */
    T zeros(int rows, int columns, T like);

    /** Number of entries. */
    int size(T x);

    /** Number of rows. */
    int rows(T x);

    /** A copy of the entries, by rows. */
    double[] values(T x);

    /** x ← values, by rows. */
    void assign(double[] values, T x);

    /** x ← a. */
    void fill(double a, T x);

    /** y ← x. */
    void copy(T x, T y);

    /** x ← x + a. */
    void add(double a, T x);

    /** x ← a·x. */
    void scale(double a, T x);

    /** y ← y + a·x. */
    void addScaled(double a, T x, T y);

    /** y ← a·x + b·y. */
    void combine(double a, T x, double b, T y);

    /** y ← x·y. */
    void multiply(T x, T y);

    /** out ← x/y. */
    void divide(T x, T y, T out);

    /** z ← z + a·x·y, evaluated as z + (a·x)·y. */
    void addProduct(double a, T x, T y, T z);

    /** y ← sgn x, with sgn 0 = 0. */
    void sign(T x, T y);

    /** y ← |x|. */
    void abs(T x, T y);

    /** y ← √x. */
    void sqrt(T x, T y);

    /** y ← eˣ. */
    void exp(T x, T y);

    /** y ← sinh x. */
    void sinh(T x, T y);

    /** y ← asinh x, without losing small x. */
    void asinh(T x, T y);

    /** y ← sgn(x)·|x|ᵃ, 0 where x is. */
    void power(double a, T x, T y);

    /** x ← min(max(x, low), high). */
    void clip(double low, double high, T x);

    /** ⟨x, y⟩. */
    double dot(T x, T y);

    /** Σ x. */
    double sum(T x);

    /** ‖x‖₁. */
    double absSum(T x);

    /** ‖x‖∞. */
    double absMax(T x);

    /** ‖x‖₂. */
    default double norm(T x) {
        return Math.sqrt(dot(x, x));
    }

    /** Number of entries other than 0. */
    int nonZeros(T x);

    /** mask ← 1 where x ≠ 0, else 0. */
    void nonZero(T x, T mask);

    /** mask ← 1 where x &lt; y, else 0. */
    void less(T x, T y, T mask);

    /**
     * mask ← 1 at the k entries of smallest |x| among those other than 0, the first ones of equals; all of those where there
     * are not so many. Zeros are left out because they are the pruned weights of a sparse model.
     */
    void smallest(int k, T x, T mask);

    /** The same for the largest |x|. */
    void largest(int k, T x, T mask);

    /** out ← sums of the rows; {@code out} is rows × 1. */
    void rowSums(T x, T out);

    /** xᵢⱼ ← factorsᵢ·xᵢⱼ; {@code factors} is rows × 1. */
    void scaleRows(T factors, T x);

    /** out ← A·B with either factor transposed where asked; {@code out} must be none of them. */
    void product(T a, boolean transposeA, T b, boolean transposeB, T out);
}
