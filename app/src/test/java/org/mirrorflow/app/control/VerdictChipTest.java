package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorflow.app.plot.Verdict;

final class VerdictChipTest {

    @Test
    void readsAsOneSentenceOfPlainText() {
        VerdictChip.Content content =
                VerdictChip.Content.of(VerdictMark.HOLDS, "\\|w\\|_1", "\u2016w\u2016\u2081", "3.2e\u22127");

        assertEquals("\u2016w\u2016\u2081 = 3.2e\u22127 holds", content.plain());
        assertEquals(
                "8.3e\u221210 holds",
                VerdictChip.Content.brief(VerdictMark.HOLDS, "8.3e\u221210").plain());
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdictHasAMark(Verdict verdict) {
        assertEquals(verdict.name(), VerdictMark.of(verdict).name());
    }
}
