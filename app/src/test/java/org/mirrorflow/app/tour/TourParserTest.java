package org.mirrorflow.app.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.sim.experiment.Presets;

final class TourParserTest {

    private static final String HEAD = "# Title\nSentence.\n## Step\nText.\n";
    private static final String OPEN = HEAD + "> preset kernel-or-rich\n";

    @Test
    void everythingThatCanBeWrittenIsRead() {
        Tour tour = TourParser.parse("mine", "mine.tour", """
                // by hand
                # A title
                One sentence
                on two lines.

                ## First step
                Text with $\\alpha$.
                > preset kernel-or-rich
                > set model.initial-scale = 0.1
                > set seed = 3
                > rewind
                > charts coordinates, loss
                > clock linear
                > speed 20
                > play to t = 2.5
                > run to sample 40
                > look at start
                > pin
                > expect A loss <= 0.5 * B loss
                > expect weight 2 > -1
                > expect verdict limit holds
                > expect B outcome converged
                ? A question?
                ! An answer.
                ! A second line.
                > play to end

                ## Second step
                More text.
                """);
        assertEquals("A title", tour.title());
        assertEquals("One sentence on two lines.", tour.sentence());
        assertEquals(2, tour.steps().size());
        TourStep step = tour.steps().getFirst();
        assertEquals(List.of("Text with $\\alpha$."), step.text());
        assertEquals("A question?", step.question());
        assertEquals(List.of("An answer.", "A second line."), step.reveal());
        assertEquals(List.of(new TourCommand.Play(new TourCommand.Target.End(), true)), step.revealCommands());
        assertEquals(
                List.of(
                        new TourCommand.Open(Presets.get("kernel-or-rich")),
                        new TourCommand.Set("model.initial-scale", 0.1),
                        new TourCommand.Set("seed", 3L),
                        new TourCommand.Rewind(),
                        new TourCommand.Show(List.of("coordinates", "loss")),
                        new TourCommand.Run(Clock.TIME),
                        new TourCommand.Speed(20),
                        new TourCommand.Play(new TourCommand.Target.Time(2.5), true),
                        new TourCommand.Play(new TourCommand.Target.Sample(40), false),
                        new TourCommand.Look(new TourCommand.Target.Start()),
                        new TourCommand.Pin()),
                step.commands().subList(0, 11));
        step.commands().subList(11, 15).forEach(command -> assertInstanceOf(TourCommand.Expect.class, command));
        assertTrue(step.beginsAnew());
        assertTrue(!tour.steps().get(1).beginsAnew() && !tour.steps().get(1).asks());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | > preset kernel-or-ritch | did you mean",
                "6 | > preset kernel-or-rich@> set model.initial-scale = -1 | model.initial-scale is -1",
                "6 | > preset kernel-or-rich@> set model.inital-scale = 1 | initial-scale",
                "6 | > preset kernel-or-rich@> set model.initial-scale | has no value",
                "5 | > set model.initial-scale = 1 | comes before every preset",
                "5 | > charts coordinates, los | did you mean \"loss\"",
                "5 | > charts loss, loss, loss, loss, loss | names 5 charts; 1 to 4",
                "5 | > clock fast | clock is \"fast\"",
                "5 | > speed 3 | 1, 2, 5, 20 and 100",
                "5 | > play to the end | says not how far",
                "5 | > run to t = -1 | says not how far",
                "5 | > play to start | says not how far",
                "5 | > pin this | stands alone",
                "5 | > plai to end | did you mean \"play\"",
                "5 | > expect something | cannot be tested",
                "5 | > expect l1norm < 3 | did you mean \"l1-norm\"",
                "5 | > expect verdict limit hold | did you mean \"holds\"",
                "5 | > expect outcome converge | did you mean \"converged\"",
                "5 | ! An answer | before its question",
                "6 | ? One@? Two | second question",
                "6 | ? One@text | begin with \"!\"",
                "5 | # Another | second title",
                "5 | A formula $x | not closed",
                "8 | two@three@four@five | line 5 of the step",
                "5 | ### Step | is no heading",
            })
    void aMistakeIsNamedWithItsLine(int line, String lines, String words) {
        String text = HEAD + lines.replace("@", "\n") + "\n";
        TourException mistake = assertThrows(TourException.class, () -> TourParser.parse("mine", "mine.tour", text));
        assertTrue(mistake.getMessage().startsWith("mine.tour, line " + line + ": "), mistake.getMessage());
        assertTrue(mistake.getMessage().contains(words), mistake.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 | no title",
                "'# Title' | 1 | no step",
                "'## Step' | 1 | before the title",
                "'text' | 1 | before the first title",
                "'# Title@> pin' | 2 | before the first step",
                "'# Title@## Step@> preset depth' | 2 | says nothing",
                "'# Title@## Step@Text' | 2 | opens nothing",
                "'# Title@## Step@Text@> preset depth@? Why' | 2 | does not answer",
            })
    void aTourThatLacksSomethingSaysWhat(String lines, int line, String words) {
        TourException mistake = assertThrows(
                TourException.class, () -> TourParser.parse("mine", "mine.tour", lines.replace("@", "\n")));
        assertTrue(mistake.getMessage().startsWith("mine.tour, line " + line + ": "), mistake.getMessage());
        assertTrue(mistake.getMessage().contains(words), mistake.getMessage());
    }

    @Test
    void aLineThatNobodyReadsIsRefused() {
        String text = OPEN.replace("Text.", "x".repeat(TourStep.MOST_CHARACTERS + 1));
        TourException mistake = assertThrows(TourException.class, () -> TourParser.parse("mine", "mine.tour", text));
        assertTrue(
                mistake.getMessage().startsWith("mine.tour, line 4: the line has 161 characters"),
                mistake.getMessage());
    }

    @Test
    void aFileIsReadAndAMissingOneIsSaid(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("my lecture.tour"), OPEN);
        assertEquals("my lecture", Tours.named(file.toString()).id());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(assertThrows(TourException.class, () -> Tours.read(file))
                .getMessage()
                .contains("no text in UTF-8"));
        assertTrue(assertThrows(TourException.class, () -> Tours.read(folder.resolve("none.tour")))
                .getMessage()
                .contains("no such file"));
        assertTrue(assertThrows(TourException.class, () -> Tours.named("the-horizon-decide"))
                .getMessage()
                .contains("did you mean \"the-horizon-decides\"?"));
    }

    @Test
    void fiveToursShipAndEachAsksBeforeItTells() {
        List<Tour> all = Tours.all();
        assertEquals(5, all.size());
        for (Tour tour : all) {
            assertTrue(tour.steps().size() >= 4 && tour.steps().size() <= 7, tour.id());
            assertTrue(!tour.sentence().isEmpty(), tour.id());
            long asking = tour.steps().stream().filter(TourStep::asks).count();
            assertTrue(asking >= tour.steps().size() - 1, tour.id() + " asks " + asking + " times");
            for (TourStep step : tour.steps()) {
                assertTrue(!step.asks() || tested(step), tour.id() + ", " + step.title() + " states what nobody tests");
            }
        }
        Set<String> titles = all.stream().map(Tour::title).collect(Collectors.toSet());
        assertEquals(5, titles.size());
    }

    private static boolean tested(TourStep step) {
        return step.revealCommands().stream().anyMatch(TourCommand.Expect.class::isInstance);
    }
}
