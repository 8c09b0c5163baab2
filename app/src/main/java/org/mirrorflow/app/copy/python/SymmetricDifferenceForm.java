package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.reparam.SymmetricDifference;
import org.mirrorflow.theory.weights.Block;

/** Symmetric matrices, W = UUᵀ − VVᵀ. */
public final class SymmetricDifferenceForm extends FactorForm {

    @Override
    boolean writes(Reparametrization parametrization) {
        return parametrization instanceof SymmetricDifference;
    }

    @Override
    void maps(Reparametrization parametrization, PythonScript script) {
        Block first = parametrization.factorLayout().blocks().getFirst();
        script.whole(part(), "ROWS", first.rows());
        script.whole(part(), "WIDTH", first.columns());
        script.code(part(), """
                def factors_of(theta):
                    return theta.reshape(2, ROWS, WIDTH)


                def weights_of(theta):
                    u, v = factors_of(theta)
                    return (u @ u.T - v @ v.T).ravel()


                def pull_back(theta, g):
                    u, v = factors_of(theta)
                    g = g.reshape(ROWS, ROWS)
                    return np.concatenate([((g + g.T) @ u).ravel(), -((g + g.T) @ v).ravel()])
                """);
    }
}
