package org.mirrorflow.sim.dynamics;

import java.util.Map;

/** Reads named arrays of a checkpoint and checks their lengths. */
final class Saved {

    private Saved() {}

    static double[] array(Map<String, double[]> saved, String name, int length) {
        double[] array = saved.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the checkpoint has no array '" + name + "'; it has " + saved.keySet());
        }
        if (array.length != length) {
            throw new IllegalArgumentException("array '" + name + "' of the checkpoint has length " + array.length
                    + "; this experiment needs " + length);
        }
        return array;
    }
}
