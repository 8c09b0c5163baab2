package org.mirrorflow.theory.mirror;

import java.util.Arrays;

/** R_Λ(x) = Σᵢ rᵢ,Λ(xᵢ), one moving potential a coordinate. Evaluations at a dose allocate nothing. */
public final class SeparableMovingMirrorMap implements MovingMirrorMap {

    private final MovingPotential[] potentials;

    private SeparableMovingMirrorMap(MovingPotential[] potentials) {
        this.potentials = potentials;
    }

    /** One potential a coordinate. */
    public static SeparableMovingMirrorMap of(MovingPotential... potentials) {
        return new SeparableMovingMirrorMap(potentials.clone());
    }

    /** The potential of coordinate {@code i}. */
    public MovingPotential potential(int i) {
        return potentials[i];
    }

    @Override
    public int dimension() {
        return potentials.length;
    }

    @Override
    public SeparableMirrorMap at(double dose) {
        ScalarPotential[] all = new ScalarPotential[potentials.length];
        Arrays.setAll(all, i -> potentials[i].at(dose));
        return SeparableMirrorMap.of(all);
    }

    /** x = ∇R_Λ*(η); may alias. */
    public void conjugateGradient(double dose, double[] eta, double[] x) {
        for (int i = 0; i < potentials.length; i++) {
            x[i] = potentials[i].inverseDerivative(dose, eta[i]);
        }
    }

    /** The diagonal of ∇²R_Λ*(η). */
    public void speed(double dose, double[] eta, double[] out) {
        for (int i = 0; i < potentials.length; i++) {
            out[i] = potentials[i].speed(dose, eta[i]);
        }
    }

    /** ∂x/∂Λ at fixed η. */
    public void drift(double dose, double[] eta, double[] out) {
        for (int i = 0; i < potentials.length; i++) {
            out[i] = potentials[i].drift(dose, eta[i]);
        }
    }

    /** ∂R_Λ(x)/∂Λ at fixed x; at least 0 everywhere for a contracting family, see {@link MovingPotential#valueDrift}. */
    public double valueDrift(double dose, double[] x) {
        double sum = 0;
        for (int i = 0; i < potentials.length; i++) {
            sum += potentials[i].valueDrift(dose, x[i]);
        }
        return sum;
    }
}
