package org.mirrorflow.sim.dynamics;

/**
 * Step-size control shared by the adaptive methods: the proportional–integral rule of Gustafsson (1991), with landing
 * on a given time. A step cut short only to land does not shrink the steps after it.
 */
final class StepControl {

    private static final double SAFETY = 0.9;
    private static final double SHRINK_MOST = 0.2;
    private static final double GROW_MOST = 5;

    private final double exponent;
    private double proposal;
    private double previousError = 1;

    /** @param errorOrder order of the error estimate plus one */
    StepControl(int errorOrder) {
        this.exponent = 1.0 / errorOrder;
    }

    /** Proposed step; 0 before the first one. */
    double proposal() {
        return proposal;
    }

    void start(double firstStep) {
        proposal = firstStep;
    }

    /** The step to try now: the proposal, or what is left until the landing time, or half of that if that is near. */
    double trial(double t, double until) {
        double left = until - t;
        if (proposal >= left) {
            return left;
        }
        return proposal > 0.55 * left ? 0.5 * left : proposal;
    }

    void accepted(double h, double error) {
        double e = Math.max(error, 1e-10);
        double factor = SAFETY * Math.pow(e, -0.7 * exponent) * Math.pow(previousError, 0.4 * exponent);
        double next = h * Math.clamp(factor, SHRINK_MOST, GROW_MOST);
        // A step that was shorter than proposed, only to land, says little about the next one.
        proposal = h < 0.999 * proposal ? Math.max(proposal, next) : next;
        previousError = Math.max(e, 1e-4);
    }

    void rejected(double t, double h, double error) {
        double factor = error > 0 && Double.isFinite(error) ? SAFETY * Math.pow(error, -exponent) : SHRINK_MOST;
        proposal = h * Math.clamp(factor, SHRINK_MOST, 0.9);
        if (!(t + proposal > t) || proposal < 1e-300) {
            throw new StepSizeException(t, proposal);
        }
    }

    double[] memory() {
        return new double[] {proposal, previousError};
    }

    void restore(double[] memory) {
        proposal = memory[0];
        previousError = memory[1];
    }
}
