package org.mirrorflow.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab inspect}: where a figure comes from. */
@Command(
        name = "inspect",
        description =
                "Prints the specifications of the runs that a figure of the lab shows, and whether they have a mirror map.")
final class InspectCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "FIGURE", description = "a PDF, SVG or PNG written by the lab")
    private Path figure = Path.of("");

    @Override
    public Integer call() throws JsonProcessingException {
        FigureMetadata metadata = FigureMetadata.read(figure);
        out().println(metadata.specification());
        JsonNode given = JSON.readTree(metadata.specification());
        for (JsonNode run : given.isArray() ? given : List.of(given)) {
            geometry(SpecificationCodec.parse(run.toString(), figure.toString()));
        }
        err().println("written by Mirrorflow Lab " + metadata.version());
        err().flush();
        out().flush();
        return 0;
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
