package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The diagonal linear network, w = uᴸ − vᴸ. */
public final class DiagonalNetworkForm extends FactorForm {

    @Override
    boolean writes(Reparametrization parametrization) {
        return parametrization instanceof DiagonalNetwork;
    }

    @Override
    void maps(Reparametrization parametrization, PythonScript script) {
        int depth = ((DiagonalNetwork) parametrization).depth();
        script.whole(part(), "DEPTH", depth);
        script.flag("shallow", depth == 2);
        script.code(part(), """
                def weights_of(theta):
                    u, v = np.split(theta, 2)
                    return (u - v) * (u + v)  #: shallow
                    return u**DEPTH - v**DEPTH  #: !shallow


                def pull_back(theta, g):
                    u, v = np.split(theta, 2)
                    return np.concatenate([DEPTH * u ** (DEPTH - 1) * g, -DEPTH * v ** (DEPTH - 1) * g])
                """);
        if (script.has(PythonScript.ROSENBROCK)) {
            script.code(part(), """
                    def slopes_of(theta):
                        u, v = np.split(theta, 2)
                        return np.stack([DEPTH * u ** (DEPTH - 1), -DEPTH * v ** (DEPTH - 1)], axis=1)


                    def curvatures_of(theta):
                        u, v = np.split(theta, 2)
                        curvature = np.zeros((len(u), 2, 2))
                        curvature[:, 0, 0] = DEPTH * (DEPTH - 1) * u ** (DEPTH - 2)
                        curvature[:, 1, 1] = -DEPTH * (DEPTH - 1) * v ** (DEPTH - 2)
                        return curvature
                    """);
        }
    }
}
