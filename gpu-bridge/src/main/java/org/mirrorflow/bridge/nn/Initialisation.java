package org.mirrorflow.bridge.nn;

import org.mirrorflow.theory.weights.SeededRandom;

/** How the entries of a matrix or kernel are drawn; all are normal with mean 0. */
public enum Initialisation {
    /** Variance 2/n_in, which keeps the size of what rectified layers pass on (He et al. 2015). */
    HE("he"),
    /** Variance 2/(n_in + n_out) (Glorot and Bengio 2010). */
    GLOROT("glorot"),
    /** Variance 1/n_in (LeCun et al. 1998). */
    LECUN("lecun"),
    /** Deviation 0.02, and 0.02/√(2L) where a branch of one of L blocks joins the stream (Radford et al. 2019, GPT-2). */
    SMALL("small");

    private final String id;

    Initialisation(String id) {
        this.id = id;
    }

    /** Stable id in files. */
    public String id() {
        return id;
    }

    /** The initialisation with that id. */
    public static Initialisation of(String id) {
        for (Initialisation each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no initialisation is called \"" + id + "\"");
    }

    /**
     * Draws.
     *
     * @param inputs n_in, for a kernel times its area
     * @param outputs n_out, for a kernel times its area
     * @param scale factor of the deviation
     */
    double[] draw(int size, long inputs, long outputs, double scale, SeededRandom random) {
        double deviation = scale
                * switch (this) {
                    case HE -> Math.sqrt(2.0 / inputs);
                    case GLOROT -> Math.sqrt(2.0 / (inputs + outputs));
                    case LECUN -> Math.sqrt(1.0 / inputs);
                    case SMALL -> 0.02;
                };
        double[] entries = new double[size];
        for (int i = 0; i < size; i++) {
            entries[i] = deviation * random.nextGaussian();
        }
        return entries;
    }
}
