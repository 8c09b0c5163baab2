package org.mirrorflow.bridge.data;

import org.mirrorflow.theory.weights.SeededRandom;

/**
 * An endless sequence of the numbers 0 … n − 1, each epoch in an order of its own. It is a function of the position alone, so
 * that a training that goes on from anywhere sees the same.
 */
final class Shuffle {

    private final int n;
    private final long seed;
    private final long[] epochs = {-1, -1};
    private final int[][] orders = new int[2][];

    Shuffle(int n, long seed) {
        this.n = n;
        this.seed = seed;
    }

    /** The number at that position. */
    int at(long position) {
        long epoch = position / n;
        int slot = (int) (epoch & 1);
        if (epochs[slot] != epoch) {
            orders[slot] = order(epoch);
            epochs[slot] = epoch;
        }
        return orders[slot][(int) (position % n)];
    }

    private int[] order(long epoch) {
        SeededRandom random = new SeededRandom(seed, "order of epoch " + epoch);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
