package org.mirrorflow.app.tour;

/**
 * What became of one statement of a tour that can be tested.
 *
 * @param step number of the step, from 1
 * @param title of the step
 * @param statement as it is written in the file; empty where the step could not be played at all
 * @param satisfied whether it is so
 * @param measured what was measured, or why the step could not be played
 */
public record TourFinding(int step, String title, String statement, boolean satisfied, String measured) {}
