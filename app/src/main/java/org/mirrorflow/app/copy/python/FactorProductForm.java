package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.reparam.FactorProduct;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.Block;

/** Two factor matrices, W = UVᵀ. */
public final class FactorProductForm extends FactorForm {

    @Override
    boolean writes(Reparametrization parametrization) {
        return parametrization instanceof FactorProduct;
    }

    @Override
    void maps(Reparametrization parametrization, PythonScript script) {
        List<Block> blocks = parametrization.factorLayout().blocks();
        script.whole(part(), "ROWS", blocks.get(0).rows());
        script.whole(part(), "COLUMNS", blocks.get(1).rows());
        script.whole(part(), "WIDTH", blocks.get(0).columns());
        script.code(part(), """
                def factors_of(theta):
                    u, v = np.split(theta, [ROWS * WIDTH])
                    return u.reshape(ROWS, WIDTH), v.reshape(COLUMNS, WIDTH)


                def weights_of(theta):
                    u, v = factors_of(theta)
                    return (u @ v.T).ravel()


                def pull_back(theta, g):
                    u, v = factors_of(theta)
                    g = g.reshape(ROWS, COLUMNS)
                    return np.concatenate([(g @ v).ravel(), (g.T @ u).ravel()])
                """);
    }
}
