package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.app.Display;
import org.mirrorflow.app.plot.Fonts;
import org.mirrorflow.app.plot.Tex;
import org.mirrorflow.bridge.worker.Worker;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab doctor}: whether this computer has what the lab needs. */
@Command(name = "doctor", description = "Checks this computer and says what to do about what is missing.")
final class DoctorCommand extends Subcommand {

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    /** @param needed whether the command line cannot do without it */
    private record Finding(String subject, boolean good, boolean needed, String text) {}

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        Runtime runtime = Runtime.getRuntime();
        findings.add(new Finding(
                "lab",
                true,
                true,
                String.format(
                        Locale.ROOT,
                        "Mirrorflow Lab %s on Java %s, %d cores, %.1f GiB for the program",
                        Version.CURRENT,
                        Runtime.version(),
                        runtime.availableProcessors(),
                        runtime.maxMemory() / (double) (1L << 30))));
        findings.add(
                Display.available()
                        ? new Finding("display", true, false, "a display for the window")
                        : new Finding(
                                "display",
                                false,
                                false,
                                "no display: the window cannot open, every command works (lab run --help)"));
        findings.add(check(
                "fonts", "bundled fonts and TeX labels", "the fonts of the lab cannot be read: build it anew", () -> {
                    Fonts.values();
                    var _ = Tex.outline("\\|w\\|_1").orElseThrow();
                }));
        findings.add(check(
                "catalogue",
                Components.MIRROR_MAPS.entries().size() + " mirror maps, "
                        + Components.PARAMETRIZATIONS.entries().size() + " parametrizations, "
                        + Presets.all().size() + " presets",
                "a catalogue is empty: build the lab anew",
                () -> {
                    if (Components.MIRROR_MAPS.entries().isEmpty()
                            || Presets.all().isEmpty()) {
                        throw new IllegalStateException("empty catalogue");
                    }
                }));
        findings.add(
                Worker.hasCore()
                        ? new Finding("bridge", true, false, "a training core for networks (lab train --list)")
                        : new Finding(
                                "bridge",
                                false,
                                false,
                                "no training core: lab train works on other machines only (--on HOST); build the lab anew"));
        findings.add(check(
                "engine", "a small experiment reaches its predicted limit", "a small experiment failed", () -> {
                    Run run = Run.start(Experiment.of(
                            Presets.all()
                                    .getFirst()
                                    .specification()
                                    .with("problem.samples", 5L)
                                    .with("problem.features", 10L)
                                    .with("problem.sparsity", 2L),
                            Path.of("")));
                    while (run.advance()) {}
                    double distance = run.history()
                            .value("distance-to-limit", run.history().size() - 1);
                    if (!(distance < 1e-4)) {
                        throw new IllegalStateException("distance " + distance);
                    }
                }));
        findings.add(check(
                "folder", "this folder can be written to", "this folder cannot be written to: runs need --out", () -> {
                    try {
                        Files.delete(Files.createTempFile(Path.of(""), "lab", ".tmp"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        if (json) {
            ArrayNode array = JSON.createArrayNode();
            findings.forEach(finding -> array.addObject()
                    .put("subject", finding.subject())
                    .put("good", finding.good())
                    .put("text", finding.text()));
            print(array);
        } else {
            findings.forEach(finding -> out().printf("%s  %s%n", finding.good() ? "ok" : "--", finding.text()));
        }
        out().flush();
        return findings.stream().allMatch(finding -> finding.good() || !finding.needed()) ? 0 : LabCommand.MISSING;
    }

    private interface Check {
        void run() throws Exception;
    }

    private static Finding check(String subject, String good, String bad, Check check) {
        try {
            check.run();
            return new Finding(subject, true, true, good);
        } catch (Exception e) {
            return new Finding(subject, false, true, bad + " (" + e.getMessage() + ")");
        }
    }
}
