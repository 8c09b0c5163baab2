package org.mirrorflow.sim.dynamics;

import java.util.function.ToDoubleFunction;

/**
 * The explicit midpoint rule with steps h = min(c/5, c/k), where k bounds how fast the margins of the state answer to a
 * step: for margins q and a dual flow k = maxᵢ ∇qᵢᵀ∇²R*∇qᵢ. With c well below 1 no margin overtakes another within a step.
 *
 * <p>For right-hand sides with kinks, such as those of ReLU networks, where a state may slide along a kink and an error
 * estimate would shrink the steps without end. Of order 2 where the flow is smooth; every crossing of a kink adds an error
 * of the order of the step.
 */
final class KernelMidpoint implements Integrator {

    private final FlowSystem system;
    private final ToDoubleFunction<double[]> kernel;
    private final double fraction;
    private final double[] rate;
    private final double[] middle;
    private long evaluations;

    /**
     * @param kernel k at a state, positive or 0
     * @param fraction c
     */
    KernelMidpoint(FlowSystem system, ToDoubleFunction<double[]> kernel, double fraction) {
        this.system = system;
        this.kernel = kernel;
        this.fraction = fraction;
        this.rate = new double[system.dimension()];
        this.middle = new double[system.dimension()];
    }

    @Override
    public double step(double t, double[] y, double until) {
        double h = Math.min(0.2 * fraction, fraction / kernel.applyAsDouble(y));
        double left = until - t;
        boolean landing = h >= left;
        if (landing) {
            h = left;
        } else if (h > 0.55 * left) {
            h = 0.5 * left;
        }
        if (!(t + h > t)) {
            throw new StepSizeException(t, h);
        }
        system.rate(y, rate);
        for (int i = 0; i < y.length; i++) {
            middle[i] = y[i] + 0.5 * h * rate[i];
        }
        system.rate(middle, rate);
        evaluations += 2;
        for (int i = 0; i < y.length; i++) {
            y[i] += h * rate[i];
        }
        return landing ? until : t + h;
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public double[] memory() {
        return new double[0];
    }

    @Override
    public void restore(double[] memory) {
        // The next step depends on the state alone.
    }
}
