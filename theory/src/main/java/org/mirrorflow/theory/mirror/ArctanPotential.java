package org.mirrorflow.theory.mirror;

/**
 * The arctan potential r(x) = (x/δ) arctan(x/δ) − ½ log(1 + x²/δ²) on ℝ: r′ = arctan(x/δ)/δ, r″ = 1/(x² + δ²),
 * r*(η) = −log cos(δη) for |η| &lt; π/2δ. The log barrier for both signs; its mirror is bounded, so it grows linearly and the
 * horizon theorem does not apply. Induced by w = δ sinh θ.
 *
 * <p>Source: derived; checked by finite differences and against the flow of θ.
 *
 * @param scale δ, positive and finite
 */
public record ArctanPotential(double scale) implements ScalarPotential {

    public ArctanPotential {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("the arctan potential needs a positive finite scale; given " + scale);
        }
    }

    @Override
    public Interval domain() {
        return Interval.REAL_LINE;
    }

    @Override
    public Interval dualDomain() {
        return new Interval(-Math.PI / (2 * scale), Math.PI / (2 * scale));
    }

    @Override
    public double value(double x) {
        double z = x / scale;
        return z * Math.atan(z) - Math.log(Math.hypot(1, z));
    }

    @Override
    public double derivative(double x) {
        return Math.atan(x / scale) / scale;
    }

    @Override
    public double secondDerivative(double x) {
        double hypot = Math.hypot(x, scale);
        return 1 / hypot / hypot;
    }

    @Override
    public double inverseDerivative(double eta) {
        return dualDomain().contains(eta) ? scale * Math.tan(scale * eta) : Double.NaN;
    }

    @Override
    public double conjugate(double eta) {
        return dualDomain().contains(eta) ? -Math.log(Math.cos(scale * eta)) : Double.NaN;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the mirror of the arctan potential is bounded");
    }

    @Override
    public double restPoint() {
        return 0;
    }
}
