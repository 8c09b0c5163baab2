package org.mirrorflow.bridge.data;

import java.util.Arrays;

/**
 * A text as numbers of its characters; the last tenth is held out.
 *
 * @param name what errors and logs call it
 * @param alphabet the characters that occur, in order
 * @param characters index of each character in the alphabet
 */
public record Text(String name, String alphabet, short[] characters) {

    /** Of a text as it is. */
    public static Text of(String name, String text) {
        int[] distinct = text.chars().distinct().sorted().toArray();
        if (distinct.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + " has " + distinct.length + " different characters; at most " + Short.MAX_VALUE + " can be");
        }
        short[] place = new short[Character.MAX_VALUE + 1];
        StringBuilder alphabet = new StringBuilder();
        for (int i = 0; i < distinct.length; i++) {
            place[distinct[i]] = (short) i;
            alphabet.append((char) distinct[i]);
        }
        short[] characters = new short[text.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = place[text.charAt(i)];
        }
        return new Text(name, alphabet.toString(), characters);
    }

    /** Number of different characters. */
    public int vocabulary() {
        return alphabet.length();
    }

    /** Where the held-out part begins. */
    public int trainingEnd() {
        return characters.length - characters.length / 10;
    }

    /** The first characters; 0 for all. */
    public Text first(int most) {
        return most == 0 || most >= characters.length
                ? this
                : new Text(name, alphabet, Arrays.copyOf(characters, most));
    }

    /** Entropy of the held-out characters under the frequencies of the training part, in nats: what one guesses without context. */
    public double unigramEntropy() {
        double[] counts = new double[vocabulary()];
        for (int i = 0; i < trainingEnd(); i++) {
            counts[characters[i]]++;
        }
        double loss = 0;
        int held = characters.length - trainingEnd();
        for (int i = trainingEnd(); i < characters.length; i++) {
            // One added to each count, since a character may be new.
            loss -= Math.log((counts[characters[i]] + 1) / (trainingEnd() + counts.length));
        }
        return held == 0 ? Double.NaN : loss / held;
    }
}
