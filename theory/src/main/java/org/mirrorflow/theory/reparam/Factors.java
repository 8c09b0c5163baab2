package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** What parametrizations by two factors a weight share. */
final class Factors {

    private Factors() {}

    static double[] filled(int length, double value) {
        double[] all = new double[length];
        Arrays.fill(all, value);
        return all;
    }

    /** (u, v) in one array. */
    static double[] join(double[] u, double[] v) {
        if (u.length != v.length) {
            throw new IllegalArgumentException(
                    "the factors must have equal lengths; u has " + u.length + " and v has " + v.length);
        }
        double[] theta = Arrays.copyOf(u, 2 * u.length);
        System.arraycopy(v, 0, theta, u.length, v.length);
        return theta;
    }

    /** c·r tilted so that its derivative vanishes at w₀, exactly. */
    static ScalarPotential centred(ScalarPotential potential, double factor, double w0) {
        return potential.scaled(factor).tilted(factor * potential.derivative(w0));
    }

    static IllegalArgumentException stuck(int coordinate, String first, String second) {
        return new IllegalArgumentException("weight " + coordinate + " can never move: its factors " + first + " and "
                + second + " both start at 0; give at least one of them a value other than 0");
    }
}
