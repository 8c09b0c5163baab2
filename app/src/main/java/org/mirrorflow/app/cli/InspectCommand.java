package org.mirrorflow.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.bridge.plan.Contestant;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab inspect}: where a figure comes from. */
@Command(
        name = "inspect",
        description = "Prints what a figure of the lab was made from, and whether its runs have a mirror map.")
final class InspectCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "FIGURE", description = "a PDF, SVG, PNG, PGF, CSV or NPZ written by the lab")
    private Path figure = Path.of("");

    @Option(
            names = "--figure",
            description = "print the composed figure instead: a figure.json, which lab plot draws again")
    private boolean composed;

    @Override
    public Integer call() throws JsonProcessingException {
        FigureMetadata metadata = FigureMetadata.read(figure);
        if (composed) {
            if (metadata.composition().isEmpty()) {
                throw new FigureException("The figure " + figure
                        + " was not composed; it carries its runs alone, which lab inspect prints without --figure.");
            }
            out().print(metadata.composition());
            out().flush();
            return 0;
        }
        out().println(metadata.specification());
        if (SweepCodec.isSweep(metadata.specification())) {
            err().println(SweepChart.title(SweepCodec.parse(metadata.specification(), figure.toString())));
            tell(metadata);
            return 0;
        }
        if (TrainingPresets.areRuns(metadata.specification())) {
            TrainingPreset training = TrainingPresets.ofRuns(metadata.specification(), figure.toString());
            err().println(training.subject() + " under "
                    + training.contestants().stream().map(Contestant::name).collect(Collectors.joining(", "))
                    + (training.seeds() == 1 ? ", 1 seed" : ", " + training.seeds() + " seeds"));
            tell(metadata);
            return 0;
        }
        JsonNode given = JSON.readTree(metadata.specification());
        for (JsonNode run : given.isArray() ? given : List.of(given)) {
            geometry(SpecificationCodec.parse(run.toString(), figure.toString()));
        }
        tell(metadata);
        return 0;
    }

    private void tell(FigureMetadata metadata) {
        err().println("seed " + metadata.seed());
        if (!metadata.digest().isEmpty()) {
            err().println("data digest " + metadata.digest());
        }
        err().println("written by Mirrorflow Lab " + metadata.version()
                + (metadata.java().isEmpty() ? "" : " on Java " + metadata.java()));
        if (!metadata.composition().isEmpty()) {
            err().println("composed; lab inspect --figure prints it as a figure.json");
        }
        err().flush();
        out().flush();
    }

    /** Says whether the factors of a run have a mirror map; beside the specification, which programs read. */
    private void geometry(Specification specification) {
        String sentence;
        try {
            sentence = Experiment.of(specification, Path.of("")).geometry();
        } catch (ProblemException | InvalidSettingException elsewhere) {
            // The data of a figure need not lie where it is inspected.
            sentence = "whether it has a mirror map is not known here: " + elsewhere.getMessage();
        }
        if (!sentence.isEmpty()) {
            err().println(specification.title() + ": " + sentence);
        }
    }
}
