package org.mirrorflow.theory.mirror;

import java.util.Arrays;

/** R(x) = Σᵢ rᵢ(xᵢ), one scalar potential a coordinate. */
public final class SeparableMirrorMap implements MirrorMap {

    private final ScalarPotential[] potentials;

    private SeparableMirrorMap(ScalarPotential[] potentials) {
        this.potentials = potentials;
    }

    /** The same potential in each of {@code dimension} coordinates. */
    public static SeparableMirrorMap uniform(ScalarPotential potential, int dimension) {
        ScalarPotential[] all = new ScalarPotential[dimension];
        Arrays.fill(all, potential);
        return new SeparableMirrorMap(all);
    }

    /** One potential a coordinate. */
    public static SeparableMirrorMap of(ScalarPotential... potentials) {
        return new SeparableMirrorMap(potentials.clone());
    }

    /** The potential of coordinate {@code i}. */
    public ScalarPotential potential(int i) {
        return potentials[i];
    }

    /** The map R(x) − ⟨s, x⟩. */
    public SeparableMirrorMap tilted(double[] slope) {
        check(slope);
        ScalarPotential[] all = new ScalarPotential[potentials.length];
        Arrays.setAll(all, i -> potentials[i].tilted(slope[i]));
        return new SeparableMirrorMap(all);
    }

    /** out_i = r*″(ηᵢ), the diagonal of ∇²R*(η). */
    public void speed(double[] eta, double[] out) {
        for (int i = 0; i < potentials.length; i++) {
            out[i] = potentials[i].speed(eta[i]);
        }
    }

    @Override
    public int dimension() {
        return potentials.length;
    }

    @Override
    public double value(double[] x) {
        check(x);
        double sum = 0;
        for (int i = 0; i < potentials.length; i++) {
            sum += potentials[i].value(x[i]);
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] eta) {
        check(x);
        for (int i = 0; i < potentials.length; i++) {
            eta[i] = potentials[i].derivative(x[i]);
        }
    }

    @Override
    public void conjugateGradient(double[] eta, double[] x) {
        check(eta);
        for (int i = 0; i < potentials.length; i++) {
            x[i] = potentials[i].inverseDerivative(eta[i]);
        }
    }

    @Override
    public double conjugate(double[] eta) {
        check(eta);
        double sum = 0;
        for (int i = 0; i < potentials.length; i++) {
            sum += potentials[i].conjugate(eta[i]);
        }
        return sum;
    }

    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        check(x);
        for (int i = 0; i < potentials.length; i++) {
            out[i] = potentials[i].secondDerivative(x[i]) * v[i];
        }
    }

    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        check(eta);
        for (int i = 0; i < potentials.length; i++) {
            out[i] = potentials[i].speed(eta[i]) * v[i];
        }
    }

    @Override
    public double bregman(double[] x, double[] y) {
        check(x);
        double sum = 0;
        for (int i = 0; i < potentials.length; i++) {
            sum += potentials[i].bregman(x[i], y[i]);
        }
        return sum;
    }

    @Override
    public double balance(double[] x) {
        check(x);
        double sum = 0;
        for (int i = 0; i < potentials.length; i++) {
            sum += potentials[i].balance(x[i]);
        }
        return sum;
    }

    @Override
    public boolean contains(double[] x) {
        check(x);
        for (int i = 0; i < potentials.length; i++) {
            if (!potentials[i].domain().contains(x[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean containsDual(double[] eta) {
        check(eta);
        for (int i = 0; i < potentials.length; i++) {
            if (!potentials[i].dualDomain().contains(eta[i])) {
                return false;
            }
        }
        return true;
    }

    /** {@inheritDoc} Multiples c·r of one potential with different c in different coordinates give a weighted norm. */
    @Override
    public HorizonFunction horizon() {
        HorizonFunction first = potentials[0].horizon();
        boolean alike = true;
        for (ScalarPotential potential : potentials) {
            if (!potential.horizon().equals(first)) {
                return different(first, potential.horizon());
            }
            alike &= factor(potential) == factor(potentials[0]);
        }
        // a potential that outgrows every power does not feel a factor
        if (alike || !(first instanceof HorizonFunction.Norm(double p)) || Double.isInfinite(p)) {
            return first;
        }
        double[] weights = new double[potentials.length];
        Arrays.setAll(weights, i -> factor(potentials[i]) / factor(potentials[0]));
        return new HorizonFunction.WeightedNorm(p, weights);
    }

    /**
     * Where one coordinate grows faster than another, the sub-level sets are ever narrower in it beside their width in the
     * slower one, so that S_∞ has no inside and its gauge is infinite wherever a faster coordinate is not 0.
     */
    private static HorizonFunction different(HorizonFunction one, HorizonFunction other) {
        if (one instanceof HorizonFunction.None none) {
            return none;
        }
        return other instanceof HorizonFunction.None none
                ? none
                : new HorizonFunction.None("the coordinates grow at different rates, and far out the sub-level sets"
                        + " keep no width in those that grow faster");
    }

    private static double factor(ScalarPotential potential) {
        return switch (potential) {
            case AffinePotential affine -> affine.factor();
            case ReflectedPotential reflected -> factor(reflected.base());
            default -> 1;
        };
    }

    @Override
    public void restPoint(double[] x) {
        for (int i = 0; i < potentials.length; i++) {
            x[i] = potentials[i].restPoint();
        }
    }

    private void check(double[] x) {
        Lengths.check(potentials.length, x);
    }
}
