package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Hyperbolic entropy, w = β sinh z. */
public final class HyperbolicEntropyForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof HyperbolicEntropy;
    }

    @Override
    public String[] names() {
        return new String[] {"BETA"};
    }

    @Override
    public double[] values(ScalarPotential potential) {
        return new double[] {((HyperbolicEntropy) potential).beta()};
    }

    @Override
    public String code() {
        return """
                def half_exponential(size):
                    root = np.exp(0.5 * size)
                    return 0.5 * root * (BETA * root)


                def base_weights(z):
                    size = np.abs(z)
                    return np.where(size < 20, BETA * np.sinh(np.clip(z, -20, 20)), np.sign(z) * half_exponential(size))


                def base_speed(z):
                    size = np.abs(z)
                    return np.where(size < 20, BETA * np.cosh(np.minimum(size, 20)), half_exponential(size))
                """;
    }
}
