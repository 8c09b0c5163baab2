package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/**
 * A whole attention head: the score matrix W = KᵀQ with K r × n and Q r × m, and the value V, o × p, itself or as a product
 * V = V₁V₂. The weights are the blocks (W, V), the factors (K, Q, V) or (K, Q, V₁, V₂). Gradient flow conserves
 * KKᵀ − QQᵀ, and V₁ᵀV₁ − V₂V₂ᵀ where the value is a product, whatever the loss; a decay rate λ multiplies both by
 * e^{−2Λ}. A value that is trained itself has nothing of its own that is conserved.
 *
 * <p>Source: the balances derived, checked; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), on attention.
 */
public final class AttentionHead implements FactorMatrices {

    private final AttentionProduct score;
    private final Reparametrization value;

    /** The value's factors where it is a product. */
    private final @Nullable MatrixChain valueFactors;

    private final Layout layout;
    private final ThreadLocal<Workspace> workspace;

    /**
     * @param score W = KᵀQ
     * @param value V, o × p
     */
    public AttentionHead(AttentionProduct score, DirectWeights value) {
        this(score, value, null);
    }

    /**
     * @param score W = KᵀQ
     * @param outputs o
     * @param inputs p
     * @param first V₁ at the start, o × r by rows
     * @param second V₂ at the start, r × p by rows
     */
    public AttentionHead(AttentionProduct score, int outputs, int inputs, double[] first, double[] second) {
        this(score, new Value(outputs, inputs, first, second));
    }

    private AttentionHead(AttentionProduct score, Value value) {
        this(score, value, value);
    }

    @SuppressWarnings(
            "ThreadLocalUsage") // one workspace a thread: a parametrization is shared by runs on several threads
    private AttentionHead(AttentionProduct score, Reparametrization value, @Nullable MatrixChain valueFactors) {
        this.score = score;
        this.value = value;
        this.valueFactors = valueFactors;
        List<Block> blocks = new java.util.ArrayList<>(score.factorLayout().blocks());
        blocks.addAll(value.factorLayout().blocks());
        layout = new Layout(blocks);
        workspace = ThreadLocal.withInitial(() -> new Workspace(score, value));
    }

    /** V = V₁V₂. */
    private static final class Value extends MatrixChain {

        Value(int outputs, int inputs, double[] first, double[] second) {
            super(
                    new String[] {"V1", "V2"},
                    new int[] {outputs, first.length / outputs, inputs},
                    new boolean[] {false, false},
                    new double[outputs * inputs],
                    Chains.join(first, second));
        }

        @Override
        public String balanceFormula() {
            return "(V_1^\\top V_1 - V_2V_2^\\top)_{ij}";
        }
    }

    /** The parts of factors and weights that belong to each of the two blocks. */
    private static final class Workspace {
        final double[] scoreFactors;
        final double[] scoreDot;
        final double[] scoreWeights;
        final double[] scoreBalance;
        final double[] valueFactors;
        final double[] valueDot;
        final double[] valueWeights;
        final double[] valueBalance;

        Workspace(Reparametrization score, Reparametrization value) {
            scoreFactors = new double[score.factorCount()];
            scoreDot = new double[score.factorCount()];
            scoreWeights = new double[score.dimension()];
            scoreBalance = new double[score.balanceCount()];
            valueFactors = new double[value.factorCount()];
            valueDot = new double[value.factorCount()];
            valueWeights = new double[value.dimension()];
            valueBalance = new double[value.balanceCount()];
        }

        void factors(double[] theta) {
            split(theta, scoreFactors, valueFactors);
        }
    }

    private static void split(double[] whole, double[] first, double[] second) {
        System.arraycopy(whole, 0, first, 0, first.length);
        System.arraycopy(whole, first.length, second, 0, second.length);
    }

    private static void unite(double[] first, double[] second, double[] whole) {
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
    }

    @Override
    public int dimension() {
        return score.dimension() + value.dimension();
    }

    @Override
    public int factorCount() {
        return score.factorCount() + value.factorCount();
    }

    @Override
    public double[] start() {
        return Chains.join(score.start(), value.start());
    }

    @Override
    public Layout factorLayout() {
        return layout;
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        Workspace parts = workspace.get();
        parts.factors(theta);
        score.apply(parts.scoreFactors, parts.scoreWeights);
        value.apply(parts.valueFactors, parts.valueWeights);
        unite(parts.scoreWeights, parts.valueWeights, w);
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        Workspace parts = workspace.get();
        parts.factors(theta);
        split(thetaDot, parts.scoreDot, parts.valueDot);
        score.pushForward(parts.scoreFactors, parts.scoreDot, parts.scoreWeights);
        value.pushForward(parts.valueFactors, parts.valueDot, parts.valueWeights);
        unite(parts.scoreWeights, parts.valueWeights, wDot);
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        Workspace parts = workspace.get();
        parts.factors(theta);
        split(gradient, parts.scoreWeights, parts.valueWeights);
        score.pullBack(parts.scoreFactors, parts.scoreWeights, parts.scoreDot);
        value.pullBack(parts.valueFactors, parts.valueWeights, parts.valueDot);
        unite(parts.scoreDot, parts.valueDot, out);
    }

    @Override
    public int balanceCount() {
        return score.balanceCount() + value.balanceCount();
    }

    /** The upper triangle of KKᵀ − QQᵀ by rows, then that of V₁ᵀV₁ − V₂V₂ᵀ where the value is a product. */
    @Override
    public void balance(double[] theta, double[] out) {
        Workspace parts = workspace.get();
        parts.factors(theta);
        score.balance(parts.scoreFactors, parts.scoreBalance);
        value.balance(parts.valueFactors, parts.valueBalance);
        unite(parts.scoreBalance, parts.valueBalance, out);
    }

    @Override
    public String balanceFormula() {
        return value.balanceCount() == 0
                ? score.balanceFormula()
                : "(KK^\\top - QQ^\\top,\\ V_1^\\top V_1 - V_2V_2^\\top)_{ij}";
    }

    @Override
    public double imbalance(double[] theta) {
        Workspace parts = workspace.get();
        parts.factors(theta);
        return Math.hypot(
                score.imbalance(parts.scoreFactors),
                valueFactors == null ? 0 : valueFactors.imbalance(parts.valueFactors));
    }

    /** Empty: the scores' factors do not commute, see {@link Commutation}. */
    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        return Optional.empty();
    }

    /** The catalogue entry {@code attention-head}. */
    public static final class Family implements ReparametrizationFamily {

        private static final String VALUE = "value";
        private static final String DIRECT = "direct";
        private static final String FACTORED = "factored";

        @Override
        public String id() {
            return "attention-head";
        }

        @Override
        public String name() {
            return "Key, query and value";
        }

        @Override
        public String formula() {
            return "W = K^\\top Q,\\quad V\\ \\mathrm{or}\\ V_1V_2";
        }

        @Override
        public String summary() {
            return "The scores of an attention head through key and query, beside a value that is trained itself or as a product.";
        }

        @Override
        public String source() {
            return "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), on attention; the balances derived, checked.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.5),
                    MatrixStarts.start(MatrixStarts.RANDOM, MatrixStarts.RANDOM),
                    new Parameter.Choice(
                            VALUE,
                            "V",
                            "Value",
                            "How the value is made: direct for the value itself, factored for a product V₁V₂ of the"
                                    + " same width.",
                            false,
                            FACTORED,
                            List.of(DIRECT, FACTORED)));
        }

        @Override
        public Layout sample() {
            return Layout.of(new Block("W", 2, 2), new Block("V", 1, 2));
        }

        /** @throws InvalidSettingException for weights other than a matrix of scores and a value */
        @Override
        public AttentionHead create(Settings settings, Start start) {
            List<Block> blocks = start.layout().blocks();
            if (blocks.size() != 2 || !blocks.getFirst().isMatrix()) {
                throw new InvalidSettingException(
                        "kind",
                        "makes a matrix of scores and a value, but the weights are " + start.layout()
                                + "; take a problem of attention whose value is trained");
            }
            Block scores = blocks.get(0);
            Block values = blocks.get(1);
            int n = scores.rows();
            int m = scores.columns();
            int r = MatrixStarts.width(settings, Math.min(n, m));
            int s = MatrixStarts.width(settings, Math.min(values.rows(), values.columns()));
            boolean factored = settings.text(VALUE).equals(FACTORED);
            if (start.weights().isPresent()) {
                double[] given = start.weights().get();
                double[] v = Arrays.copyOfRange(given, scores.size(), given.length);
                AttentionProduct score = AttentionProduct.balanced(Arrays.copyOf(given, scores.size()), n, r, m);
                if (!factored) {
                    return new AttentionHead(score, new DirectWeights(v, Layout.of(values)));
                }
                double[] both = MatrixStarts.balanced(v, new int[] {values.rows(), s, values.columns()});
                return new AttentionHead(
                        score,
                        values.rows(),
                        values.columns(),
                        Arrays.copyOf(both, values.rows() * s),
                        Arrays.copyOfRange(both, values.rows() * s, both.length));
            }
            AttentionProduct score = new AttentionProduct(
                    n, m, factor(settings, r, r, n, start, "K"), factor(settings, r, r, m, start, "Q"));
            if (!factored) {
                return new AttentionHead(
                        score,
                        new DirectWeights(
                                factor(
                                        settings,
                                        values.columns(),
                                        values.rows(),
                                        values.columns(),
                                        start,
                                        values.name()),
                                Layout.of(values)));
            }
            return new AttentionHead(
                    score,
                    values.rows(),
                    values.columns(),
                    factor(settings, s, values.rows(), s, start, "V1"),
                    factor(settings, s, s, values.columns(), start, "V2"));
        }

        private static double[] factor(Settings settings, int width, int rows, int columns, Start start, String name) {
            double alpha = settings.real(Starts.INITIAL_SCALE);
            double[] factor = new double[rows * columns];
            if (settings.text(MatrixStarts.START).equals(MatrixStarts.RANDOM)) {
                MatrixStarts.random(alpha, width, factor.length, start, name, factor, 0);
            } else {
                MatrixStarts.identity(alpha, rows, columns, factor, 0);
            }
            return factor;
        }
    }
}
