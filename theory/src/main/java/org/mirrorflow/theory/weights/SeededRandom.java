package org.mirrorflow.theory.weights;

import java.util.Arrays;

/**
 * Random numbers whose every bit is fixed by this class, so that a seed in a specification names the same data on any
 * machine and under any Java release.
 *
 * <p>Bits come from SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, with Stafford's variant 13 of the finaliser).
 * {@code java.util.random} leaves the algorithm of {@code nextGaussian} open; here it is Marsaglia's polar method in
 * {@link StrictMath}, whose results do not depend on the processor.
 *
 * <p>A seed has independent streams by name: drawing more from one leaves the others as they were.
 */
public final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    /** The unnamed stream: SplitMix64 started at {@code seed}. */
    public SeededRandom(long seed) {
        this.state = seed;
    }

    /**
     * A named stream of a seed.
     *
     * @param seed the seed
     * @param stream the name; its FNV-1a hash moves the start
     */
    public SeededRandom(long seed, String stream) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < stream.length(); i++) {
            hash = (hash ^ stream.charAt(i)) * 0x100000001B3L;
        }
        this.state = mix(mix(seed + GOLDEN_GAMMA) ^ hash);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** 64 uniform bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform on the multiples of 2⁻⁵³ in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Uniform on 0 … bound − 1.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + "; it must be positive");
        }
        return (int) (nextDouble() * bound);
    }

    /** Standard normal. */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2.0 * nextDouble() - 1.0;
            v = 2.0 * nextDouble() - 1.0;
            s = u * u + v * v;
        } while (s >= 1.0 || s == 0.0);
        double factor = StrictMath.sqrt(-2.0 * StrictMath.log(s) / s);
        spare = v * factor;
        hasSpare = true;
        return u * factor;
    }

    /**
     * A uniformly random subset, in increasing order (partial Fisher–Yates shuffle).
     *
     * @param size how many to choose
     * @param n chosen from 0 … n − 1
     * @throws IllegalArgumentException unless 0 ≤ size ≤ n
     */
    public int[] subset(int size, int n) {
        if (size < 0 || size > n) {
            throw new IllegalArgumentException("cannot choose " + size + " of " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = 0; i < size; i++) {
            int j = i + nextInt(n - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        int[] chosen = Arrays.copyOf(order, size);
        Arrays.sort(chosen);
        return chosen;
    }
}
