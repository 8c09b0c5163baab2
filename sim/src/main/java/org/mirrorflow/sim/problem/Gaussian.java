package org.mirrorflow.sim.problem;

import org.mirrorflow.theory.weights.SeededRandom;

/** Independent normal numbers. */
final class Gaussian {

    private Gaussian() {}

    static double[] draw(SeededRandom random, int count, double deviation) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }
}
