package org.mirrorflow.theory.mirror;

/**
 * The gauge of the sub-level sets of a potential at infinity, which decides the max-margin direction of its flow on
 * separable data (Pesme, Dragomir and Flammarion 2024), defined up to a positive factor.
 */
public sealed interface HorizonFunction {

    /** The ℓp norm, 1 ≤ p ≤ ∞. */
    record Norm(double p) implements HorizonFunction {
        public Norm {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("a norm needs p ≥ 1; given p = " + p);
            }
        }
    }

    /** The Schatten p norm of a matrix, the ℓp norm of its singular values; p = 1 is the nuclear norm, 2 the Frobenius norm. */
    record Schatten(double p) implements HorizonFunction {
        public Schatten {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("a Schatten norm needs p ≥ 1; given p = " + p);
            }
        }
    }

    /** The horizon theorem does not apply, and why: a bounded mirror, or sub-level sets that are not bounded. */
    record None(String reason) implements HorizonFunction {}
}
