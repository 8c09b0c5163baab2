package org.mirrorflow.theory.mirror;

/** x ↦ r(−x) for a potential r: the orthant on which a sign-locked coordinate is negative. */
public record ReflectedPotential(ScalarPotential base) implements ScalarPotential {

    @Override
    public ScalarPotential reflected() {
        return base;
    }

    @Override
    public Interval domain() {
        return reflect(base.domain());
    }

    @Override
    public Interval dualDomain() {
        return reflect(base.dualDomain());
    }

    @Override
    public double value(double x) {
        return base.value(-x);
    }

    @Override
    public double derivative(double x) {
        return -base.derivative(-x);
    }

    @Override
    public double secondDerivative(double x) {
        return base.secondDerivative(-x);
    }

    @Override
    public double inverseDerivative(double eta) {
        return -base.inverseDerivative(-eta);
    }

    @Override
    public double conjugate(double eta) {
        return base.conjugate(-eta);
    }

    @Override
    public double speed(double eta) {
        return base.speed(-eta);
    }

    @Override
    public double bregman(double x, double y) {
        return base.bregman(-x, -y);
    }

    @Override
    public double balance(double x) {
        return base.balance(-x);
    }

    @Override
    public HorizonFunction horizon() {
        return base.horizon();
    }

    @Override
    public double restPoint() {
        return -base.restPoint();
    }

    private static Interval reflect(Interval interval) {
        return new Interval(-interval.upper(), -interval.lower());
    }
}
