package org.mirrorflow.bridge.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPresets;

/** What is kept of trainings. */
final class TrainingRecordTest {

    private static final String RUN = "horst-seed-1";

    private static TrainingPlan plan() {
        return TrainingPlan.of(TrainingPresets.named("horst-or-adamw"));
    }

    @Test
    void stepsThatAreDoneAgainAreComparedAndKeptOnce() {
        SeriesRecorder recorder = new SeriesRecorder();
        for (int step = 1; step <= 6; step++) {
            recorder.add(step, step, Map.of("loss", 1.0 / step));
        }
        TrainingSeries before = recorder.series();
        recorder.expectAgain();
        recorder.add(4, 4, Map.of("loss", 0.25));
        recorder.add(5, 5, Map.of("loss", 0.3));
        recorder.add(6, 6, Map.of("loss", 0.2, "late", 7.0));
        assertEquals(new SeriesRecorder.Again(1, 5), recorder.again());
        assertArrayEquals(
                new double[] {1, 1.0 / 2, 1.0 / 3, 0.25, 0.3, 0.2},
                recorder.series().curve("loss").values());
        assertArrayEquals(new double[] {6}, recorder.series().curve("late").steps());
        assertArrayEquals(
                new double[] {1, 1.0 / 2, 1.0 / 3, 0.25, 1.0 / 5, 1.0 / 6},
                before.curve("loss").values(),
                "a series that was given out does not change");
    }

    @Test
    void aFolderIsReadBackAlsoWithoutTheEndOfItsLastLine(@TempDir Path temp) throws IOException {
        Path folder = temp.resolve("kept");
        try (TrainingRecord record = TrainingRecord.create(folder, plan())) {
            record.append(RUN, 1, 0.5, Map.of("loss", 2.0));
            record.append(RUN, 2, 1, Map.of("loss", Double.NaN));
            record.append(RUN, 3, 1.5, Map.of("loss", 1.0));
        }
        Path lines = folder.resolve(RUN).resolve("metrics.jsonl");
        byte[] whole = Files.readAllBytes(lines);
        Files.write(lines, Arrays.copyOf(whole, whole.length - 9));
        try (TrainingRecord record = TrainingRecord.open(folder)) {
            assertEquals(plan().runs(), record.plan().runs());
            assertEquals(plan().preset(), record.plan().preset());
            assertEquals(2, record.metrics(RUN).lastStep());
            record.append(RUN, 3, 1.5, Map.of("loss", 4.0));
        }
        try (TrainingRecord record = TrainingRecord.open(folder)) {
            TrainingSeries.Curve curve = record.metrics(RUN).series().curve("loss");
            assertArrayEquals(new double[] {2, Double.NaN, 4}, curve.values());
            assertArrayEquals(new double[] {0.5, 1, 1.5}, curve.times());
            assertEquals(RunEnding.WAITING, record.facts(RUN).ending());
        }
    }

    @Test
    void nothingIsOverwritten(@TempDir Path temp) throws IOException {
        Path folder = temp.resolve("kept");
        TrainingRecord.create(folder, plan()).close();
        assertTrue(assertThrows(TrainingException.class, () -> TrainingRecord.create(folder, plan()))
                .getMessage()
                .contains("--resume"));
        Files.writeString(temp.resolve("note.txt"), "mine", StandardOpenOption.CREATE);
        assertThrows(TrainingException.class, () -> TrainingRecord.create(temp, plan()));
        assertThrows(TrainingException.class, () -> TrainingRecord.open(temp));
    }
}
