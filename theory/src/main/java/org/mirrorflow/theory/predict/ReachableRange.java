package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MovingPotential;

/**
 * What a dose of regularisation leaves within reach: the weights at dual points of size at most a budget, and the dual interval
 * itself.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), the range-shrinking effect.
 *
 * @param low weight at η = −budget; NaN where that dual point is lost
 * @param high weight at η = +budget
 * @param dual the dual interval
 */
public record ReachableRange(double low, double high, Interval dual) {

    /** Of a potential at that dose. */
    public static ReachableRange of(MovingPotential potential, double dose, double budget) {
        return new ReachableRange(
                potential.inverseDerivative(dose, -budget),
                potential.inverseDerivative(dose, budget),
                potential.at(dose).dualDomain());
    }
}
