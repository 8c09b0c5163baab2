package org.mirrorflow.theory.mirror;

/** Whether points have the length that a map acts on. */
final class Lengths {

    private Lengths() {}

    /** @throws IllegalArgumentException where the point is of another dimension, naming both */
    static void check(int dimension, double[] x) {
        if (x.length != dimension) {
            throw new IllegalArgumentException(
                    "the map acts on ℝ^" + dimension + "; the point given has length " + x.length);
        }
    }
}
