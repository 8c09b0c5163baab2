package org.mirrorflow.sim.dynamics;

import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * Steepest flow on the factors with weight decay,
 *
 * <pre>decoupled: θ̇ = −φ(Dg(θ)ᵀ∇f) − λ(t)θ,   coupled: θ̇ = −φ(Dg(θ)ᵀ∇f + λ(t)θ).</pre>
 *
 * <p>The gradient may come from a problem or be a prescribed signal, which tests a mirror-flow structure without a loss.
 */
public final class SteepestField implements TimedField {

    /** A factor is followed to this share of the largest one at the start. */
    private static final double SHARE = 1e-6;

    /** Where ∇f comes from. */
    @FunctionalInterface
    public interface Signal {

        /** Writes the gradient at time t and weights w. */
        void gradient(double t, double[] w, double[] out);

        /** The gradient of a loss. */
        static Signal of(Problem problem) {
            return (t, w, out) -> problem.lossAndGradient(w, out);
        }
    }

    /** Where weight decay acts. */
    public enum Coupling {
        /** Outside φ, as in AdamW. */
        DECOUPLED("decoupled"),
        /** Inside φ, as a penalty on the loss. */
        COUPLED("coupled");

        private final String id;

        Coupling(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    private final Signal signal;
    private final Reparametrization parametrization;
    private final BiConsumer<double[], double[]> field;
    private final Schedule decay;
    private final Coupling coupling;
    private final double tolerance;
    private final double floor;
    private final double[] weights;
    private final double[] gradient;

    /**
     * @param field out = φ(g) on the factors
     * @param tolerance largest relative error of a factor in one step
     */
    public SteepestField(
            Signal signal,
            Reparametrization parametrization,
            BiConsumer<double[], double[]> field,
            Schedule decay,
            Coupling coupling,
            double tolerance) {
        this.signal = signal;
        this.parametrization = parametrization;
        this.field = field;
        this.decay = decay;
        this.coupling = coupling;
        this.tolerance = tolerance;
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        double largest = 0;
        for (double x : parametrization.start()) {
            largest = Math.max(largest, Math.abs(x));
        }
        this.floor = SHARE * (largest == 0 ? 1 : largest);
    }

    @Override
    public int dimension() {
        return parametrization.factorCount();
    }

    @Override
    public void rate(double t, double[] theta, double[] rate) {
        parametrization.apply(theta, weights);
        signal.gradient(t, weights, gradient);
        parametrization.pullBack(theta, gradient, rate);
        double lambda = decay.at(t);
        boolean inside = coupling == Coupling.COUPLED && lambda != 0;
        if (inside) {
            for (int i = 0; i < rate.length; i++) {
                rate[i] += lambda * theta[i];
            }
        }
        field.accept(rate, rate);
        double outside = inside ? 0 : lambda;
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i] - outside * theta[i];
        }
    }

    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        double norm = 0;
        for (int i = 0; i < after.length; i++) {
            if (error[i] != 0) {
                double scale = Math.max(Math.abs(before[i]), Math.abs(after[i])) + floor;
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * scale));
            }
        }
        return norm;
    }
}
