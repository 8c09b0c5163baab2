package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mirrorflow.sim.experiment.Preset;

/** What a session keeps however long it plays. */
@Timeout(60)
final class RecordLimitTest {

    private static Preset descent() {
        Preset preset = States.descent();
        return new Preset(
                preset.id(),
                preset.title(),
                preset.note(),
                preset.sentence(),
                preset.paper(),
                preset.object(),
                preset.formulas(),
                preset.predictions(),
                preset.specification().with("record.capacity", 64),
                preset.companions(),
                preset.charts());
    }

    private static int samples(LabState state) {
        return state.runs().stream()
                .mapToInt(run -> run.view().history().size())
                .sum();
    }

    @Test
    void anHourOfPlayingKeepsNoMoreSamplesThanItsRecordsHold() {
        States states = new States();
        try (LabSession session = new LabSession(descent(), states)) {
            states.ready(descent().title());
            session.setSpeed(100);
            session.setSeeds(3);
            session.runToEnd();
            // 20,000 steps; an hour at two samples a frame is 240,000, and no step differs from another.
            LabState later =
                    states.await("many steps", state -> States.history(state).step(States.rows(state) - 1) > 20_000);
            assertTrue(samples(later) <= 64, () -> samples(later) + " samples");
            assertTrue(later.live().orElseThrow().view().ensemble().seeds().stream()
                    .allMatch(member -> member.history().size() <= 64));
            session.pause();
            for (int k = 0; k < 1000; k++) {
                session.edit("model.initial-scale", 0.1 + 1e-4 * k);
                session.edit("dynamics.step-size", 1e-4 * (1 + k));
            }
            LabState edited = states.after(session.edit("dynamics.step-size", 5e-4));
            assertEquals(200, edited.undoDepth(), "edits that can be taken back");
        }
    }

    @Test
    void whatWouldNotFitIsRefusedInASentence() {
        States states = new States();
        // Room for the live run, its pictures, and a few more.
        try (LabSession session = new LabSession(descent(), states, new RecordLimit(1 << 20))) {
            states.ready(descent().title());
            session.step(200);
            states.await("the steps", state -> States.history(state).step(States.rows(state) - 1) >= 200);
            session.setSeeds(100);
            LabState refused =
                    states.await("a refusal", state -> state.failure().isPresent());
            assertEquals(1, refused.seeds());
            String sentence = refused.failure().orElseThrow().sentence();
            assertTrue(sentence.contains("100 seeds") && sentence.contains("1 MB"), sentence);
            session.setSeeds(2);
            states.await("two seeds", state -> state.seeds() == 2);
        }
    }
}
