package org.mirrorflow.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.lab.TourRehearsal;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;

/** What a command line answers: its exit code and what it says on both streams. */
public record Typed(int code, String out, String err) {

    /** Types {@code lab} and these words. */
    public static Typed lab(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Desk desk = new Desk() {
            @Override
            public void open(List<Path> files) {
                out.write(files.isEmpty() ? "window\n" : "window with " + files + "\n");
            }

            @Override
            public void openTour(String tour) {
                out.write("window on " + tour + "\n");
            }

            @Override
            public List<TourFinding> rehearse(Tour tour) throws InterruptedException {
                return TourRehearsal.play(tour);
            }
        };
        int code = LabCommand.execute(desk, new PrintWriter(out), new PrintWriter(err), words);
        return new Typed(code, out.toString(), err.toString());
    }

    /** The complaint, line by line. */
    public List<String> errLines() {
        return err.lines().toList();
    }
}
