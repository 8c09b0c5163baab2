package org.mirrorflow.app.tour;

import java.util.List;

/**
 * A guided tour: a lecture's way through experiments.
 *
 * @param id name of its file without the ending
 * @param title in a few words
 * @param sentence what it teaches
 * @param steps in order, at least one
 */
public record Tour(String id, String title, String sentence, List<TourStep> steps) {

    /** Ending of a tour's file. */
    public static final String ENDING = ".tour";

    /** Copies the steps. */
    public Tour {
        steps = List.copyOf(steps);
    }
}
