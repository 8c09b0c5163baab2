package org.mirrorflow.bridge.data;

import java.util.Arrays;
import java.util.List;

/** Batches of texts as numbers of pieces, each filled up to its longest text; the k-th is a function of k alone. */
public final class TextClassBatches {

    private final int padding;
    private final int[][] training;
    private final int[] trainingLabels;
    private final int[][] test;
    private final int[] testLabels;
    private final Shuffle shuffle;

    /**
     * A batch.
     *
     * @param inputs rows of the same length, one after another
     * @param labels a class for each row
     */
    public record Rows(long[] inputs, long[] labels) {}

    /**
     * @param texts with at least one text to learn
     * @param most pieces of a text, at least 2; what is longer is cut off
     */
    public TextClassBatches(TextClasses texts, WordPieces pieces, int most, long seed) {
        padding = pieces.padding();
        training = encode(texts.training(), pieces, most);
        trainingLabels = labels(texts.training());
        test = encode(texts.test(), pieces, most);
        testLabels = labels(texts.test());
        shuffle = new Shuffle(training.length, seed);
    }

    private static int[][] encode(List<TextClasses.Labelled> texts, WordPieces pieces, int most) {
        return texts.stream().map(each -> pieces.encode(each.text(), most)).toArray(int[][]::new);
    }

    private static int[] labels(List<TextClasses.Labelled> texts) {
        return texts.stream().mapToInt(TextClasses.Labelled::label).toArray();
    }

    /** The k-th training batch. Epochs follow each other without a gap. */
    public Rows training(long k, int size) {
        int[] chosen = new int[size];
        Arrays.setAll(chosen, i -> shuffle.at(k * size + i));
        return rows(chosen, training, trainingLabels);
    }

    /** Number of texts that are held out. */
    public int heldOut() {
        return test.length;
    }

    /** Held-out texts {@code from}, {@code from} + 1, …. */
    public Rows plain(int from, int count) {
        int[] chosen = new int[count];
        Arrays.setAll(chosen, i -> from + i);
        return rows(chosen, test, testLabels);
    }

    private Rows rows(int[] chosen, int[][] texts, int[] labels) {
        int longest = Arrays.stream(chosen).map(i -> texts[i].length).max().orElse(0);
        long[] inputs = new long[chosen.length * longest];
        Arrays.fill(inputs, padding);
        long[] classes = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int[] own = texts[chosen[i]];
            for (int j = 0; j < own.length; j++) {
                inputs[i * longest + j] = own[j];
            }
            classes[i] = labels[chosen[i]];
        }
        return new Rows(inputs, classes);
    }
}
