package org.mirrorflow.theory.mirror;

/** c·r(x) − s·x for a potential r, a factor c &gt; 0 and a slope s. Scales and shifts the mirror, keeps the domain. */
public record AffinePotential(ScalarPotential base, double factor, double slope) implements ScalarPotential {

    public AffinePotential {
        if (!(factor > 0) || Double.isInfinite(factor) || !Double.isFinite(slope)) {
            throw new IllegalArgumentException(
                    "factor must be positive and finite and slope finite; given " + factor + " and " + slope);
        }
    }

    @Override
    public ScalarPotential scaled(double by) {
        return new AffinePotential(base, factor * by, slope * by);
    }

    @Override
    public ScalarPotential tilted(double by) {
        return new AffinePotential(base, factor, slope + by);
    }

    @Override
    public Interval domain() {
        return base.domain();
    }

    @Override
    public Interval dualDomain() {
        Interval dual = base.dualDomain();
        return new Interval(factor * dual.lower() - slope, factor * dual.upper() - slope);
    }

    @Override
    public double value(double x) {
        return factor * base.value(x) - slope * x;
    }

    @Override
    public double derivative(double x) {
        return factor * base.derivative(x) - slope;
    }

    @Override
    public double secondDerivative(double x) {
        return factor * base.secondDerivative(x);
    }

    @Override
    public double inverseDerivative(double eta) {
        return inRange(eta) ? base.inverseDerivative((eta + slope) / factor) : Double.NaN;
    }

    /** Rounding must not carry an end of the dual interval to its inside. */
    private boolean inRange(double eta) {
        Interval dual = base.dualDomain();
        return !(eta <= factor * dual.lower() - slope || eta >= factor * dual.upper() - slope)
                || Double.isInfinite(eta);
    }

    @Override
    public double conjugate(double eta) {
        return inRange(eta) ? factor * base.conjugate((eta + slope) / factor) : Double.NaN;
    }

    @Override
    public double speed(double eta) {
        return inRange(eta) ? base.speed((eta + slope) / factor) / factor : Double.NaN;
    }

    @Override
    public double bregman(double x, double y) {
        return factor * base.bregman(x, y);
    }

    @Override
    public double balance(double x) {
        return factor * base.balance(x);
    }

    @Override
    public HorizonFunction horizon() {
        return base.horizon();
    }

    @Override
    public double restPoint() {
        return base.dualDomain().contains(slope / factor) ? base.inverseDerivative(slope / factor) : base.restPoint();
    }
}
