package org.mirrorflow.sim.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorflow.sim.run.Version;

/** Results and papers as BibTeX. */
class CitationTest {

    private static final LocalDate DAY = LocalDate.of(2031, 7, 4);

    private static ClaimResult result(double... gaps) {
        Claim claim = FakeClaim.measuring("X_1", gaps);
        return new Ledger(List.of(claim), Ledger.seeds(gaps.length), 1)
                .run(() -> false, progress -> {})
                .claims()
                .getFirst();
    }

    @Test
    void aResultIsCitedWithClaimVerdictNumberSeedsAndVersion() {
        String version = Version.CURRENT.replace("$", "\\$").replace("{", "\\{").replace("}", "\\}");
        assertEquals("""
                @misc{mirrorflow-X_1,
                  author        = {{Mirrorflow Lab}},
                  title         = {Claim {X\\_1} (Name of X\\_1): fails},
                  year          = {2031},
                  howpublished  = {Ledger of claims, Mirrorflow Lab VERSION},
                  note          = {Statement of X\\_1. Source: a test. Deciding check gap: 2.50, $\\le$ 1.00; seeds 1, 2; cited 2031-07-04}
                }
                """.replace("VERSION", version), Citation.of(result(0.5, 2.5), DAY));
    }

    @Test
    void thePaperFollowsWhereItIsKnown() {
        assertEquals("""
                @misc{mirror-mirror-2025,
                  author        = {Jacobs and Zhou and Burkholz},
                  title         = {{Mirror, Mirror of the Flow: How Does Regularization Shape Implicit Bias?}},
                  year          = {2025},
                  eprint        = {2504.12883},
                  archivePrefix = {arXiv}
                }
                """, Citation.of(Paper.MIRROR_MIRROR).orElseThrow());
        assertTrue(Citation.of(Paper.SPARSE_OPT).isEmpty(), "its title is not known");
    }

    @ParameterizedTest
    @EnumSource(Paper.class)
    void bracesBalance(Paper paper) {
        Citation.of(paper).ifPresent(entry -> {
            assertEquals(
                    entry.chars().filter(c -> c == '{').count(),
                    entry.chars().filter(c -> c == '}').count());
            assertFalse(entry.contains("et al"));
        });
    }
}
