package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;
import org.mirrorflow.app.tour.Tours;

/** What the tours say is so: each is played from its first step to its last on a session. */
@Timeout(300)
final class TourRehearsalTest {

    private static final String SMALL = """
            # A small one
            To be played quickly.
            ## Step
            Text.
            > preset kernel-or-rich
            > set problem.sparsity = 2
            > set problem.samples = 6
            > set problem.features = 12
            """;

    @TempDir
    private Path folder;

    static Stream<Tour> shipped() {
        return Tours.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everythingThatAShippedTourStatesIsSo(Tour tour) throws InterruptedException {
        List<TourFinding> findings = TourRehearsal.play(tour);
        List<TourFinding> wrong =
                findings.stream().filter(finding -> !finding.satisfied()).toList();
        assertTrue(wrong.isEmpty(), () -> wrong.toString());
        assertTrue(findings.size() > tour.steps().size(), findings::toString);
    }

    private List<TourFinding> play(String commands) throws Exception {
        return TourRehearsal.play(Tours.read(Files.writeString(folder.resolve("a.tour"), SMALL + commands)));
    }

    @Test
    void timeStopsWhereTheTourSays() throws Exception {
        List<TourFinding> findings = play("""
                > run to t = 1
                > expect t <= 1
                > expect t > 0.9
                > expect B t <= 1
                > expect outcome converged
                > look at start
                > expect t <= 0
                > run to sample 60
                > expect t > 0
                > run to end
                > expect outcome converged
                > expect B outcome converged
                """);
        assertEquals(
                List.of(true, true, true, false, true, true, true, true),
                findings.stream().map(TourFinding::satisfied).toList(),
                findings::toString);
    }

    @Test
    void aStatementThatIsNotSoIsFound() throws Exception {
        List<TourFinding> findings = play("""
                > run to end
                > expect loss > 1
                > expect F loss < 1
                > expect verdict margin-gap holds
                > expect verdict limit holds
                """);
        assertEquals(
                List.of(false, false, false, true),
                findings.stream().map(TourFinding::satisfied).toList());
        assertTrue(
                findings.get(1).measured().contains("there is no F loss"),
                findings.get(1).measured());
        assertTrue(findings.get(2).measured().contains("limit"), findings.get(2).measured());
    }

    @Test
    void aStepThatCannotBePlayedIsAFinding() throws Exception {
        List<TourFinding> unplayable = play("> charts q-margin\n");
        assertFalse(unplayable.getFirst().satisfied());
        assertTrue(unplayable.getFirst().measured().contains("q-margin"), unplayable.toString());
        List<TourFinding> refused = play("> set problem.sparsity = 20\n> run to end\n");
        assertFalse(refused.getFirst().satisfied(), refused::toString);
        assertTrue(refused.getFirst().statement().isEmpty());
    }
}
