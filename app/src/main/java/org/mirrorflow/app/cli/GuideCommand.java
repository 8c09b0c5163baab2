package org.mirrorflow.app.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;
import org.mirrorflow.app.tour.Tours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code lab tour}: opens a guided tour, or tests what it states. */
@Command(
        name = "tour",
        description = "Opens a guided tour in the window. With --check it is played without one, and each of its"
                + " expectations is tested; the exit code is 1 if one is not satisfied.")
final class GuideCommand extends Subcommand {

    @ParentCommand
    private @Nullable LabCommand lab;

    @Parameters(index = "0", paramLabel = "TOUR", description = "a tour of lab tours, or a .tour file")
    private String name = "";

    @Option(names = "--check", description = "play it without a window and test its expectations")
    private boolean check;

    @Override
    public Integer call() throws Exception {
        Desk desk = Objects.requireNonNull(lab).desk();
        Tour tour = Tours.named(name);
        if (!check) {
            desk.openTour(name);
            return 0;
        }
        List<TourFinding> findings = desk.rehearse(tour);
        int width = findings.stream()
                .mapToInt(finding -> finding.statement().length())
                .max()
                .orElse(0);
        out().println(tour.title());
        int step = 0;
        for (TourFinding finding : findings) {
            if (finding.step() != step) {
                step = finding.step();
                out().printf("%d  %s%n", step, finding.title());
            }
            if (finding.statement().isEmpty()) {
                out().printf("   cannot be played: %s%n", finding.measured());
            } else {
                out().printf(
                                "   %-3s  %-" + width + "s  %s%n",
                                finding.satisfied() ? "yes" : "NO",
                                finding.statement(),
                                finding.measured());
            }
        }
        long missed = findings.stream().filter(finding -> !finding.satisfied()).count();
        out().printf("%d of %d expectations are satisfied%n", findings.size() - missed, findings.size());
        out().flush();
        return missed == 0 ? 0 : LabCommand.FAULT;
    }
}
