package org.mirrorflow.bridge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** The trainings that ship, and those that people write. */
final class TrainingPresetsTest {

    static List<TrainingPreset> all() {
        return TrainingPresets.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachSaysWhatItShowsAndHowLargeItIs(TrainingPreset preset) {
        assertFalse(preset.sentence().isBlank()
                || preset.size().isBlank()
                || preset.charts().isEmpty());
        assertTrue(Set.of(TrainingPreset.SMALL, TrainingPreset.FULL).contains(preset.tier()), preset.tier());
        assertTrue(preset.specification().path("steps").asLong() > 0);
        preset.reported().forEach(number -> assertFalse(number.source().isBlank(), "a number without its source"));
        TrainingPlan plan = TrainingPlan.of(preset);
        assertEquals(preset.contestants().size() * preset.seeds(), plan.runs().size());
        assertEquals(
                plan.runs().size(),
                plan.runs().stream().map(TrainingRun::id).distinct().count());
    }

    @Test
    void eachPaperHasASmallAndAFullOne() {
        for (String tier : List.of(TrainingPreset.SMALL, TrainingPreset.FULL)) {
            Set<Paper> missing = EnumSet.allOf(Paper.class);
            all().stream()
                    .filter(preset -> preset.tier().equals(tier))
                    .forEach(preset -> Paper.named(preset.paper()).ifPresent(missing::remove));
            assertEquals(Set.of(), missing, tier);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachToyIsAnExperimentOfTheLab(TrainingPreset preset) {
        preset.twin().ifPresent(twin -> {
            List<String> names =
                    preset.contestants().stream().map(Contestant::name).toList();
            twin.runs().forEach((name, changes) -> {
                assertTrue(names.contains(name), name + " is no contestant: " + names);
                Specification specification = Presets.get(twin.preset()).specification();
                for (Map.Entry<String, Object> change : changes.entrySet()) {
                    specification = specification.with(change.getKey(), change.getValue());
                }
                String toy = specification.dynamics().kind();
                String own = preset.contestants().get(names.indexOf(name)).kind();
                assertEquals(own, toy, "a toy has the optimizer of what it stands beside");
            });
        });
    }

    @Test
    void changesGoWhereTheyAreMeant() {
        TrainingPreset preset = TrainingPresets.named("horst-or-adamw");
        TrainingPreset changed = TrainingPresets.changed(
                TrainingPresets.changed(TrainingPresets.changed(preset, "steps=7"), "optimizer.step-size=0.5"),
                "schedule.kind=constant");
        for (TrainingRun run : TrainingPlan.of(changed).runs()) {
            assertEquals(7, run.specification().path("steps").asInt());
            assertEquals(
                    0.5, run.specification().path("optimizer").path("step-size").asDouble());
            assertEquals(
                    "constant",
                    run.specification().path("schedule").path("kind").asText());
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("steps", 3);
        assertTrue(assertThrows(TrainingException.class, () -> TrainingPresets.changed(node, "steps"))
                .getMessage()
                .contains("PATH=VALUE"));
        assertTrue(assertThrows(TrainingException.class, () -> TrainingPresets.changed(node, "steps.kind=1"))
                .getMessage()
                .contains("has nothing inside"));
        assertTrue(assertThrows(TrainingException.class, () -> TrainingPresets.named("horst-or-adam"))
                .getMessage()
                .contains("did you mean \"horst-or-adamw\"?"));
    }

    @Test
    void theRunsOfAFigureAreATrainingAgain() {
        TrainingPreset preset = TrainingPresets.changed(TrainingPresets.named("horst-or-adamw"), "seed=4");
        TrainingPlan plan = TrainingPlan.of(preset.with(preset.contestants(), 2));
        String carried = plan.runs().stream()
                .map(run -> run.specification().toString())
                .toList()
                .toString();
        assertTrue(TrainingPresets.areRuns(carried));
        TrainingPlan again = TrainingPlan.of(TrainingPresets.ofRuns(carried, "a.pdf"));
        assertEquals(
                plan.runs().stream().map(TrainingRun::specification).toList(),
                again.runs().stream().map(TrainingRun::specification).toList());
        assertEquals(List.of("horst", "adamw"), again.contestants());
        assertTrue(!TrainingPresets.areRuns("{}") && !TrainingPresets.areRuns("[{\"problem\": {}}]"));
    }

    @Test
    void seedsComeInTurn() {
        TrainingPreset preset = TrainingPresets.named("horst-or-adamw");
        List<Contestant> chosen = TrainingPresets.choose(preset, List.of("adamw", "lion"));
        TrainingPlan plan = TrainingPlan.of(preset.with(chosen, 2));
        assertEquals(
                List.of("adamw-seed-1", "lion-seed-1", "adamw-seed-2", "lion-seed-2"),
                plan.runs().stream().map(TrainingRun::id).toList());
        assertEquals("AdamW", plan.runs().getFirst().contestant());
        assertEquals(
                "{\"kind\":\"lion\"}",
                plan.runs().get(1).specification().path("optimizer").toString());
        assertThrows(TrainingException.class, () -> TrainingPlan.of(preset.with(chosen, 0)));
    }
}
