package org.mirrorflow.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.bridge.worker.Worker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab worker}: what a lab on another machine starts here, through ssh. */
@Command(
        name = "worker",
        description =
                "Trains for a lab that talks to it over standard input and output; lab train --on HOST starts it.")
final class WorkerCommandLine extends Subcommand {

    @Option(names = "--parallel", paramLabel = "N", description = "trainings at a time (default: 1)")
    private int parallel = 1;

    @Override
    public Integer call() {
        List<String> options = new ArrayList<>();
        options.add(Worker.PARALLEL + parallel);
        Worker.main(options.toArray(new String[0]));
        return 0;
    }
}
