package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.Tours;

/** Guided tours, and files for the window, on the command line. */
final class ToursCommandTest {

    private static final String SMALL = """
            # A small one
            ## First
            Text.
            > preset kernel-or-rich
            > set problem.sparsity = 2
            > set problem.samples = 6
            > set problem.features = 12
            > run to end
            > expect verdict limit holds
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("small.tour"), text);
    }

    @Test
    void theShippedToursAreListed() {
        Typed typed = Typed.lab("tours");
        assertEquals(0, typed.code());
        for (Tour tour : Tours.all()) {
            assertTrue(typed.out().contains(tour.id()) && typed.out().contains(tour.title()), typed.out());
        }
    }

    @Test
    void aTourIsTestedStepByStep() throws Exception {
        Typed typed = Typed.lab("tour", file(SMALL).toString(), "--check");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.out().startsWith("A small one\n1  First\n   yes  verdict limit holds  holds, "), typed.out());
        assertTrue(typed.out().endsWith("1 of 1 expectations are satisfied\n"), typed.out());
    }

    @Test
    void aStatementThatIsNotSoGivesTheExitCode() throws Exception {
        Typed typed = Typed.lab("tour", file(SMALL + "> expect loss > 1\n").toString(), "--check");
        assertEquals(LabCommand.FAULT, typed.code());
        assertTrue(typed.out().contains("   NO   loss > 1"), typed.out());
        assertTrue(typed.out().contains("1 of 2 expectations are satisfied"), typed.out());
    }

    @Test
    void aMistakeInATourIsSaidWithItsLine() throws Exception {
        Typed typed = Typed.lab("tour", file(SMALL + "> plai\n").toString());
        assertEquals(LabCommand.MISTAKE, typed.code());
        assertTrue(
                typed.err().contains("small.tour, line 10: \"plai\" is no command; did you mean \"play\"?"),
                typed.err());
    }

    @Test
    void theWindowOpensOnATourOrAFile() throws Exception {
        assertEquals(
                "window on the-horizon-decides\n",
                Typed.lab("tour", "the-horizon-decides").out());
        Path file = file(SMALL);
        assertEquals("window with [" + file + "]\n", Typed.lab(file.toString()).out());
        Typed missing = Typed.lab(folder.resolve("none.tour").toString());
        assertEquals(LabCommand.MISTAKE, missing.code());
        assertTrue(missing.err().contains("There is no file "), missing.err());
        Typed unknown = Typed.lab("tuors");
        assertEquals(LabCommand.MISTAKE, unknown.code());
        assertTrue(unknown.err().contains("\"tuors\" is no command; did you mean tours?"), unknown.err());
    }
}
