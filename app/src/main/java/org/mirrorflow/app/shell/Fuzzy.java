package org.mirrorflow.app.shell;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * How well a few letters fit a name: the letters must occur in it in this order, and count more at the beginnings of words and
 * next to each other.
 */
final class Fuzzy {

    private static final int LETTER = 1;
    private static final int NEXT = 9;
    private static final int WORD_START = 8;
    private static final int FIRST = 3;
    private static final int NONE = Integer.MIN_VALUE / 2;

    private Fuzzy() {}

    /**
     * The score of the best way to find the letters of {@code query} in {@code text}; spaces, case and accents do not count.
     *
     * @return a number above 0, 0 for an empty query, or -1 where the letters do not occur in this order
     */
    static int score(String query, String text) {
        return scorePlain(plain(query).replace(" ", ""), plain(text));
    }

    /** The same for a query and a text that are {@link #plain} already, the query without spaces. */
    static int scorePlain(String wanted, String given) {
        if (wanted.isEmpty()) {
            return 0;
        }
        if (!occurs(wanted, given)) {
            return -1;
        }
        int n = given.length();
        // best[j]: the best score with the letters so far found, the last of them at place j.
        int[] best = new int[n];
        for (int i = 0; i < wanted.length(); i++) {
            int[] now = new int[n];
            Arrays.fill(now, NONE);
            int before = i == 0 ? 0 : NONE;
            for (int j = 0; j < n; j++) {
                if (i > 0 && j > 0) {
                    before = Math.max(before, best[j - 1]);
                }
                if (given.charAt(j) == wanted.charAt(i) && before > NONE) {
                    int own = LETTER + (starts(given, j) ? WORD_START : 0) + (j == 0 ? FIRST : 0);
                    now[j] = before + own;
                    if (i > 0 && j > 0 && best[j - 1] > NONE) {
                        now[j] = Math.max(now[j], best[j - 1] + own + NEXT);
                    }
                }
            }
            best = now;
        }
        int found = Arrays.stream(best).max().orElse(NONE);
        return found > 0 ? found : -1;
    }

    private static boolean occurs(String wanted, String given) {
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            at = given.indexOf(wanted.charAt(i), at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(String text, int place) {
        return Character.isLetterOrDigit(text.charAt(place))
                && (place == 0 || !Character.isLetterOrDigit(text.charAt(place - 1)));
    }

    /** In lower case, without accents. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
