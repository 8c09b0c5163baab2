package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** Half the square, w = z. */
public final class EuclideanForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof Euclidean;
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
                    return z


                def base_speed(z):
                    return np.where(np.isnan(z), z, 1.0)
                """;
    }
}
