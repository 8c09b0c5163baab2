package org.mirrorflow.bridge.data;

import java.util.Arrays;

/**
 * A text as numbers of its characters or tokens; the last tenth is held out.
 *
 * @param name what errors and logs call it
 * @param vocabulary number of different characters or tokens
 * @param symbols number of each character or token, in the order of the text
 */
public record Text(String name, int vocabulary, int[] symbols) {

    /** Of a text as it is. */
    public static Text of(String name, String text) {
        int[] distinct = text.chars().distinct().sorted().toArray();
        int[] place = new int[Character.MAX_VALUE + 1];
        for (int i = 0; i < distinct.length; i++) {
            place[distinct[i]] = i;
        }
        return new Text(name, distinct.length, text.chars().map(c -> place[c]).toArray());
    }

    /**
     * Of tokens, numbered anew so that only those that occur have a number: in a short text most tokens of a large vocabulary
     * do not occur, and a head for them would learn nothing.
     */
    public static Text ofTokens(String name, int[] tokens) {
        int[] distinct = Arrays.stream(tokens).distinct().sorted().toArray();
        return new Text(
                name,
                distinct.length,
                Arrays.stream(tokens)
                        .map(token -> Arrays.binarySearch(distinct, token))
                        .toArray());
    }

    /** Where the held-out part begins. */
    public int trainingEnd() {
        return symbols.length - symbols.length / 10;
    }

    /** The first characters or tokens; 0 for all. */
    public Text first(int most) {
        return most == 0 || most >= symbols.length ? this : new Text(name, vocabulary, Arrays.copyOf(symbols, most));
    }

    /** Entropy of the held-out characters or tokens under the frequencies of the training part, in nats: what one guesses without context. */
    public double unigramEntropy() {
        double[] counts = new double[vocabulary];
        for (int i = 0; i < trainingEnd(); i++) {
            counts[symbols[i]]++;
        }
        double loss = 0;
        int held = symbols.length - trainingEnd();
        for (int i = trainingEnd(); i < symbols.length; i++) {
            // One added to each count, since a character may be new.
            loss -= Math.log((counts[symbols[i]] + 1) / (trainingEnd() + counts.length));
        }
        return held == 0 ? Double.NaN : loss / held;
    }
}
