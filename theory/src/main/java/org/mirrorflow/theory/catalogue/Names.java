package org.mirrorflow.theory.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Nearest valid name for a misspelt one. */
public final class Names {

    private Names() {}

    /** The candidate with the smallest edit distance, if that is small against the word's length. */
    public static Optional<String> nearest(String given, Collection<String> candidates) {
        String word = given.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT))))
                .filter(best -> distance(word, best.toLowerCase(Locale.ROOT)) <= Math.max(2, word.length() / 2));
    }

    /** "did you mean …?" when something is near, otherwise the list of all names. */
    public static String suggest(String given, Collection<String> candidates) {
        return nearest(given, candidates)
                .map(best -> "did you mean \"" + best + "\"?")
                .orElseGet(() -> "allowed: " + String.join(", ", candidates));
    }

    /** Levenshtein distance. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
