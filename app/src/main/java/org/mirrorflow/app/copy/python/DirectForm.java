package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The weights themselves, w = θ. */
public final class DirectForm extends FactorForm {

    @Override
    boolean writes(Reparametrization parametrization) {
        return parametrization instanceof DirectWeights;
    }

    @Override
    void maps(Reparametrization parametrization, PythonScript script) {
        script.code(part(), """
                def weights_of(theta):
                    return theta.copy()


                def pull_back(theta, g):
                    return g
                """);
    }
}
