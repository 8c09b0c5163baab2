package org.mirrorflow.app.cli;

import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.Tours;
import picocli.CommandLine.Command;

/** {@code lab tours}: the guided tours that ship with the lab. */
@Command(name = "tours", description = "Lists the guided tours; lab tour NAME opens one.")
final class ToursCommand extends Subcommand {

    @Override
    public Integer call() {
        int width =
                Tours.all().stream().mapToInt(tour -> tour.id().length()).max().orElse(0);
        for (Tour tour : Tours.all()) {
            out().printf(
                            "%-" + width + "s  %s, %d steps%n",
                            tour.id(),
                            tour.title(),
                            tour.steps().size());
            out().printf("%-" + width + "s  %s%n", "", tour.sentence());
        }
        out().flush();
        return 0;
    }
}
