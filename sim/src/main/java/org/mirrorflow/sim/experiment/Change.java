package org.mirrorflow.sim.experiment;

/**
 * One setting of the dynamics that changes while a run is under way.
 *
 * @param at when, in units of the dynamics' clock (flow time t, or s where a flow moves in normalised time); a flow lands on
 *     it, an optimizer takes it over with the first step that begins then or later
 * @param setting id of an adjustable parameter of the dynamics
 * @param value its value from then on
 */
public record Change(double at, String setting, Object value) {}
