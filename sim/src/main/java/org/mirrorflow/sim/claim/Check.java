package org.mirrorflow.sim.claim;

/**
 * One number that decides about a claim, and what it must satisfy.
 *
 * @param id stable within its claim, lower case with hyphens
 * @param quantity what is measured, in one sentence without a full stop
 * @param role whether the claim predicts it, or a control must show it for the claim to mean anything
 * @param relation on which side of the bound the number must lie
 * @param bound the tolerance or threshold
 * @param rule how several seeds decide
 */
public record Check(String id, String quantity, Role role, Relation relation, double bound, Rule rule) {

    /** Prediction or control. */
    public enum Role {
        /** The claim says so: a violation makes it fail. */
        PREDICTION,
        /** A variant that must fail or differ: where it does not, the claim has no power and is inconclusive. */
        CONTROL
    }

    /** Side of the bound. */
    public enum Relation {
        /** value ≤ bound. */
        AT_MOST,
        /** value ≥ bound. */
        AT_LEAST
    }

    /** How seeds decide. */
    public enum Rule {
        /** Each seed must satisfy it: for identities and residuals. */
        EVERY_SEED,
        /** The 95 % interval of the mean over the seeds must satisfy it: for noisy orderings. */
        ON_AVERAGE
    }

    /** A residual that every seed must keep at most {@code tolerance}. */
    public static Check residual(String id, String quantity, double tolerance) {
        return new Check(id, quantity, Role.PREDICTION, Relation.AT_MOST, tolerance, Rule.EVERY_SEED);
    }

    /** A predicted inequality value ≥ bound that every seed must satisfy. */
    public static Check atLeast(String id, String quantity, double bound) {
        return new Check(id, quantity, Role.PREDICTION, Relation.AT_LEAST, bound, Rule.EVERY_SEED);
    }

    /** A control whose value must reach at least {@code bound} with every seed, so that a small residual means something. */
    public static Check control(String id, String quantity, double bound) {
        return new Check(id, quantity, Role.CONTROL, Relation.AT_LEAST, bound, Rule.EVERY_SEED);
    }

    /** The same, decided by the interval of the mean. */
    public Check onAverage() {
        return new Check(id, quantity, role, relation, bound, Rule.ON_AVERAGE);
    }
}
