package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.ProductPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/**
 * A product of L factors in each coordinate, w = w₁⊙⋯⊙w_L, θ = (w₁, …, w_L) ∈ ℝ^{Ld}: the deep diagonal linear network
 * without the difference of two products.
 *
 * <p>Gradient flow conserves wᵢ² − wⱼ² in each coordinate and is mirror flow of {@link ProductPotential}. From equal
 * factors a coordinate keeps its sign for ever; from (0, λ, …, λ) it starts at weight 0 and may take either sign. Two
 * factors at 0 are a saddle that no first-order flow leaves.
 *
 * <p>Source: Woodworth et al. 2020 (arXiv 2002.09277), section 4; Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064),
 * section 4, with q = 2.
 */
public final class ProductOfFactors implements Coordinatewise {

    private final int depth;
    private final int dimension;
    private final double[] start;

    /** @param factors w₁, …, w_L at the start, L ≥ 2 arrays of one length d */
    public ProductOfFactors(double[]... factors) {
        depth = factors.length;
        if (depth < 2) {
            throw new IllegalArgumentException("a product needs at least 2 factors; given " + depth);
        }
        dimension = factors[0].length;
        start = new double[depth * dimension];
        for (int k = 0; k < depth; k++) {
            if (factors[k].length != dimension) {
                throw new IllegalArgumentException("the factors must have equal lengths; factor 1 has " + dimension
                        + " and factor " + (k + 1) + " has " + factors[k].length);
            }
            System.arraycopy(factors[k], 0, start, k * dimension, dimension);
        }
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
        return depth * dimension;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public Layout factorLayout() {
        Block[] blocks = new Block[depth];
        Arrays.setAll(blocks, k -> new Block("w" + (k + 1), dimension, 1));
        return Layout.of(blocks);
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        for (int i = 0; i < dimension; i++) {
            double product = theta[i];
            for (int k = 1; k < depth; k++) {
                product *= theta[k * dimension + i];
            }
            w[i] = product;
        }
    }

    /** Πⱼ≠ₖ wⱼ in coordinate i. */
    private double others(double[] theta, int i, int k) {
        double product = 1;
        for (int j = 0; j < depth; j++) {
            if (j != k) {
                product *= theta[j * dimension + i];
            }
        }
        return product;
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < dimension; i++) {
            double sum = 0;
            for (int k = 0; k < depth; k++) {
                sum += others(theta, i, k) * thetaDot[k * dimension + i];
            }
            wDot[i] = sum;
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        for (int k = 0; k < depth; k++) {
            for (int i = 0; i < dimension; i++) {
                out[k * dimension + i] = others(theta, i, k) * gradient[i];
            }
        }
    }

    @Override
    public int factorsPerWeight() {
        return depth;
    }

    @Override
    public void slopes(double[] theta, int i, double[] out) {
        for (int k = 0; k < depth; k++) {
            out[k] = others(theta, i, k);
        }
    }

    @Override
    public void curvatures(double[] theta, int i, double[] out) {
        for (int k = 0; k < depth; k++) {
            for (int l = 0; l < depth; l++) {
                double product = k == l ? 0 : 1;
                for (int j = 0; j < depth; j++) {
                    if (j != k && j != l) {
                        product *= theta[j * dimension + i];
                    }
                }
                out[k * depth + l] = product;
            }
        }
    }

    @Override
    public int balanceCount() {
        return (depth - 1) * dimension;
    }

    /** wₖ² − w₁² for k = 2, …, L, one factor after the other. */
    @Override
    public void balance(double[] theta, double[] out) {
        for (int k = 1; k < depth; k++) {
            for (int i = 0; i < dimension; i++) {
                double first = theta[i];
                double other = theta[k * dimension + i];
                out[(k - 1) * dimension + i] = (other - first) * (other + first);
            }
        }
    }

    @Override
    public String balanceFormula() {
        return "w_k^2 - w_1^2";
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        ScalarPotential[] potentials = new ScalarPotential[dimension];
        double[] factors = new double[depth];
        for (int i = 0; i < dimension; i++) {
            int zeros = 0;
            for (int k = 0; k < depth; k++) {
                factors[k] = theta0[k * dimension + i];
                zeros += factors[k] == 0 ? 1 : 0;
            }
            if (zeros > 1) {
                throw new IllegalArgumentException("weight " + i + " can never move: " + zeros
                        + " of its factors start at 0; give all but one of them a value other than 0");
            }
            potentials[i] = new ProductPotential(factors);
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    /** For two factors, as for {@link HadamardProduct}; weight decay is not admissible for more. */
    @Override
    public Optional<MovingMirrorMap> movingMap(double[] theta0) {
        return depth == 2
                ? new HadamardProduct(new double[dimension], new double[dimension]).movingMap(theta0)
                : Optional.empty();
    }

    /** The catalogue entry {@code product}; parameters {@code depth}, {@code initial-scale} and {@code start}. */
    public static final class Family implements ReparametrizationFamily {

        private static final String START = "start";
        private static final String ONE_ZERO = "one-zero";
        private static final String BALANCED = "balanced";

        @Override
        public String id() {
            return "product";
        }

        @Override
        public String name() {
            return "Product of factors";
        }

        @Override
        public String formula() {
            return "w = w_1 \\odot \\cdots \\odot w_L";
        }

        @Override
        public String summary() {
            return "L factors a weight: whether and how fast a flow leaves the saddle at 0 depends on depth and on the start.";
        }

        @Override
        public String source() {
            return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), section 4.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of factors, at least 2.", false, 3, 2, 10),
                    new Parameter.Real(
                            Starts.INITIAL_SCALE,
                            "\\lambda",
                            "Initial scale",
                            "Size of the factors that do not start at 0.",
                            false,
                            0.5,
                            1e-8,
                            1e4,
                            true),
                    new Parameter.Choice(
                            START,
                            "",
                            "Start",
                            "one-zero starts at (0, λ, …, λ), weight 0, either sign possible; balanced at (λ, …, λ),"
                                    + " weight λᴸ, whose sign never changes.",
                            false,
                            ONE_ZERO,
                            List.of(ONE_ZERO, BALANCED)));
        }

        /** @throws InvalidSettingException when the problem starts a weight at 0 and the factors are to be equal */
        @Override
        public ProductOfFactors create(Settings settings, Start start) {
            int depth = settings.whole("depth");
            double scale = settings.real(Starts.INITIAL_SCALE);
            boolean balanced = settings.text(START).equals(BALANCED);
            int d = start.dimension();
            double[][] factors = new double[depth][d];
            for (double[] factor : factors) {
                Arrays.fill(factor, scale);
            }
            if (!balanced) {
                Arrays.fill(factors[0], 0);
            }
            if (start.weights().isPresent()) {
                double[] w = start.weights().get();
                double[] reference = new double[depth];
                Arrays.fill(reference, scale);
                reference[0] = 0;
                ProductPotential potential = new ProductPotential(reference);
                for (int i = 0; i < d; i++) {
                    if (balanced && w[i] == 0) {
                        throw new InvalidSettingException(
                                START,
                                "is \"balanced\", but the problem starts weight " + i
                                        + " at 0, where equal factors can never move; use \"one-zero\"");
                    }
                    double size = balanced ? Math.pow(Math.abs(w[i]), 1.0 / depth) : 0;
                    double first = balanced ? Math.copySign(size, w[i]) : potential.smallestFactor(w[i]);
                    double rest = balanced ? size : Math.hypot(first, scale);
                    for (int k = 0; k < depth; k++) {
                        factors[k][i] = k == 0 ? first : rest;
                    }
                }
            }
            return new ProductOfFactors(factors);
        }
    }
}
