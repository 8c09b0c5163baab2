package org.mirrorflow.theory.mirror;

/**
 * A Legendre function r of one variable: strictly convex, differentiable on an open interval, with r′ a bijection onto
 * the dual interval. The building block of separable mirror maps R(x) = Σ rᵢ(xᵢ).
 *
 * <p>Arguments outside the domain give NaN, never an exception: integrators probe the boundary.
 */
public interface ScalarPotential {

    /** Where r is defined and differentiable. */
    Interval domain();

    /** The range of r′. */
    Interval dualDomain();

    /** r(x). */
    double value(double x);

    /** The mirror r′(x). */
    double derivative(double x);

    /** The metric r″(x). */
    double secondDerivative(double x);

    /** log r″(x); maps whose metric overflows long before x does compute it directly. */
    default double logSecondDerivative(double x) {
        return Math.log(secondDerivative(x));
    }

    /** The inverse mirror (r′)⁻¹(η) = r*′(η). */
    double inverseDerivative(double eta);

    /** The convex conjugate r*(η) = sup ηx − r(x). */
    double conjugate(double eta);

    /** The inverse metric r*″(η) = 1/r″((r′)⁻¹(η)): the speed of the flow at dual point η. */
    default double speed(double eta) {
        return 1 / secondDerivative(inverseDerivative(eta));
    }

    /** Bregman divergence D(x, y) = r(x) − r(y) − r′(y)(x − y), evaluated without needless cancellation. */
    default double bregman(double x, double y) {
        return value(x) - value(y) - derivative(y) * (x - y);
    }

    /**
     * The balance function r*(r′(x)) = x r′(x) − r(x), the scalar Q of {@link MirrorMap#balance}. With dQ = x dη
     * it grows with |x| on either side of 0.
     */
    default double balance(double x) {
        return conjugate(derivative(x));
    }

    /** The shape of the sub-level sets of Σ r(xᵢ) at infinity. */
    HorizonFunction horizon();

    /** Where the unconstrained flow starts by default: the minimiser of r if it has one, otherwise an interior point. */
    double restPoint();

    /** c·r for c &gt; 0. */
    default ScalarPotential scaled(double factor) {
        return factor == 1 ? this : new AffinePotential(this, factor, 0);
    }

    /** r(x) − s·x: the same metric, the mirror shifted by −s. */
    default ScalarPotential tilted(double slope) {
        return slope == 0 ? this : new AffinePotential(this, 1, slope);
    }

    /** x ↦ r(−x): the same potential on the mirrored domain. */
    default ScalarPotential reflected() {
        return new ReflectedPotential(this);
    }
}
