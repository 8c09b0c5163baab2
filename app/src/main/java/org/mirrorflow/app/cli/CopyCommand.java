package org.mirrorflow.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.copy.CopyAs;
import org.mirrorflow.app.copy.CopyForm;
import org.mirrorflow.app.copy.python.PythonText;
import org.mirrorflow.sim.data.Npz;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab copy}: an experiment as text for another place. */
@Command(
        name = "copy",
        description =
                "Writes an experiment as a numpy script that reproduces it, as LaTeX, as a command line or as a specification.")
final class CopyCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "PRESET|SPEC", description = "a preset or a specification file")
    private String target = "";

    @Option(names = "--as", paramLabel = "FORM", required = true, description = "python, latex, command or spec")
    private String form = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change one value, e.g. model.initial-scale=0.1")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "change the seed")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write it there; large data of a script go into FILE.npz beside it")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        CopyForm chosen = CopyForm.of(form);
        Targets targets = Targets.of(target).with(changes);
        if (seed != null) {
            targets = targets.with(List.of("seed=" + seed));
        }
        if (out == null) {
            String text = CopyAs.text(chosen, targets.specification(), target, targets.base());
            out().print(text.endsWith("\n") ? text : text + "\n");
            out().flush();
            return 0;
        }
        if (out.getFileName() == null || out.toString().isBlank() || Files.isDirectory(out)) {
            throw new InvalidSettingException("--out", "is \"" + out + "\", which names no file; give one");
        }
        write(chosen, targets, out);
        return 0;
    }

    private void write(CopyForm chosen, Targets targets, Path file) throws Exception {
        try {
            if (chosen == CopyForm.PYTHON) {
                String archive = String.valueOf(file.getFileName()).replaceFirst("\\.py$", "") + ".npz";
                PythonText script = CopyAs.python(targets.specification(), targets.base(), archive);
                if (!script.arrays().isEmpty()) {
                    Path beside = file.resolveSibling(script.archive());
                    try (OutputStream stream = Files.newOutputStream(beside)) {
                        Npz.write(stream, script.arrays(), true);
                    }
                    out().println(beside);
                }
                Files.writeString(file, script.text(), StandardCharsets.UTF_8);
            } else {
                String text = CopyAs.text(chosen, targets.specification(), target, targets.base());
                Files.writeString(file, text.endsWith("\n") ? text : text + "\n", StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new InvalidSettingException("--out", "cannot be written: " + e.getMessage() + "; give another file");
        }
        out().println(file);
        out().flush();
    }
}
