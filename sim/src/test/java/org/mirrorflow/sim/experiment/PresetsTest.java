package org.mirrorflow.sim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

class PresetsTest {

    @TempDir
    private Path folder;

    static Stream<String> ids() {
        return Presets.all().stream().map(Preset::id);
    }

    /** The preset's specification; the one for a person's own data gets some. */
    private Specification specification(Preset preset) throws Exception {
        if (!preset.id().equals("your-data")) {
            return preset.specification();
        }
        Random random = new Random(8);
        StringBuilder x = new StringBuilder("a,b,c,d,e,f,g,h,i\n");
        StringBuilder y = new StringBuilder("target\n");
        for (int row = 0; row < 5; row++) {
            double target = 0;
            for (int j = 0; j < 9; j++) {
                double value = random.nextGaussian();
                target += j == 2 ? value : 0.25 * value;
                x.append(j == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.6f", value));
            }
            x.append('\n');
            y.append(String.format(Locale.ROOT, "%.6f%n", target));
        }
        Files.writeString(folder.resolve("x.csv"), x);
        Files.writeString(folder.resolve("y.csv"), y);
        return preset.specification().with("problem.x-file", "x.csv").with("problem.y-file", "y.csv");
    }

    private Run finished(Specification specification) throws Exception {
        return Specs.finished(Experiment.of(specification, folder));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void nothingThatIsStatedOfAPresetOrItsCompanionsFails(String id) throws Exception {
        Preset preset = Presets.get(id);
        Specification specification = specification(preset);
        Run run = finished(specification);
        assertStatementsHold(run);
        for (Preset.Companion companion : preset.companions()) {
            Run beside = finished(companion.of(specification));
            assertStatementsHold(beside);
            assertEquals(
                    specification.title() + ", " + companion.name(),
                    beside.experiment().specification().title());
            if (companion.twin()) {
                Verdict twins = Verdicts.twins(run.experiment(), run.history(), beside.experiment(), beside.history());
                assertEquals(Verdict.Status.HOLDS, twins.status(), twins.toString());
                assertTrue(twins.value() <= 1e-6, twins.toString());
            }
        }
    }

    /**
     * What holds of every run that ships: no statement of the theory fails on it, and a run that has converged to a
     * predicted point is near it. A run whose very point is that it explodes carries a statement that does not hold.
     */
    private static void assertStatementsHold(Run run) {
        String title = run.experiment().specification().title();
        Outcome outcome = run.outcome().orElseThrow();
        List<Verdict> verdicts = Verdicts.of(run.experiment(), run.history(), run.outcome());
        for (Verdict verdict : verdicts) {
            assertNotEquals(Verdict.Status.FAILS, verdict.status(), title + ": " + verdict);
        }
        boolean point = run.experiment()
                .prediction(Prediction.LIMIT)
                .filter(limit -> limit.kind() == Prediction.Kind.POINT)
                .isPresent();
        if (run.continuous() && outcome.kind() == Outcome.Kind.CONVERGED && point) {
            assertTrue(
                    verdicts.stream()
                            .anyMatch(verdict ->
                                    verdict.id().equals("limit") && verdict.status() == Verdict.Status.HOLDS),
                    title + ": " + verdicts);
        }
        if (run.continuous()) {
            assertNotEquals(Outcome.Kind.DIVERGED, outcome.kind(), title + ": " + outcome);
        }
        assertEquals(
                run.experiment().lossBound().isPresent(),
                verdicts.stream().anyMatch(verdict -> verdict.id().equals("bound")),
                title);
    }

    @Test
    void presetsAreFullyDescribed() {
        assertFalse(Presets.all().isEmpty());
        for (Preset preset : Presets.all()) {
            for (String text : List.of(preset.title(), preset.sentence(), preset.paper(), preset.object())) {
                assertFalse(text.isBlank(), preset.id());
            }
            assertTrue(preset.sentence().endsWith("."), preset.id());
            assertFalse(preset.formulas().isEmpty(), preset.id());
            assertEquals(preset.title(), preset.specification().title());
            assertTrue(Presets.contains(preset.id()));
        }
        assertEquals(Presets.all().size(), ids().distinct().count());
    }

    @Test
    void aMisspeltPresetIsNamedWithTheNearest() {
        String message = assertThrows(SpecificationException.class, () -> Presets.get("kernel-or-ritch"))
                .getMessage();
        assertTrue(message.contains("\"kernel-or-ritch\"") && message.contains("\"kernel-or-rich\""), message);
        assertFalse(Presets.contains("kernel-or-ritch"));
    }
}
