package org.mirrorflow.theory.predict;

/**
 * Bytes that optimizers keep beside the weights, for S parameters: NanoAdam two moments of two bytes and an index of two
 * bytes for a share k of them, 6kS; AdamW two moments of two bytes, 4S; AdamW with 8-bit moments 2S.
 *
 * <p>Example: S = 6.275·10⁹ and k = 0.01 make 0.3765 GB for NanoAdam and 25.1 GB for AdamW.
 *
 * <p>Source: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), section on memory.
 */
public final class OptimizerMemory {

    private OptimizerMemory() {}

    /**
     * 6kS.
     *
     * @param parameters S, at least 0
     * @param share k in [0, 1]
     */
    public static double nanoAdam(double parameters, double share) {
        if (!(share >= 0 && share <= 1 && parameters >= 0)) {
            throw new IllegalArgumentException("a share lies in [0, 1] and a count is at least 0; given share " + share
                    + " of " + parameters + " parameters");
        }
        return 6 * share * parameters;
    }

    /** 4S. */
    public static double adamW(double parameters) {
        return 4 * parameters;
    }

    /** 2S. */
    public static double adamW8Bit(double parameters) {
        return 2 * parameters;
    }
}
