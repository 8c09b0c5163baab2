package org.mirrorflow.app.shell;

import java.util.Locale;

/** How well a few typed letters match a name: they must occur in it in order; the fewer the gaps, the better. */
final class FuzzyMatch {

    /** No match at all. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int START_OF_WORD = 8;
    private static final int NEXT = 5;
    private static final int GAP = -1;

    private FuzzyMatch() {}

    /**
     * The score; {@link #NONE} where a letter is missing. Letters at the start of a word and letters in a row count most; of equal
     * matches the shorter name wins.
     */
    static int score(String typed, String name) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        String text = name.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 0;
        }
        // best[j]: the best score of the letters so far with the last of them at j
        int[] best = new int[text.length()];
        for (int j = 0; j < best.length; j++) {
            best[j] = text.charAt(j) == wanted.charAt(0) ? bonus(text, j) : NONE;
        }
        for (int i = 1; i < wanted.length(); i++) {
            int[] next = new int[text.length()];
            int before = NONE;
            for (int j = 0; j < next.length; j++) {
                next[j] = NONE;
                if (text.charAt(j) == wanted.charAt(i)) {
                    int gap = before == NONE ? NONE : before + bonus(text, j);
                    int row = j > 0 && best[j - 1] != NONE ? best[j - 1] + NEXT + bonus(text, j) : NONE;
                    next[j] = Math.max(gap, row);
                }
                before = Math.max(before == NONE ? NONE : before + GAP, best[j]);
            }
            best = next;
        }
        int top = NONE;
        for (int score : best) {
            top = Math.max(top, score);
        }
        return top == NONE ? NONE : 4 * top - Math.min(text.length(), 60) / 4;
    }

    private static int bonus(String text, int j) {
        return j == 0 || !Character.isLetterOrDigit(text.charAt(j - 1)) ? START_OF_WORD : 0;
    }
}
