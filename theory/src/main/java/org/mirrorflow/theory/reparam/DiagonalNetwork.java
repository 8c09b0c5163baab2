package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.mirror.DeepDiagonalPotential;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingDeepDiagonal;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.MovingNegativeEntropy;
import org.mirrorflow.theory.mirror.MovingPotential;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.mirror.Tsallis;
import org.mirrorflow.theory.weights.Start;

/**
 * The diagonal network of depth L, w = uᴸ − vᴸ coordinate by coordinate, θ = (u, v) ∈ ℝ²ᵈ.
 *
 * <p>Depth 2: u·v is conserved and gradient flow is mirror flow of ¼h_β − s·w with β = 2|u₀v₀| and
 * s = ¼ asinh(w₀/β) = ¼ log|u₀/v₀|. Depth L ≥ 3: u^{2−L} + v^{2−L} is conserved and the potential is
 * {@link DeepDiagonalPotential}. A coordinate with one factor 0 keeps its sign for ever: its potential is ¼ of the
 * negative entropy (L = 2) or 1/L² of the {@link Tsallis} potential with s = 2/L, on the half-line of that sign. A
 * coordinate with both factors 0 can never move.
 *
 * <p>Factors are non-negative at odd depth; at even depth their signs do not matter.
 *
 * <p>Convention for the scale: {@code initial-scale} α means u₀ = v₀ = α when the initial weight is 0, hence β = 2α²
 * at depth 2. Another initial weight starts on the same conserved quantity: u₀v₀ = α², or
 * u₀^{2−L} + v₀^{2−L} = 2α^{2−L}.
 *
 * <p>Source: Woodworth et al. 2020 (arXiv 2002.09277), Theorems 1 and 3.
 */
public final class DiagonalNetwork implements Coordinatewise {

    private final int depth;
    private final int dimension;
    private final double[] start;

    /**
     * @param depth L, at least 2
     * @param u0 u at the start, length d
     * @param v0 v at the start, length d
     */
    public DiagonalNetwork(int depth, double[] u0, double[] v0) {
        if (depth < 2) {
            throw new IllegalArgumentException("a diagonal network needs a depth of at least 2; given " + depth);
        }
        this.depth = depth;
        dimension = u0.length;
        start = Factors.join(u0, v0);
    }

    /** L. */
    public int depth() {
        return depth;
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
        Kernels.get().powerDifference(dimension, depth, theta, w);
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < dimension; i++) {
            wDot[i] = depth
                    * (power(theta[i], depth - 1) * thetaDot[i]
                            - power(theta[dimension + i], depth - 1) * thetaDot[dimension + i]);
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        Kernels.get().pullBackPowers(dimension, depth, theta, gradient, out);
    }

    @Override
    public void descend(double[] theta, double[] gradient, double rate, double[] slope, double[] w) {
        Shapes.check(this, theta, w);
        Kernels.get().descendPowers(dimension, depth, rate, theta, gradient, w);
    }

    @Override
    public int factorsPerWeight() {
        return 2;
    }

    @Override
    public void slopes(double[] theta, int i, double[] out) {
        out[0] = depth * power(theta[i], depth - 1);
        out[1] = -depth * power(theta[dimension + i], depth - 1);
    }

    @Override
    public void curvatures(double[] theta, int i, double[] out) {
        out[0] = depth * (depth - 1.0) * power(theta[i], depth - 2);
        out[1] = 0;
        out[2] = 0;
        out[3] = -depth * (depth - 1.0) * power(theta[dimension + i], depth - 2);
    }

    @Override
    public int balanceCount() {
        return dimension;
    }

    /** u·v at depth 2, otherwise |u|^{2−L} + |v|^{2−L} (infinite for a factor that is 0). */
    @Override
    public void balance(double[] theta, double[] out) {
        for (int i = 0; i < dimension; i++) {
            double u = theta[i];
            double v = theta[dimension + i];
            out[i] = depth == 2 ? u * v : 1 / power(Math.abs(u), depth - 2) + 1 / power(Math.abs(v), depth - 2);
        }
    }

    @Override
    public String balanceFormula() {
        return depth == 2 ? "u_i v_i" : "u_i^{" + (2 - depth) + "} + v_i^{" + (2 - depth) + "}";
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        double[] w0 = new double[dimension];
        apply(theta0, w0);
        ScalarPotential[] potentials = new ScalarPotential[dimension];
        for (int i = 0; i < dimension; i++) {
            potentials[i] = induced(i, theta0[i], theta0[dimension + i], w0[i]);
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    private ScalarPotential induced(int i, double u, double v, double w0) {
        if (u == 0 && v == 0) {
            throw Factors.stuck(i, "u", "v");
        }
        if (depth % 2 == 1 && (u < 0 || v < 0)) {
            throw new IllegalArgumentException("at odd depth " + depth + " the factors of weight " + i
                    + " must not be negative; given u = " + u + ", v = " + v);
        }
        if (u != 0 && v != 0) {
            return depth == 2
                    ? Factors.centred(new HyperbolicEntropy(2 * Math.abs(u * v)), 0.25, w0)
                    : new DeepDiagonalPotential(depth, Math.abs(u), Math.abs(v));
        }
        ScalarPotential locked = depth == 2 ? new NegativeEntropy() : new Tsallis(2.0 / depth);
        return Factors.centred(v == 0 ? locked : locked.reflected(), 1.0 / (depth * depth), w0);
    }

    /** 2 at depth 2; 2 − L beyond: there the conserved sum grows under decay. */
    @Override
    public double balanceDegree() {
        return depth == 2 ? 2 : 2 - depth;
    }

    /** ¼h_{β_t} with β_t = β₀e^{−2Λ_t} at depth 2; ordinary weight decay is not admissible beyond. */
    @Override
    public Optional<MovingMirrorMap> movingMap(double[] theta0) {
        if (depth != 2) {
            return Optional.empty();
        }
        MovingPotential[] potentials = new MovingPotential[dimension];
        for (int i = 0; i < dimension; i++) {
            double u = theta0[i];
            double v = theta0[dimension + i];
            if (u == 0 && v == 0) {
                throw Factors.stuck(i, "u", "v");
            }
            double w0 = (u - v) * (u + v);
            potentials[i] = u != 0 && v != 0
                    ? MovingHyperbolicEntropy.centred(2 * Math.abs(u * v), 0.25, w0)
                    : new MovingNegativeEntropy(0.25, w0);
        }
        return Optional.of(SeparableMovingMirrorMap.of(potentials));
    }

    /** Σ|u|ᴸ + |v|ᴸ at depth 3 and beyond; at depth 2 it would be ‖θ‖² again. */
    @Override
    public Optional<Penalty> admissiblePenalty() {
        return depth == 2 ? Optional.empty() : Optional.of(new Powers(depth));
    }

    @Override
    public Optional<MovingMirrorMap> movingMapOfAdmissiblePenalty(double[] theta0) {
        if (depth == 2) {
            return Optional.empty();
        }
        MovingPotential[] potentials = new MovingPotential[dimension];
        for (int i = 0; i < dimension; i++) {
            double u = Math.abs(theta0[i]);
            double v = Math.abs(theta0[dimension + i]);
            if (u == 0 || v == 0) {
                return Optional.empty();
            }
            potentials[i] = new MovingDeepDiagonal(depth, u, v);
        }
        return Optional.of(SeparableMovingMirrorMap.of(potentials));
    }

    /** Σ|θᵢ|ᴸ. */
    private record Powers(int depth) implements Penalty {

        @Override
        public double value(double[] theta) {
            double sum = 0;
            for (double x : theta) {
                sum += Math.abs(power(x, depth));
            }
            return sum;
        }

        @Override
        public void gradient(double[] theta, double[] out) {
            for (int i = 0; i < theta.length; i++) {
                out[i] = depth * Math.copySign(Math.abs(power(theta[i], depth - 1)), theta[i]);
            }
        }

        @Override
        public String formula() {
            return "\\sum_i |u_i|^{" + depth + "} + |v_i|^{" + depth + "}";
        }
    }

    /** Powers by repeated multiplication: exact for 0 and 1, and much faster than {@link Math#pow}. */
    private static double power(double x, int exponent) {
        double result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= x;
        }
        return result;
    }

    /**
     * The catalogue entry {@code diagonal-network}; parameters {@code depth}, {@code initial-scale} and {@code
     * initial-weight}.
     */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "diagonal-network";
        }

        @Override
        public String name() {
            return "Diagonal network";
        }

        @Override
        public String formula() {
            return "w = u^L - v^L";
        }

        @Override
        public String summary() {
            return "A linear network with diagonal layers: depth and initial scale move its bias from ℓ2 to ℓ1.";
        }

        @Override
        public String source() {
            return "Woodworth et al. 2020 (arXiv 2002.09277), Theorems 1 and 3.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of layers, at least 2.", false, 2, 2, 10),
                    Starts.initialScale("Value of every factor at the start, u₀ = v₀ = α, when the initial weight is 0;"
                            + " at depth 2 it gives β = 2α²."),
                    Starts.initialWeight());
        }

        @Override
        public DiagonalNetwork create(Settings settings, Start start) {
            int depth = settings.whole("depth");
            double scale = settings.real(Starts.INITIAL_SCALE);
            double[] w = Starts.weights(settings, start);
            double[] u = new double[w.length];
            double[] v = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                if (w[i] == 0) {
                    u[i] = scale;
                    v[i] = scale;
                } else if (depth == 2) {
                    double product = scale * scale;
                    double larger = Math.sqrt(0.5 * (Math.abs(w[i]) + Math.hypot(w[i], 2 * product)));
                    u[i] = w[i] > 0 ? larger : product / larger;
                    v[i] = w[i] > 0 ? product / larger : larger;
                } else {
                    DeepDiagonalPotential balanced = DeepDiagonalPotential.balanced(depth, scale);
                    u[i] = balanced.positiveFactor(w[i]);
                    v[i] = balanced.negativeFactor(w[i]);
                }
            }
            return new DiagonalNetwork(depth, u, v);
        }
    }
}
