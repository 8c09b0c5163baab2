package org.mirrorflow.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.CatalogueEntry;

/** What every statement and every predicted curve in the catalogue owes the run that it is held against. */
class TheoryContractTest {

    private static final int ROWS = 12;
    private static final long MOST_NANOS = 300_000_000;

    static Stream<Preset> presets() {
        return Presets.all().stream().filter(preset -> !preset.id().equals("your-data"));
    }

    private static Run begun(Preset preset) throws ProblemException {
        Run run = Run.start(Experiment.of(preset.specification(), Path.of("")));
        long begin = System.nanoTime();
        while (run.history().size() < ROWS && System.nanoTime() - begin < MOST_NANOS && run.advance()) {
            // On to the next step.
        }
        return run;
    }

    @Test
    void entriesSayWhatTheyAre() {
        Set<String> ids = new HashSet<>();
        for (CatalogueEntry entry : Stream.concat(
                        Verdicts.statements().entries().stream(), Curves.rules().entries().stream())
                .toList()) {
            assertTrue(ids.add(entry.id()), entry.id() + " is there twice");
            assertTrue(entry.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), entry.id());
            assertFalse(entry.name().isBlank() || entry.source().isBlank(), entry.id());
            assertTrue(entry.summary().endsWith("."), entry.summary());
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void statementsJudgeARunAtItsStartAndOnItsWay(Preset preset) throws ProblemException {
        Run start = Run.start(Experiment.of(preset.specification(), Path.of("")));
        Run begun = begun(preset);
        for (Run run : List.of(start, begun)) {
            for (Statement statement : Verdicts.statements().entries()) {
                Optional<Verdict> judged = statement.judge(run.experiment(), run.history(), run.outcome());
                if (judged.isPresent()) {
                    Verdict verdict = judged.get();
                    String of = statement.id() + " on " + preset.id();
                    assertFalse(verdict.name().isBlank() || verdict.formula().isBlank(), of);
                    assertTrue(verdict.sentence().endsWith("."), of + ": " + verdict.sentence());
                    assertFalse(Double.isNaN(verdict.tolerance()), of);
                    boolean met = verdict.assumptions().stream().allMatch(Verdict.Assumption::met);
                    assertEquals(!met, verdict.status() == Verdict.Status.ASSUMPTION_BROKEN, of);
                    boolean within = verdict.value() <= verdict.tolerance();
                    assertTrue(
                            verdict.status() != Verdict.Status.HOLDS || within,
                            of + " holds with " + verdict.value() + " above " + verdict.tolerance());
                    assertTrue(verdict.status() != Verdict.Status.FAILS || !within, of + " fails within its tolerance");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void curvesHaveAValueForEachRowOfARecordedQuantity(Preset preset) throws ProblemException {
        Run run = begun(preset);
        History history = run.history();
        for (TheoryCurve curve : Curves.of(run.experiment(), history)) {
            String of = curve.quantity() + " on " + preset.id();
            assertEquals(history.size(), curve.values().length, of);
            if (curve.quantity().startsWith("weight/")) {
                int i = Integer.parseInt(curve.quantity().substring("weight/".length()));
                assertTrue(i >= 0 && i < history.weights(0).length, of);
            } else {
                assertTrue(history.has(curve.quantity()), of + " is not recorded");
            }
        }
    }

    @Test
    void chipsStandInTheOrderOfTheirRanks() throws ProblemException {
        Run run = Specs.finished();
        List<String> ids = Verdicts.of(run.experiment(), run.history(), run.outcome()).stream()
                .map(Verdict::id)
                .toList();
        List<String> own = ids.stream()
                .filter(List.of("limit", "balance", "bound")::contains)
                .toList();
        assertEquals(List.of("limit", "balance", "bound"), own);
    }
}
