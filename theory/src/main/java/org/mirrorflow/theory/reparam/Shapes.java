package org.mirrorflow.theory.reparam;

/** Names both shapes when they disagree. */
final class Shapes {

    private Shapes() {}

    static void check(Reparametrization map, double[] theta, double[] w) {
        if (theta.length != map.factorCount() || w.length != map.dimension()) {
            throw new IllegalArgumentException("the parametrization takes ℝ^" + map.factorCount() + " to ℝ^"
                    + map.dimension() + "; given factors of length " + theta.length + " and weights of length "
                    + w.length);
        }
    }
}
