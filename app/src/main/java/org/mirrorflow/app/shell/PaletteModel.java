package org.mirrorflow.app.shell;

import java.util.Comparator;
import java.util.List;

/** What the command palette lists for what has been typed, without a window. */
final class PaletteModel {

    /** More lines than this nobody reads. */
    static final int MOST = 60;

    private final List<PaletteEntry> entries;

    private record Scored(PaletteEntry entry, int score) {}

    PaletteModel(List<PaletteEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** How many lines there are in all. */
    int size() {
        return entries.size();
    }

    /** The lines that fit, the best first; in their own order where they fit equally, or where nothing has been typed. */
    List<PaletteEntry> find(String query) {
        return entries.stream()
                .map(entry -> new Scored(entry, score(query, entry)))
                .filter(scored -> scored.score() >= 0)
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(MOST)
                .map(Scored::entry)
                .toList();
    }

    /** A name counts twice as much as the words beside it; what cannot be done now comes after what can. */
    private static int score(String query, PaletteEntry entry) {
        if (query.isBlank()) {
            return 0;
        }
        int name = Fuzzy.score(query, entry.name());
        int all = Fuzzy.score(query, entry.name() + " " + entry.group() + " " + entry.detail());
        int best = Math.max(2 * name, all);
        return best < 0 ? -1 : entry.enabled() ? best : best / 2;
    }
}
