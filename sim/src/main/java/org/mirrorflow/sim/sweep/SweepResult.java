package org.mirrorflow.sim.sweep;

/**
 * What one run of a sweep gave.
 *
 * @param cell its cell
 * @param k its seed, counted from 0
 * @param value the quantity at its end; NaN where there is none
 * @param predicted the quantity at the predicted limit; NaN where theory names none
 * @param ending how it ended, as the id of an outcome, or {@code refused} for settings that contradict each other
 * @param reason why there is no value, as a sentence; empty where there is one
 */
public record SweepResult(int cell, int k, double value, double predicted, String ending, String reason) {}
