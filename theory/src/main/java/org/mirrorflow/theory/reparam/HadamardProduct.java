package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.MovingNegativeEntropy;
import org.mirrorflow.theory.mirror.MovingPotential;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.weights.Start;

/**
 * w = u⊙v with θ = (u, v) ∈ ℝ²ᵈ. Gradient flow conserves u² − v² in each coordinate and is mirror flow of ½h_β − s·w
 * with
 *
 * <pre>
 * β = ½|u₀² − v₀²|,   s = ½ asinh(w₀/β).
 * </pre>
 *
 * A balanced coordinate (u₀² = v₀² ≠ 0, β = 0) keeps its sign for ever: its potential is half the negative entropy on
 * the half-line of that sign. A coordinate with u₀ = v₀ = 0 can never move.
 *
 * <p>Convention for the scale: {@code initial-scale} α means β = α². With w₀ = 0 the start is u₀ = √2·α, v₀ = 0; in
 * general u₀ = √(β + √(β² + w₀²)), v₀ = w₀/u₀.
 *
 * <p>Source: Woodworth et al. 2020 (arXiv 2002.09277); Jacobs and Burkholz 2024 (arXiv 2408.09966), in the
 * normalisation β = ½|u₀² − v₀²|.
 */
public final class HadamardProduct implements Coordinatewise {

    private final int dimension;
    private final double[] start;

    /**
     * @param u0 u at the start, length d
     * @param v0 v at the start, length d
     */
    public HadamardProduct(double[] u0, double[] v0) {
        dimension = u0.length;
        start = Factors.join(u0, v0);
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
            w[i] = theta[i] * theta[dimension + i];
        }
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < dimension; i++) {
            wDot[i] = thetaDot[i] * theta[dimension + i] + theta[i] * thetaDot[dimension + i];
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        for (int i = 0; i < dimension; i++) {
            out[i] = theta[dimension + i] * gradient[i];
            out[dimension + i] = theta[i] * gradient[i];
        }
    }

    @Override
    public int factorsPerWeight() {
        return 2;
    }

    @Override
    public void slopes(double[] theta, int i, double[] out) {
        out[0] = theta[dimension + i];
        out[1] = theta[i];
    }

    @Override
    public void curvatures(double[] theta, int i, double[] out) {
        out[0] = 0;
        out[1] = 1;
        out[2] = 1;
        out[3] = 0;
    }

    @Override
    public int balanceCount() {
        return dimension;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        for (int i = 0; i < dimension; i++) {
            out[i] = (theta[i] - theta[dimension + i]) * (theta[i] + theta[dimension + i]);
        }
    }

    @Override
    public String balanceFormula() {
        return "u_i^2 - v_i^2";
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        double[] w0 = new double[dimension];
        double[] balance = new double[dimension];
        apply(theta0, w0);
        balance(theta0, balance);
        ScalarPotential[] potentials = new ScalarPotential[dimension];
        for (int i = 0; i < dimension; i++) {
            if (theta0[i] == 0 && theta0[dimension + i] == 0) {
                throw Factors.stuck(i, "u", "v");
            }
            double beta = 0.5 * Math.abs(balance[i]);
            if (beta > 0) {
                potentials[i] = Factors.centred(new HyperbolicEntropy(beta), 0.5, w0[i]);
            } else if (w0[i] > 0) {
                potentials[i] = Factors.centred(new NegativeEntropy(), 0.5, w0[i]);
            } else {
                potentials[i] = Factors.centred(new NegativeEntropy().reflected(), 0.5, w0[i]);
            }
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    /** ½h_{β_t} with β_t = β₀e^{−2Λ_t}, and on balanced coordinates the entropy with a moving centre. */
    @Override
    public Optional<MovingMirrorMap> movingMap(double[] theta0) {
        double[] w0 = new double[dimension];
        double[] balance = new double[dimension];
        apply(theta0, w0);
        balance(theta0, balance);
        MovingPotential[] potentials = new MovingPotential[dimension];
        for (int i = 0; i < dimension; i++) {
            if (theta0[i] == 0 && theta0[dimension + i] == 0) {
                throw Factors.stuck(i, "u", "v");
            }
            double beta = 0.5 * Math.abs(balance[i]);
            potentials[i] = beta > 0
                    ? MovingHyperbolicEntropy.centred(beta, 0.5, w0[i])
                    : new MovingNegativeEntropy(0.5, w0[i]);
        }
        return Optional.of(SeparableMovingMirrorMap.of(potentials));
    }

    /**
     * The catalogue entry {@code hadamard-product}; parameters {@code initial-scale}, {@code initial-weight}, {@code
     * initial-spread}, {@code start}, {@code start-u} and {@code start-v}.
     */
    public static final class Family implements ReparametrizationFamily {

        private static final String START = "start";
        private static final String SCALED = "scaled";
        private static final String BALANCED = "balanced";

        @Override
        public String id() {
            return "hadamard-product";
        }

        @Override
        public String name() {
            return "Hadamard product";
        }

        @Override
        public String formula() {
            return "w = u \\odot v";
        }

        @Override
        public String summary() {
            return "Two factors a weight: gradient flow minimises a hyperbolic entropy, from ℓ2 to ℓ1 with the scale.";
        }

        @Override
        public String source() {
            return "Woodworth et al. 2020 (arXiv 2002.09277); Jacobs and Burkholz 2024 (arXiv 2408.09966).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    Starts.initialScale("Sets the scale of the induced hyperbolic entropy: β = ½|u₀² − v₀²| = α²."),
                    Starts.initialWeight(),
                    Starts.initialSpread(),
                    new Parameter.Choice(
                            START,
                            "",
                            "Start",
                            "scaled starts at β = α²; balanced at u₀ = √|w₀|, v₀ = ±u₀, where β = 0 and no weight can"
                                    + " change its sign.",
                            false,
                            SCALED,
                            List.of(SCALED, BALANCED)),
                    factors("start-u", "u_0", "u"),
                    factors("start-v", "v_0", "v"));
        }

        private static Parameter factors(String id, String symbol, String name) {
            return new Parameter.Text(
                    id,
                    symbol,
                    "Start of " + name,
                    "The factor " + name
                            + " at the start, one number a weight, separated by commas; empty for a start by"
                            + " scale and weight.",
                    false,
                    "",
                    false);
        }

        /** @throws InvalidSettingException for lists that do not fit, or a balanced start at weight 0 */
        @Override
        public HadamardProduct create(Settings settings, Start start) {
            boolean listed = !settings.text("start-u").isBlank()
                    || !settings.text("start-v").isBlank();
            if (listed && start.weights().isEmpty()) {
                return new HadamardProduct(
                        Starts.list("start-u", settings.text("start-u"), start.dimension()),
                        Starts.list("start-v", settings.text("start-v"), start.dimension()));
            }
            double scale = settings.real(Starts.INITIAL_SCALE);
            boolean balanced = settings.text(START).equals(BALANCED);
            double beta = balanced ? 0 : scale * scale;
            double[] v = Starts.weights(settings, start);
            double[] u = new double[v.length];
            for (int i = 0; i < u.length; i++) {
                if (balanced && v[i] == 0) {
                    throw new InvalidSettingException(
                            START,
                            "is \"balanced\", but weight " + i + " starts at 0, where balanced factors can never move;"
                                    + " give initial-weight or initial-spread a value other than 0");
                }
                u[i] = balanced ? Math.sqrt(Math.abs(v[i])) : Math.sqrt(beta + Math.hypot(beta, v[i]));
                v[i] = balanced ? Math.copySign(u[i], v[i]) : v[i] / u[i];
            }
            return new HadamardProduct(u, v);
        }
    }
}
