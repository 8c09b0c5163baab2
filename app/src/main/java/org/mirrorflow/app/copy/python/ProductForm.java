package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Products coordinate by coordinate: w = u ⊙ v, and w = w₁ ⊙ … ⊙ w_L. */
public final class ProductForm extends FactorForm {

    @Override
    boolean writes(Reparametrization parametrization) {
        return parametrization instanceof HadamardProduct || parametrization instanceof ProductOfFactors;
    }

    @Override
    void maps(Reparametrization parametrization, PythonScript script) {
        script.whole(part(), "DEPTH", parametrization.factorCount() / parametrization.dimension());
        script.code(part(), """
                def weights_of(theta):
                    return np.prod(theta.reshape(DEPTH, -1), axis=0)


                def others(theta, *left_out):
                    factors = theta.reshape(DEPTH, -1)
                    return np.prod([factors[k] for k in range(DEPTH) if k not in left_out] + [np.ones(factors.shape[1])],
                                   axis=0)


                def pull_back(theta, g):
                    return np.concatenate([others(theta, k) * g for k in range(DEPTH)])
                """);
        if (script.has(PythonScript.ROSENBROCK)) {
            script.code(part(), """
                    def slopes_of(theta):
                        return np.stack([others(theta, k) for k in range(DEPTH)], axis=1)


                    def curvatures_of(theta):
                        curvature = np.zeros((len(theta) // DEPTH, DEPTH, DEPTH))
                        for k in range(DEPTH):
                            for l in range(DEPTH):
                                if k != l:
                                    curvature[:, k, l] = others(theta, k, l)
                        return curvature
                    """);
        }
    }
}
