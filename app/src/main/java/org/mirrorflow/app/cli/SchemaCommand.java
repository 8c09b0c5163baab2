package org.mirrorflow.app.cli;

import org.mirrorflow.sim.experiment.SpecificationSchema;
import org.mirrorflow.sim.sweep.SweepCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab schema}: the JSON Schema of a specification. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of a specification, for editors that complete and check.")
final class SchemaCommand extends Subcommand {

    @Option(names = "--sweep", description = "the schema of a sweep instead")
    private boolean sweep;

    @Override
    public Integer call() {
        out().print(sweep ? SweepCodec.schema() : SpecificationSchema.write());
        out().flush();
        return 0;
    }
}
