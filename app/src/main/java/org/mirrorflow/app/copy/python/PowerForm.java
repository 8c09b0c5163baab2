package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Powers |x|ᵖ/p, w = sgn(z)|z|^{1/(p−1)}. */
public final class PowerForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof PowerPotential;
    }

    @Override
    public String[] names() {
        return new String[] {"P"};
    }

    @Override
    public double[] values(ScalarPotential potential) {
        return new double[] {((PowerPotential) potential).exponent()};
    }

    @Override
    public String code() {
        return """
                def base_weights(z):
                    return np.copysign(np.abs(z) ** (1 / (P - 1)), z)


                def base_speed(z):
                    return np.abs(z) ** ((2 - P) / (P - 1)) / (P - 1)
                """;
    }
}
