package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaletteModelTest {

    private static PaletteEntry entry(String group, String name, boolean enabled) {
        return new PaletteEntry(group, name, "", List.of(), enabled, () -> {});
    }

    private static List<String> found(String query, PaletteEntry... entries) {
        return new PaletteModel(List.of(entries))
                .find(query).stream().map(PaletteEntry::name).toList();
    }

    @Test
    void lettersMustOccurInTheirOrder() {
        assertTrue(Fuzzy.score("kor", "Kernel or rich") > 0);
        assertTrue(Fuzzy.score("rok", "Kernel or rich") < 0);
        assertTrue(Fuzzy.score("kernell", "Kernel") < 0);
        assertEquals(0, Fuzzy.score("  ", "anything"));
    }

    @Test
    void beginningsOfWordsAndNeighboursCountMore() {
        assertTrue(Fuzzy.score("tr", "Theme, reduced") > Fuzzy.score("tr", "Metre"));
        assertTrue(Fuzzy.score("pin", "Pin this run") > Fuzzy.score("pin", "Play in a new way"));
        assertTrue(Fuzzy.score("loss", "Loss") > Fuzzy.score("loss", "Lots of sets, says"));
        // The best way to find the letters counts, not the first: "st" at "step", not in "first".
        assertEquals(Fuzzy.score("st", "a step"), Fuzzy.score("st", "first step"));
    }

    @Test
    void caseSpacesAndAccentsDoNotCount() {
        assertTrue(Fuzzy.score("L1 NORM", "\u2113\u2081 norm") > 0);
        assertTrue(Fuzzy.score("poincare", "Poincar\u00e9") > 0);
    }

    @Test
    void theBestComesFirstAndOfEqualsTheShorter() {
        PaletteEntry a = entry("Action", "Rewind to the same start", true);
        PaletteEntry b = entry("Action", "Look at the start", true);
        PaletteEntry c = entry("Preset", "Stored in the geometry", true);
        assertEquals(List.of(a.name(), b.name(), c.name()), found("", a, b, c));
        assertEquals(c.name(), found("sto", a, b, c).getFirst());
        assertEquals(List.of(a.name()), found("rewind", a, b, c));
        assertEquals(List.of(), found("xyz", a, b, c));
        assertEquals(
                List.of("Loss", "Loss along the whole way"),
                found("loss", entry("Chart", "Loss along the whole way", true), entry("Chart", "Loss", true)));
    }

    @Test
    void whatCannotBeDoneNowIsFoundAfterWhatCan() {
        PaletteEntry undo = entry("Edit", "Undo", false);
        PaletteEntry round = entry("Edit", "Undo all", true);
        assertEquals(List.of("Undo all", "Undo"), found("undo", undo, round));
    }

    @Test
    void theGroupIsSearchedToo() {
        PaletteEntry loss = entry("Chart", "Loss", true);
        PaletteEntry other = entry("Action", "Lose focus", true);
        assertEquals(List.of("Loss"), found("loss chart", loss, other));
    }

    @Test
    void noMoreIsListedThanCanBeRead() {
        List<PaletteEntry> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(entry("Preset", "An experiment with number " + i, true));
        }
        PaletteModel model = new PaletteModel(many);
        assertEquals(PaletteModel.MOST, model.find("experiment").size());
        assertEquals(
                "An experiment with number 157", model.find("157").getFirst().name());
    }
}
