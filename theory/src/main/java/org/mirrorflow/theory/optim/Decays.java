package org.mirrorflow.theory.optim;

/** Checks the shares of averages. */
final class Decays {

    private Decays() {}

    /** The share that an average keeps, in [0, 1). */
    static double rate(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1); given " + value);
        }
        return value;
    }
}
