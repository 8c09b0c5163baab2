package org.mirrorflow.app.cli;

import org.mirrorflow.sim.experiment.SpecificationSchema;
import picocli.CommandLine.Command;

/** {@code lab schema}: the JSON Schema of a specification. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of a specification, for editors that complete and check.")
final class SchemaCommand extends Subcommand {

    @Override
    public Integer call() {
        out().print(SpecificationSchema.write());
        out().flush();
        return 0;
    }
}
