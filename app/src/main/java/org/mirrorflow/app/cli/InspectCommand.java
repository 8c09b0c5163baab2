package org.mirrorflow.app.cli;

import java.nio.file.Path;
import org.mirrorflow.app.figure.FigureMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab inspect}: where a figure comes from. */
@Command(name = "inspect", description = "Prints the specifications of the runs that a figure of the lab shows.")
final class InspectCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "FIGURE", description = "a PDF, SVG or PNG written by the lab")
    private Path figure = Path.of("");

    @Override
    public Integer call() {
        FigureMetadata metadata = FigureMetadata.read(figure);
        out().println(metadata.specification());
        err().println("written by Mirrorflow Lab " + metadata.version());
        err().flush();
        out().flush();
        return 0;
    }
}
