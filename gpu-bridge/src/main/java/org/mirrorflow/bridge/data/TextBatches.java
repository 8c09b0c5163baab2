package org.mirrorflow.bridge.data;

import org.mirrorflow.theory.weights.SeededRandom;

/** Batches of contexts of a text with the characters that follow; the k-th is a function of k alone. */
public final class TextBatches {

    private final Text text;
    private final int context;
    private final long seed;

    /**
     * @param context characters or tokens of a context
     * @throws IllegalArgumentException when the text is too short for it
     */
    public TextBatches(Text text, int context, long seed) {
        if (text.symbols().length / 10 <= context || text.trainingEnd() <= context) {
            throw new IllegalArgumentException(
                    text.name() + " has " + text.symbols().length + " characters or tokens; for contexts of " + context
                            + " at least " + 10 * (context + 1) + " are needed");
        }
        this.text = text;
        this.context = context;
        this.seed = seed;
    }

    /** Characters or tokens of a context. */
    public int context() {
        return context;
    }

    /** Contexts side by side in the held-out part. */
    public int heldOut() {
        return (text.symbols().length - text.trainingEnd() - 1) / context;
    }

    /** The k-th training batch: contexts that begin anywhere in the training part. */
    public void training(long k, long[] inputs, long[] targets) {
        SeededRandom random = new SeededRandom(seed, "batch " + k);
        for (int i = 0; i < inputs.length / context; i++) {
            write(random.nextInt(text.trainingEnd() - context), i, inputs, targets);
        }
    }

    /** Held-out contexts {@code from}, {@code from} + 1, …, side by side. */
    public void plain(int from, long[] inputs, long[] targets) {
        for (int i = 0; i < inputs.length / context; i++) {
            write(text.trainingEnd() + (from + i) * context, i, inputs, targets);
        }
    }

    private void write(int at, int row, long[] inputs, long[] targets) {
        for (int j = 0; j < context; j++) {
            inputs[row * context + j] = text.symbols()[at + j];
            targets[row * context + j] = text.symbols()[at + j + 1];
        }
    }
}
