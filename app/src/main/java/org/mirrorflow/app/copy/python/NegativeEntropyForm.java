package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Entropy, w = exp z. */
public final class NegativeEntropyForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof NegativeEntropy;
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
                    return np.exp(z)


                def base_speed(z):
                    return np.exp(z)
                """;
    }
}
