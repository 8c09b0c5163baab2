package org.mirrorflow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.mirrorflow.app.cli.LabCommand;

/**
 * Starts of the program one after the other, for the start-up cache to learn which classes they need: {@code doctor}, a run, and
 * the window until its charts stand.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** Rehearses; the system properties say that the window draws without a screen and leaves by itself. */
    public static void main(String[] arguments) throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("lab-rehearsal");
        try {
            String runs = folder.resolve("run").toString();
            LabCommand.execute(Main.desk(), out, out, "doctor");
            LabCommand.execute(Main.desk(), out, out, "run", "kernel-or-rich", "--out", runs);
            LabCommand.execute(Main.desk(), out, out);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        System.exit(0);
    }
}
