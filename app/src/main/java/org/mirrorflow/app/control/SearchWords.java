package org.mirrorflow.app.control;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What somebody looks for: words that must all occur. Case and accents do not matter, and ℓ₁ is found by l1. */
public final class SearchWords {

    private final List<String> words;

    /** The words of what was typed. */
    public SearchWords(String typed) {
        words = List.of(plain(typed).strip().split(" +", -1));
    }

    /** Whether they all occur. */
    public boolean allIn(String text) {
        String plain = plain(text);
        return words.stream().allMatch(plain::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
