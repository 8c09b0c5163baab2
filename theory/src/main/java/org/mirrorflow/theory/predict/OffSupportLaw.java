package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;

/**
 * How fast the weights off the ℓ1 support vanish with the scale of a hyperbolic entropy: |xᵢ| ∝ β^{1−|cᵢ|}, with c = Zᵀν the dual
 * certificate of the least ℓ1 norm, |cᵢ| &lt; 1 off the support. From xᵢ = β sinh(cᵢ log(1/β) + O(1)).
 *
 * <p>Source: derived; checked on a reference regression.
 */
public final class OffSupportLaw {

    private OffSupportLaw() {}

    /** The exponents 1 − |cᵢ|; 0 on the support. */
    public static double[] exponents(DMatrixRMaj z, double[] y) {
        double[] nu = new BasisPursuit().predict(z, y).dual();
        double[] exponents = new double[z.numCols];
        for (int i = 0; i < exponents.length; i++) {
            double c = 0;
            for (int a = 0; a < nu.length; a++) {
                c += z.get(a, i) * nu[a];
            }
            exponents[i] = Math.max(0, 1 - Math.abs(c));
        }
        return exponents;
    }
}
