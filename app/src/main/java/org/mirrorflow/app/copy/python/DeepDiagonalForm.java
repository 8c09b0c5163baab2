package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.DeepDiagonalPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;

/** The map of a deep diagonal network, whose dual is bounded. */
public final class DeepDiagonalForm implements PythonPotential {

    @Override
    public boolean covers(ScalarPotential potential) {
        return potential instanceof DeepDiagonalPotential;
    }

    @Override
    public String[] names() {
        return new String[] {"U", "V", "L"};
    }

    @Override
    public double[] values(ScalarPotential potential) {
        return new double[] {
            ((DeepDiagonalPotential) potential).startU(),
            ((DeepDiagonalPotential) potential).startV(),
            ((DeepDiagonalPotential) potential).depth()
        };
    }

    @Override
    public String code() {
        return """
                K, POWER = L * (L - 2), L / (L - 2)
                SLOPE_U, SLOPE_V = U ** (2 - L), V ** (2 - L)
                SUM = SLOPE_U + SLOPE_V


                def parameter_of(z):
                    low, high = SLOPE_U - K * z, SLOPE_V + K * z
                    near = (SLOPE_V - SLOPE_U + 2 * K * z) / SUM
                    t = np.where(np.abs(near) < 0.5, np.arctanh(np.clip(near, -0.5, 0.5)), 0.5 * (np.log(high) - np.log(low)))
                    return low, high, np.where((low > 0) & (high > 0), t, np.nan)


                def base_weights(z):
                    low, high, t = parameter_of(z)
                    middle = np.clip(t, -0.5, 0.5)
                    inner = 2 * (0.5 * SUM) ** -POWER * np.cosh(middle) ** POWER * np.sinh(POWER * middle)
                    w = np.where(np.abs(t) > 0.5, low**-POWER - high**-POWER, inner)
                    return np.where(np.isnan(t), np.nan, w)


                def base_speed(z):
                    low, high, t = parameter_of(z)
                    exponent = -(2 * L - 2) / (L - 2)
                    return np.where(np.isnan(t), np.nan, L * L * (low**exponent + high**exponent))
                """;
    }
}
