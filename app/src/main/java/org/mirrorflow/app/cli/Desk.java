package org.mirrorflow.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;

/** What the command line needs of the lab's desk: the window, and the session behind it. */
public interface Desk {

    /** Opens the window with what these files hold, and returns when it is closed. */
    void open(List<Path> files);

    /**
     * Opens the window on a guided tour, and returns when it is closed.
     *
     * @param tour id of a shipped tour, or path of its file
     */
    void openTour(String tour);

    /**
     * Plays a tour without a window and says of each of its expectations whether it is so.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    List<TourFinding> rehearse(Tour tour) throws InterruptedException;
}
