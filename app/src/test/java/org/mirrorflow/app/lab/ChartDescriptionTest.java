package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.run.History;

/** What the charts of two runs say to those who do not see them. */
final class ChartDescriptionTest {

    private static final States STATES = new States();
    private static LabSession session;
    private static List<RunView> runs;

    @BeforeAll
    static void run() {
        session = new LabSession(
                States.flow(new Preset.Companion("large", java.util.Map.of("model.initial-scale", 1), false)), STATES);
        STATES.ready("small flow");
        session.runToEnd();
        STATES.await("the end", state -> !state.playing() && States.rows(state) > 2);
        session.seek(1);
        LabState state = STATES.await(
                "the look back", now -> States.cursor(now) > 0 && States.cursor(now) < States.rows(now) - 1);
        runs = state.drawn();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void everyChartSaysWhatItShowsOfEachRun() {
        List<String> silent = new ArrayList<>();
        for (ChartKind kind : Charts.ALL.entries()) {
            if (kind.applies(runs.getFirst())) {
                Chart chart = kind.draw(runs, Clock.LOG_TIME);
                String words = ChartDescription.of(chart, runs);
                boolean speaks = words.contains(" over ")
                        && words.contains("vertical axis")
                        && words.contains("Run A")
                        && (words.contains("Run B") || kind.id().equals("weights"))
                        && words.contains(" at t = ")
                        && !words.contains("NaN")
                        && !words.contains("$");
                boolean judged = chart.residual() == null
                        || words.contains("Residual " + chart.residual().text());
                if (!speaks || !judged) {
                    silent.add(kind.id() + ": " + words);
                }
            }
        }
        assertTrue(silent.isEmpty(), () -> String.join("\n", silent));
    }

    @Test
    void aQuantityIsSaidAtTheCursorAndAtTheEnd() {
        RunView live = runs.getFirst();
        History history = live.history();
        String words = ChartDescription.of(Charts.get("loss").draw(runs, Clock.LOG_TIME), runs);
        assertTrue(
                words.contains(Numbers.readOff(history.value("loss", live.cursor())) + " at "
                        + Clock.TIME.readOff(live.clocks()) + ", "
                        + Numbers.readOff(history.value("loss", history.size() - 1)) + " at the end"),
                words);
        assertTrue(words.contains("logarithmic"), words);
    }

    @Test
    void theLimitIsSaidForEveryNamedCoordinate() {
        Chart chart = Charts.get("coordinates").draw(runs, Clock.LOG_TIME);
        String words = ChartDescription.of(chart, runs);
        assertFalse(chart.margin().rows().isEmpty());
        assertEquals(chart.margin().rows().size(), words.split("predicted limit", -1).length - 1, words);
        assertTrue(words.endsWith(", holds.") || words.contains(", holds. "), words);
    }
}
