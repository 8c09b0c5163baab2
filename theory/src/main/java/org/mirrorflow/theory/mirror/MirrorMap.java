package org.mirrorflow.theory.mirror;

import java.util.OptionalDouble;

/**
 * A mirror map: a Legendre function R on an open convex set of ℝᵈ, together with its conjugate. Its mirror flow is
 * d∇R(x) = −∇f(x) dt.
 *
 * <p>The domain may also be open within an affine subspace only, as the simplex is. Then R is differentiated along that
 * subspace: Hessians take tangent vectors, and dual points are known up to what is orthogonal to it. ∇R picks one of them,
 * ∇R∘∇R* = id holds up to that choice, and everything else as it stands.
 *
 * <p>All arrays have length {@link #dimension()}; outputs are owned by the caller and may alias inputs. Points outside
 * the domain give NaN.
 */
public interface MirrorMap {

    /** d. */
    int dimension();

    /** R(x). */
    double value(double[] x);

    /** The mirror η = ∇R(x). */
    void gradient(double[] x, double[] eta);

    /** The inverse mirror x = ∇R*(η). */
    void conjugateGradient(double[] eta, double[] x);

    /** R*(η). */
    double conjugate(double[] eta);

    /** out = ∇²R(x) v. */
    void hessianTimes(double[] x, double[] v, double[] out);

    /** out = ∇²R*(η) v = ∇²R(∇R*(η))⁻¹ v, how fast the point follows its mirror. */
    void conjugateHessianTimes(double[] eta, double[] v, double[] out);

    /** D_R(x, y) = R(x) − R(y) − ⟨∇R(y), x − y⟩ ≥ 0. */
    double bregman(double[] x, double[] y);

    /** Whether x is inside the domain. */
    boolean contains(double[] x);

    /** Whether η is inside the range of ∇R. */
    boolean containsDual(double[] eta);

    /**
     * The balance function Q(x) = R*(∇R(x)) = ⟨x, ∇R(x)⟩ − R(x), which stands where ½‖x‖² stands in the laws of gradient
     * flow: along a mirror flow dQ = ⟨x, dη⟩, and for blocks of a network in which the output is homogeneous of degrees
     * L_k, the differences Q_k/L_k − Q_j/L_j are conserved. For R homogeneous of degree α, Q = (α − 1)R.
     *
     * <p>The default allocates one vector of length {@link #dimension()}.
     */
    default double balance(double[] x) {
        double[] eta = new double[dimension()];
        gradient(x, eta);
        return conjugate(eta);
    }

    /** The horizon function. */
    HorizonFunction horizon();

    /**
     * α, the index of growth: R(sx) grows like s^α, and ⟨x, ∇²R(x)x⟩ is α times the balance function far out. It is the
     * exponent of the horizon norm of a map that sums over coordinates or singular values, and may be another where it does
     * not. Empty where there is no horizon function.
     */
    default OptionalDouble growth() {
        return switch (horizon()) {
            case HorizonFunction.Gauge gauge -> OptionalDouble.of(gauge.degree());
            case HorizonFunction.Norm norm -> OptionalDouble.of(norm.p());
            case HorizonFunction.WeightedNorm weighted -> OptionalDouble.of(weighted.p());
            case HorizonFunction.Schatten schatten -> OptionalDouble.of(schatten.p());
            case HorizonFunction.None none -> OptionalDouble.empty();
        };
    }

    /** Default start of a flow: argmin R where it exists, otherwise an interior point. */
    void restPoint(double[] x);
}
