package org.mirrorflow.app.copy.python;

import org.mirrorflow.theory.mirror.ScalarPotential;

/**
 * How a potential r of one coordinate is written in Python. Found by {@link java.util.ServiceLoader}.
 *
 * <p>Its code defines {@code base_weights(z)}, the inverse of r′, and {@code base_speed(z)}, its derivative, for arrays.
 */
public interface PythonPotential {

    /** Whether it writes this potential, not scaled, tilted or reflected. */
    boolean covers(ScalarPotential potential);

    /** Names of its parameters in the code, in capitals: arrays of one value for each coordinate. */
    String[] names();

    /** Their values, in that order. */
    double[] values(ScalarPotential potential);

    /** The two functions. */
    String code();
}
