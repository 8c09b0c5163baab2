package org.mirrorflow.app.shell;

import java.util.Comparator;
import java.util.List;

/** What the command palette lists for what has been typed, without a window. */
final class PaletteModel {

    /** More lines than this nobody reads. */
    static final int MOST = 60;

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingInt(Scored::score)
            .reversed()
            .thenComparingInt(scored -> scored.entry().name().length());

    private final List<Known> entries;

    /** A line and what is searched of it. */
    private record Known(PaletteEntry entry, String name, String all) {}

    private record Scored(PaletteEntry entry, int score) {}

    PaletteModel(List<PaletteEntry> entries) {
        this.entries = entries.stream()
                .map(entry -> new Known(
                        entry,
                        Fuzzy.plain(entry.name()),
                        Fuzzy.plain(entry.name() + " " + entry.group() + " " + entry.detail())))
                .toList();
    }

    /** How many lines there are in all. */
    int size() {
        return entries.size();
    }

    /** The lines that fit, the best first; the shorter first where they fit equally, and in their own order where nothing has been typed. */
    List<PaletteEntry> find(String query) {
        String wanted = Fuzzy.plain(query).replace(" ", "");
        if (wanted.isEmpty()) {
            return entries.stream().limit(MOST).map(Known::entry).toList();
        }
        return entries.stream()
                .map(known -> new Scored(known.entry(), score(wanted, known)))
                .filter(scored -> scored.score() >= 0)
                .sorted(BEST_FIRST)
                .limit(MOST)
                .map(Scored::entry)
                .toList();
    }

    /** A name counts twice as much as the words beside it; what cannot be done now comes after what can. */
    private static int score(String wanted, Known known) {
        int best = Math.max(2 * Fuzzy.scorePlain(wanted, known.name()), Fuzzy.scorePlain(wanted, known.all()));
        return best < 0 ? -1 : known.entry().enabled() ? best : best / 2;
    }
}
