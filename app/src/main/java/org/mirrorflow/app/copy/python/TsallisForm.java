package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.Tsallis;

/** Tsallis entropy, the map of a diagonal network with one sign. */
public final class TsallisForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof Tsallis;
    }

    @Override
    public String[] names() {
        return new String[] {"S"};
    }

    @Override
    public double[] values(ScalarPotential potential) {
        return new double[] {((Tsallis) potential).exponent()};
    }

    @Override
    public String code() {
        return """
                def base_weights(z):
                    inside = 1 + (S - 1) * z > 0
                    return np.where(inside, np.exp(np.log1p((S - 1) * z) / (S - 1)), np.nan)


                def base_speed(z):
                    inside = 1 + (S - 1) * z > 0
                    return np.where(inside, np.exp(np.log1p((S - 1) * z) * (2 - S) / (S - 1)), np.nan)
                """;
    }
}
