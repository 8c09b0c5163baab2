package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.Burg;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Burg entropy, w = −1/z. */
public final class BurgForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof Burg;
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
                    return np.where(z < 0, -1 / z, np.nan)


                def base_speed(z):
                    return np.where(z < 0, 1 / z / z, np.nan)
                """;
    }
}
