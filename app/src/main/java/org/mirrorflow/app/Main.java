package org.mirrorflow.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.cli.Desk;
import org.mirrorflow.app.cli.LabCommand;
import org.mirrorflow.app.lab.LabWindow;
import org.mirrorflow.app.lab.TourRehearsal;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;

/** Entry of the program: the command line, and with no command the window. */
public final class Main {

    private Main() {}

    /** Runs {@code lab} with these arguments and exits with its code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(LabCommand.execute(desk(), out, err, arguments));
    }

    /** What opens windows. */
    static Desk desk() {
        return new WindowDesk();
    }

    /** The window, on a screen. */
    private static final class WindowDesk implements Desk {

        @Override
        public void open(List<Path> files) {
            needDisplay();
            LabWindow.open(files);
        }

        @Override
        public void openTour(String tour) {
            needDisplay();
            LabWindow.openTour(tour);
        }

        @Override
        public List<TourFinding> rehearse(Tour tour) throws InterruptedException {
            return TourRehearsal.play(tour);
        }

        private static void needDisplay() {
            if (!Display.available()) {
                throw new NoDisplayException(
                        "There is no display to open a window on; run an experiment without one, for example: lab run"
                                + " kernel-or-rich --out runs/first");
            }
        }
    }
}
