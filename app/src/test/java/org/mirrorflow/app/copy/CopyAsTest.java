package org.mirrorflow.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.cli.Typed;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.run.Version;

/** An experiment as a command line, a specification and formulas, from the command and from the code that the menu calls. */
class CopyAsTest {

    @TempDir
    private Path folder;

    @Test
    void aCommandLineSaysWhatWasChanged() {
        Specification changed = Presets.get("kernel-or-rich")
                .specification()
                .with("seed", 3)
                .with("model.initial-scale", 0.5)
                .with("changes", "1: weight-decay=0.25");
        assertEquals(
                "lab run kernel-or-rich --seed 3 --set model.initial-scale=0.5 --set 'changes=1: weight-decay=0.25'",
                CopyAs.commandLine(changed, "kernel-or-rich"));
        assertEquals("lab run 'my run.json'", CopyAs.commandLine(changed, "my run.json"));
        assertEquals("lab run specification.json", CopyAs.commandLine(changed, ""));
    }

    @Test
    void formulasStandWithTheirValues() throws Exception {
        Specification specification =
                Presets.get("kernel-or-rich").specification().with("model.initial-scale", 1e-5);
        String latex = CopyAs.text(CopyForm.LATEX, specification, "kernel-or-rich", Path.of(""));
        assertTrue(latex.contains("\\begin{align*}") && latex.contains("\\end{align*}"), latex);
        assertTrue(latex.contains("w = u^L - v^L") && latex.contains("L = 2"), latex);
        assertTrue(latex.contains("\\alpha = 10^{-5}"), latex);
        assertTrue(latex.contains("\\dot\\theta = -\\nabla_\\theta f(g(\\theta))"), latex);
        assertTrue(latex.contains("\\text{Limit of the flow: }"), latex);
        assertFalse(latex.contains("\\lambda = 0"), "there is no weight decay");
        String body = latex.substring(latex.indexOf("\\begin"), latex.indexOf("\\end{align*}"));
        assertEquals(
                body.chars().filter(c -> c == '{').count(),
                body.chars().filter(c -> c == '}').count(),
                body);
    }

    @Test
    void aPaperIsCitedByItsKey() throws Exception {
        String latex =
                CopyAs.text(CopyForm.LATEX, Presets.get("saddle-escape").specification(), "saddle-escape", Path.of(""));
        assertTrue(latex.contains("\\cite{steepest-mirror-flows-2026}"), latex);
        assertTrue(latex.contains("% @misc{steepest-mirror-flows-2026,"), latex);
    }

    @Test
    void theCommandWritesTheSpecificationThatItReads() throws Exception {
        Path file = folder.resolve("spec.json");
        Typed written = Typed.lab("copy", "kernel-or-rich", "--as", "spec", "--seed", "5", "--out", file.toString());
        assertEquals(0, written.code(), written.err());
        assertEquals(Presets.get("kernel-or-rich").specification().with("seed", 5), SpecificationCodec.read(file));
        Typed said = Typed.lab("copy", file.toString(), "--as", "command");
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains("lab run " + file), said.out());
    }

    @Test
    void aScriptTellsWhatItReproduces() throws Exception {
        Path file = folder.resolve("run.py");
        Typed written = Typed.lab(
                "copy", "steps-or-flow", "--as", "python", "--set", "problem.features=400", "--out", file.toString());
        assertEquals(0, written.code(), written.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals("#!/usr/bin/env python3", lines.getFirst());
        assertTrue(String.join("\n", lines).contains("Mirrorflow Lab " + Version.CURRENT));
        assertTrue(lines.contains("#     \"features\" : 400,"));
        assertTrue(Files.size(folder.resolve("run.npz")) > 100_000, "large data lie beside it");
    }

    @Test
    void mistakesGetOneSentence() {
        List<Typed> mistakes = List.of(
                Typed.lab("copy", "kernel-or-rich", "--as", "pyton"),
                Typed.lab("copy", "small-weights", "--as", "python"),
                Typed.lab("copy", "kernel-or-rich", "--as", "python", "--set", "problem.features=400"),
                Typed.lab("copy", "kernel-or-rich"));
        assertEquals(List.of(2, 2, 2, 2), mistakes.stream().map(Typed::code).toList());
        List<String> sentences = mistakes.stream()
                .flatMap(mistake -> mistake.errLines().stream())
                .toList();
        assertEquals(4, sentences.size(), sentences::toString);
        assertTrue(sentences.get(0).contains("did you mean") && sentences.get(0).contains("python"), sentences.get(0));
        assertTrue(sentences.get(1).contains("\"nano-adam\" has no Python form"), sentences.get(1));
        assertTrue(sentences.get(2).contains("--out FILE"), sentences.get(2));
        assertTrue(sentences.get(3).contains("--as"), sentences.get(3));
    }
}
