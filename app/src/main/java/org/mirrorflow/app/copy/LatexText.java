package org.mirrorflow.app.copy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mirrorflow.app.figure.LatexWords;
import org.mirrorflow.sim.claim.Citation;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.sim.run.Version;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * The formulas of an experiment as an {@code align*} block: each part with its formula and the values of its settings, the
 * predicted limits, and the numbers that statements of the theory are judged by. Sources stand in comments, with the BibTeX
 * entries of the papers that the lab knows.
 */
final class LatexText {

    /** What stands for never. */
    private static final double NEVER = 1e300;

    private final StringBuilder text = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final Set<Paper> papers = new LinkedHashSet<>();

    private LatexText() {}

    /** @param preset what the experiment was made from */
    static String of(Experiment experiment, Optional<Preset> preset) {
        LatexText latex = new LatexText();
        latex.write(experiment, preset);
        return latex.text.toString();
    }

    private void write(Experiment experiment, Optional<Preset> preset) {
        Specification specification = experiment.specification();
        comment(specification.title() + ", Mirrorflow Lab " + Version.CURRENT + ". Needs amsmath.");
        for (String section : Specification.SECTIONS) {
            part(specification.section(section), section, !experiment.decay().isNone());
        }
        if (!specification.changes().isEmpty()) {
            lines.add("& \\text{under way: } \\text{"
                    + LatexWords.of(specification.changes().text()) + "}");
        }
        for (Prediction prediction : experiment.predictions().values()) {
            lines.add("& \\text{" + LatexWords.of(prediction.name()) + ": } " + prediction.formula()
                    + ", \\quad \\text{objective " + "} " + number(prediction.objective()));
        }
        if (!experiment.unpredicted().isEmpty()) {
            lines.add("& \\text{no prediction: " + LatexWords.of(experiment.unpredicted()) + "}");
        }
        History start = Run.start(experiment).history();
        for (Verdict verdict : Verdicts.of(experiment, start, Optional.empty())) {
            if (!verdict.formula().isEmpty()) {
                lines.add("& \\text{" + LatexWords.of(verdict.name()) + ": } " + verdict.formula() + " \\le "
                        + number(verdict.tolerance()));
                source(verdict.name(), verdict.source());
            }
        }
        preset.ifPresent(from -> Paper.of(from).ifPresent(papers::add));
        text.append("\\begin{align*}\n")
                .append(lines.stream().map(line -> "  " + line).collect(Collectors.joining(" \\\\\n")))
                .append("\n\\end{align*}\n");
        sources.forEach(this::comment);
        for (Paper paper : papers) {
            comment("\\cite{" + Citation.key(paper) + "}: " + paper.reference());
            Citation.of(paper).ifPresent(entry -> entry.lines().forEach(this::comment));
        }
    }

    private void comment(String line) {
        text.append("% ").append(line.replaceAll("\\s+", " ")).append('\n');
    }

    private void part(Section section, String heading, boolean decays) {
        CatalogueEntry entry = Components.entry(heading, section.kind());
        String formula = entry.formula().isEmpty() ? "\\text{" + LatexWords.of(entry.summary()) + "}" : entry.formula();
        lines.add("& \\text{" + LatexWords.of(entry.name()) + ": } " + formula);
        List<String> settings = new ArrayList<>();
        for (Parameter parameter : entry.parameters()) {
            Object value = section.settings().values().get(parameter.id());
            boolean off = !decays && Decay.SCHEDULE.contains(parameter.id());
            if (!off && !parameter.symbol().isEmpty() && value instanceof Number x && x.doubleValue() < NEVER) {
                settings.add(parameter.symbol() + " = " + number(x.doubleValue()));
            }
        }
        if (!settings.isEmpty()) {
            lines.add("& \\qquad " + String.join(",\\; ", settings));
        }
        source(entry.name(), entry.source());
    }

    private void source(String what, String source) {
        if (!source.isEmpty()) {
            List<Paper> named = Citation.papers(source);
            papers.addAll(named);
            sources.add(what + ": " + source
                    + named.stream()
                            .map(paper -> " \\cite{" + Citation.key(paper) + "}")
                            .collect(Collectors.joining()));
        }
    }

    /** A number to the digits that a page shows, with its power of ten as TeX. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "\\text{undefined}" : value > 0 ? "\\infty" : "-\\infty";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e6) {
            return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)))
                    .replaceFirst("\\.0$", "");
        }
        String[] parts = String.format(Locale.ROOT, "%.5e", value).split("e", -1);
        String mantissa = parts[0].replaceAll("0+$", "").replaceAll("\\.$", "");
        int exponent = Integer.parseInt(parts[1]);
        return (mantissa.equals("1") ? "" : mantissa + " \\cdot ") + "10^{" + exponent + "}";
    }
}
