package org.mirrorflow.theory.mirror;

import org.mirrorflow.theory.weights.Block;

/**
 * A mirror map of matrices that depends on their spectrum alone: R(X) = Σ r(σᵢ(X)) for the singular values, or
 * R(X) = Σ r(λᵢ(X)) for the eigenvalues of symmetric matrices. ∇R, ∇R* act on the spectrum and keep the singular
 * vectors.
 *
 * <p>Points are matrices by rows, of length rows × columns. May be used from any number of threads; each keeps its own
 * workspace.
 *
 * <p>Source: Lewis 1995 (convex analysis of unitarily invariant functions), Theorem 3.1; the second derivative by
 * divided differences, Lewis and Sendov 2001, Theorem 3.3.
 */
public abstract sealed class SpectralMirrorMap implements MirrorMap permits SingularValueMap, EigenvalueMap {

    /** Relative distance of two values below which their divided difference is an average of the derivative. */
    private static final double NEAR = 1e-3;

    private final ScalarPotential potential;
    private final int rows;
    private final int columns;

    SpectralMirrorMap(ScalarPotential potential, int rows, int columns) {
        this.potential = potential;
        this.rows = rows;
        this.columns = columns;
    }

    /** r. */
    public final ScalarPotential potential() {
        return potential;
    }

    /** Number of rows of X. */
    public final int rows() {
        return rows;
    }

    /** Number of columns of X. */
    public final int columns() {
        return columns;
    }

    @Override
    public final int dimension() {
        return rows * columns;
    }

    /** The spectrum of X on which R acts, descending, a fresh array. */
    public abstract double[] spectrum(double[] x);

    @Override
    public final HorizonFunction horizon() {
        return switch (potential.horizon()) {
            case HorizonFunction.Norm norm -> new HorizonFunction.Schatten(norm.p(), rows, columns);
            case HorizonFunction other -> other;
        };
    }

    final void check(double[] x) {
        if (x.length != rows * columns) {
            throw new IllegalArgumentException("the map acts on " + rows + " × " + columns
                    + " matrices by rows, length " + rows * columns + "; the point given has length " + x.length);
        }
    }

    /** (r′(a) − r′(b))/(a − b), of the conjugate where {@code dual}. */
    final double dividedDifference(double a, double b, boolean dual) {
        double difference = a - b;
        if (Math.abs(difference) > NEAR * (Math.abs(a) + Math.abs(b))) {
            return (slope(a, dual) - slope(b, dual)) / difference;
        }
        // Simpson's rule for the mean of the second derivative: its error is of fourth order in the distance.
        return (curvature(a, dual) + 4 * curvature(0.5 * a + 0.5 * b, dual) + curvature(b, dual)) / 6;
    }

    final double slope(double x, boolean dual) {
        return dual ? potential.inverseDerivative(x) : potential.derivative(x);
    }

    final double curvature(double x, boolean dual) {
        return dual ? potential.speed(x) : potential.secondDerivative(x);
    }

    /** The only block of a layout. */
    static Block matrix(org.mirrorflow.theory.weights.Layout layout) {
        if (!layout.isSingleMatrix()) {
            throw new org.mirrorflow.theory.catalogue.InvalidSettingException(
                    "kind",
                    "is a map of matrices, but the weights are " + layout
                            + "; take a problem whose weights are one matrix, or a separable map");
        }
        return layout.singleMatrix();
    }

    /** The only block of a layout, square. */
    static Block squareMatrix(org.mirrorflow.theory.weights.Layout layout) {
        Block block = matrix(layout);
        if (block.rows() != block.columns()) {
            throw new org.mirrorflow.theory.catalogue.InvalidSettingException(
                    "kind",
                    "is a map of symmetric matrices, but the weights are " + layout
                            + "; take a problem with square weights, or a map of singular values");
        }
        return block;
    }
}
