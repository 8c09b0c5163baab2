package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.FermiDirac;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Fermi–Dirac entropy, w = 1/(1 + exp(−z)). */
public final class FermiDiracForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof FermiDirac;
    }

    @Override
    public String[] names() {
        return new String[] {};
    }

    @Override
    public double[] values(ScalarPotential potential) {
        return new double[] {};
    }

    @Override
    public String code() {
        return """
                def base_weights(z):
                    e = np.exp(-np.abs(z))
                    return np.where(z >= 0, 1.0, e) / (1 + e)


                def base_speed(z):
                    e = np.exp(-np.abs(z))
                    return e / (1 + e) / (1 + e)
                """;
    }
}
