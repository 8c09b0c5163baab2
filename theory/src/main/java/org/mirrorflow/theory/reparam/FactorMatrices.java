package org.mirrorflow.theory.reparam;

/**
 * A parametrization by factor matrices whose products make the weights, or blocks of them. What its gradient flow conserves
 * are differences of Gram matrices, quadratic in the factors: weight decay of dose Λ multiplies them by e^{−2Λ}, whatever the
 * loss.
 */
public interface FactorMatrices extends Reparametrization {

    /** The Frobenius norm of all conserved matrices together: how far the factors are from balance. */
    double imbalance(double[] theta);
}
