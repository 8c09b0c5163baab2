package org.mirrorflow.theory.predict;

/**
 * A minimiser of a least-squares loss with a penalty, and what certifies it.
 *
 * @param weights the minimiser, length d
 * @param objective the objective there
 * @param dualityGap objective minus a lower bound for it, relative to max(1, |objective|)
 * @param stationarity the largest violation of the optimality condition, relative to the penalty
 */
public record PenalisedMinimum(double[] weights, double objective, double dualityGap, double stationarity) {}
