package org.mirrorflow.sim.dynamics;

import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * The flow of factors under gradients that are prescribed instead of coming from a loss, θ̇ = −Dg(θ)ᵀc − λ∇h(θ), one constant signal
 * after the other. The swap test drives it with two signals in both orders: the weights of a mirror flow, moving or not, depend on
 * ∫c dt and the dose alone, so a gap between the ends disproves the mirror flow.
 */
public final class PrescribedFlow {

    private static final double TOLERANCE = 1e-13;
    private static final double FLOOR = 1e-12;

    /**
     * A constant signal.
     *
     * @param gradient c, length d
     * @param decayRate λ
     * @param duration how long
     */
    public record Signal(double[] gradient, double decayRate, double duration) {}

    private PrescribedFlow() {}

    /** The factors after these signals, from the parametrization's start. */
    public static double[] factors(Reparametrization g, Penalty penalty, Signal... signals) {
        double[] theta = g.start();
        for (Signal signal : signals) {
            Integrator integrator = new DormandPrince(new Driven(g, penalty, signal));
            double t = 0;
            while (t < signal.duration()) {
                t = integrator.step(t, theta, signal.duration());
            }
        }
        return theta;
    }

    /** The weights after these signals. */
    public static double[] weights(Reparametrization g, Penalty penalty, Signal... signals) {
        double[] w = new double[g.dimension()];
        g.apply(factors(g, penalty, signals), w);
        return w;
    }

    /** ‖w(A then B) − w(B then A)‖∞. */
    public static double swapGap(Reparametrization g, Penalty penalty, Signal a, Signal b) {
        double[] first = weights(g, penalty, a, b);
        double[] second = weights(g, penalty, b, a);
        double gap = 0;
        for (int i = 0; i < first.length; i++) {
            gap = Math.max(gap, Math.abs(first[i] - second[i]));
        }
        return gap;
    }

    private static final class Driven implements FlowSystem {

        private final Reparametrization g;
        private final Penalty penalty;
        private final Signal signal;
        private final double[] decay;

        Driven(Reparametrization g, Penalty penalty, Signal signal) {
            this.g = g;
            this.penalty = penalty;
            this.signal = signal;
            this.decay = new double[g.factorCount()];
        }

        @Override
        public int dimension() {
            return decay.length;
        }

        @Override
        public void rate(double[] theta, double[] rate) {
            g.pullBack(theta, signal.gradient(), rate);
            penalty.gradient(theta, decay);
            for (int i = 0; i < rate.length; i++) {
                rate[i] = -rate[i] - signal.decayRate() * decay[i];
            }
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            double norm = 0;
            for (int i = 0; i < after.length; i++) {
                double scale = Math.max(Math.abs(before[i]), Math.abs(after[i])) + FLOOR;
                norm = Math.max(norm, Math.abs(error[i]) / (TOLERANCE * scale));
            }
            return norm;
        }
    }
}
