package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.LogDifferencePotential;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.MovingPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.weights.Start;

/**
 * w = log u − log v with u, v &gt; 0, θ = (u, v) ∈ ℝ²ᵈ. Gradient flow conserves u² + v² and is mirror flow of
 * {@link LogDifferencePotential}, whose mirror is bounded. The admissible penalty is log u + log v: its decay closes the dual
 * interval. Ordinary weight decay leaves w alone but is not admissible.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), section 5.
 */
public final class LogDifference implements Reparametrization {

    private final int dimension;
    private final double[] start;

    /**
     * @param u0 u at the start, positive, length d
     * @param v0 v at the start, positive, length d
     */
    public LogDifference(double[] u0, double[] v0) {
        dimension = u0.length;
        start = Factors.join(u0, v0);
        for (double x : start) {
            if (!(x > 0)) {
                throw new IllegalArgumentException("log u - log v needs positive factors; given " + x);
            }
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int factorCount() {
        return 2 * dimension;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        for (int i = 0; i < dimension; i++) {
            w[i] = Math.log(theta[i] / theta[dimension + i]);
        }
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < dimension; i++) {
            wDot[i] = thetaDot[i] / theta[i] - thetaDot[dimension + i] / theta[dimension + i];
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        for (int i = 0; i < dimension; i++) {
            out[i] = gradient[i] / theta[i];
            out[dimension + i] = -gradient[i] / theta[dimension + i];
        }
    }

    @Override
    public int balanceCount() {
        return dimension;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        for (int i = 0; i < dimension; i++) {
            out[i] = theta[i] * theta[i] + theta[dimension + i] * theta[dimension + i];
        }
    }

    @Override
    public String balanceFormula() {
        return "u_i^2 + v_i^2";
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        ScalarPotential[] potentials = new ScalarPotential[dimension];
        Arrays.setAll(
                potentials,
                i -> new LogDifferencePotential(theta0[i] * theta0[i], theta0[dimension + i] * theta0[dimension + i]));
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    @Override
    public Optional<Penalty> admissiblePenalty() {
        return Optional.of(Logarithms.INSTANCE);
    }

    @Override
    public Optional<MovingMirrorMap> movingMapOfAdmissiblePenalty(double[] theta0) {
        MovingPotential[] potentials = new MovingPotential[dimension];
        Arrays.setAll(
                potentials,
                i -> LogDifferencePotential.moving(
                        theta0[i] * theta0[i], theta0[dimension + i] * theta0[dimension + i]));
        return Optional.of(SeparableMovingMirrorMap.of(potentials));
    }

    /** Σ log θᵢ. */
    private enum Logarithms implements Penalty {
        INSTANCE;

        @Override
        public double value(double[] theta) {
            double sum = 0;
            for (double x : theta) {
                sum += Math.log(x);
            }
            return sum;
        }

        @Override
        public void gradient(double[] theta, double[] out) {
            for (int i = 0; i < theta.length; i++) {
                out[i] = 1 / theta[i];
            }
        }

        @Override
        public String formula() {
            return "\\sum_i \\log u_i + \\log v_i";
        }
    }

    /** The catalogue entry {@code log-difference}; parameters {@code initial-scale} and {@code initial-weight}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "log-difference";
        }

        @Override
        public String name() {
            return "Difference of logarithms";
        }

        @Override
        public String formula() {
            return "w = \\log u - \\log v";
        }

        @Override
        public String summary() {
            return "Two factors a weight whose mirror is bounded: the decay of log u + log v shrinks its range until it closes.";
        }

        @Override
        public String source() {
            return "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), section 5.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real(
                            Starts.INITIAL_SCALE,
                            "\\alpha",
                            "Initial scale",
                            "√(u₀v₀): both factors at the start when the initial weight is 0.",
                            false,
                            2,
                            1e-8,
                            1e4,
                            true),
                    Starts.initialWeight());
        }

        @Override
        public LogDifference create(Settings settings, Start start) {
            double scale = settings.real(Starts.INITIAL_SCALE);
            double[] w = Starts.weights(settings, start);
            double[] u = new double[w.length];
            double[] v = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                u[i] = scale * Math.exp(0.5 * w[i]);
                v[i] = scale * Math.exp(-0.5 * w[i]);
            }
            return new LogDifference(u, v);
        }
    }
}
