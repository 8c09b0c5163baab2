package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.sim.experiment.Preset;

/** What the lab keeps for the person: the session that may be lost, and the files that were open last. */
class KeptFilesTest {

    @TempDir
    private Path folder;

    private static SavedSession session(int speed) {
        Preset preset = States.flow();
        return new SavedSession(
                Subject.of(preset),
                preset.specification(),
                preset.specification(),
                1.5,
                Double.NaN,
                List.of(),
                List.of(),
                1,
                Ensemble.Spread.SEM,
                speed,
                new SavedSession.View(new Arrangement(null, List.of()), "log", Comparison.OVERLAY, Map.of()));
    }

    @Test
    void aWindowThatIsOpenOrWasClosedHasNothingToRestore() throws IOException {
        try (Autosave open = Autosave.in(folder)) {
            open.offer(session(2));
            open.flush();
            assertEquals(Optional.empty(), Autosave.lost(folder), "it is still open");
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "closed properly, it leaves nothing");
        }
    }

    @Test
    void aWindowThatIsGoneLeavesItsLastSession() throws IOException {
        Path gone = folder.resolve("gone.autosave.mirrorflow");
        SessionFile.write(session(5), gone);
        Files.createFile(folder.resolve("gone.autosave.mirrorflow.lock"));
        try (Autosave other = Autosave.in(folder)) {
            other.offer(session(2));
            other.flush();
            assertEquals(Optional.of(gone), Autosave.lost(folder));
            assertEquals(5, SessionFile.read(gone).speed());
        }
        Autosave.discard(gone);
        assertEquals(Optional.empty(), Autosave.lost(folder));
    }

    @Test
    void theLastFilesStandOnTopOnceAndOnlyWhileTheyExist() throws IOException {
        RecentFiles recent = new RecentFiles(folder);
        assertEquals(List.of(), recent.all());
        for (String name : List.of("a", "b", "c", "a")) {
            recent.add(Files.writeString(folder.resolve(name + ".json"), "{}"));
        }
        Files.delete(folder.resolve("b.json"));
        assertEquals(
                List.of("a.json", "c.json"),
                recent.all().stream().map(file -> file.getFileName().toString()).toList());
        for (int i = 0; i < 20; i++) {
            recent.add(Files.writeString(folder.resolve(i + ".json"), "{}"));
        }
        assertEquals(8, recent.all().size());
        assertTrue(recent.all().getFirst().endsWith("19.json"));
    }

    @Test
    void aListThatIsDamagedStopsNobody() throws IOException {
        Files.write(folder.resolve("recent.txt"), new byte[] {(byte) 0xff, 0, 'x'});
        RecentFiles recent = new RecentFiles(folder);
        assertEquals(List.of(), recent.all());
        recent.add(Files.writeString(folder.resolve("a.json"), "{}"));
        assertFalse(recent.all().isEmpty());
    }
}
