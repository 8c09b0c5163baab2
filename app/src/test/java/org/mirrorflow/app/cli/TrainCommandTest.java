package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lab train} and {@code lab data}, with a worker of their own. */
final class TrainCommandTest {

    @TempDir
    private Path folder;

    private static final String[] SHORT = {
        "--set",
        "steps=4",
        "--set",
        "batch=8",
        "--set",
        "log.full-every=0",
        "--set",
        "log.test-most=20",
        "--set",
        "threads=1",
        "--set",
        "model.width=2",
        "--quiet"
    };

    private static Typed train(String... words) {
        String[] all = new String[words.length + SHORT.length + 1];
        all[0] = "train";
        System.arraycopy(words, 0, all, 1, words.length);
        System.arraycopy(SHORT, 0, all, words.length + 1, SHORT.length);
        return Typed.lab(all);
    }

    /** Through what is called ssh on the PATH: here a script that runs the command at hand. */
    @Test
    void aShortTrainingRunsToItsEndThroughAStandInForSsh() throws Exception {
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path ssh = Files.writeString(
                folder.resolve("ssh"),
                "#!/bin/sh\n# ssh -T -o BatchMode=yes HOST COMMAND\n[ \"$4\" = box ] || exit 9\nexec sh -c \"$5\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Files.writeString(
                folder.resolve("worker"),
                "#!/bin/sh\nexec \"" + program + "\" -cp \"" + System.getProperty("java.class.path")
                        + "\" --enable-native-access=ALL-UNNAMED org.mirrorflow.bridge.worker.Worker\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path again = folder.resolve("again");
        // The words that --on would run, with the script in the place of ssh.
        Typed ran = train(
                "horst-or-adamw",
                "--optimizers",
                "AdamW",
                "--seeds",
                "1",
                "--out",
                again.toString(),
                "--json",
                "--worker",
                ssh + " -T -o BatchMode=yes box " + script);
        assertEquals(0, ran.code(), ran.toString());
        assertTrue(new ObjectMapper().readTree(ran.out()).isObject(), ran.out());
        assertTrue(ran.out().contains("AdamW"), ran.out());
        try (var files = Files.walk(again)) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".checkpoint")));
        }
        assertEquals(2, Typed.lab("train", "horst-or-adamw", "--on", "-evil").code());
    }

    @Test
    void dataIsListedAndFetchedOnlyWhenAsked() {
        Typed listed = Typed.lab("data");
        assertEquals(0, listed.code());
        assertTrue(listed.out().contains("fashion-mnist-12k  here"), listed.out());
        assertTrue(listed.out().contains("lab data get cifar-10 (170.1 MB from www.cs.toronto.edu)"), listed.out());
        Typed unasked = Typed.lab("data", "get", "cifar-10", "--out", folder.toString());
        assertEquals(2, unasked.code());
        assertTrue(unasked.err().contains("170.1 MB from www.cs.toronto.edu")
                && unasked.err().contains("--yes"));
        assertTrue(Typed.lab("data", "get", "cifar10").err().contains("cifar-10"));
        assertEquals(
                2,
                Typed.lab("data", "get", "mnist", "--yes", "--from", "file:///x")
                        .code());
    }
}
