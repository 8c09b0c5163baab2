package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A few letters find a name. */
class FuzzyMatchTest {

    @Test
    void everyLetterMustOccurInItsOrder() {
        assertNotEquals(FuzzyMatch.NONE, FuzzyMatch.score("kor", "Kernel or rich"));
        assertEquals(FuzzyMatch.NONE, FuzzyMatch.score("rok z", "Kernel or rich"));
        assertEquals(FuzzyMatch.NONE, FuzzyMatch.score("hcir", "Kernel or rich"));
        assertEquals(FuzzyMatch.NONE, FuzzyMatch.score("a", ""));
    }

    @Test
    void startsOfWordsAndLettersInARowCountMost() {
        assertTrue(FuzzyMatch.score("fh", "Fork here") > FuzzyMatch.score("fh", "Effective sparsity of the run"));
        assertTrue(FuzzyMatch.score("loss", "Loss") > FuzzyMatch.score("loss", "Levels of some sources"));
        assertTrue(FuzzyMatch.score("pin", "Pin this run") > FuzzyMatch.score("pin", "Play or pause in a moment"));
    }

    @Test
    void ofEqualMatchesTheShorterWins() {
        assertTrue(FuzzyMatch.score("loss", "Loss") > FuzzyMatch.score("loss", "Loss along the whole of a long way"));
    }

    @Test
    void nothingTypedFindsEverythingAlike() {
        assertEquals(FuzzyMatch.score("", "a"), FuzzyMatch.score("  ", "b c"));
    }
}
