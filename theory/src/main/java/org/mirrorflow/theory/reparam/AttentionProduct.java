package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Start;

/**
 * W = KᵀQ with K r × n and Q r × m: the score of a token x for a query z is xᵀWz. Gradient flow conserves KKᵀ − QQᵀ, a decay
 * rate λ multiplies it by e^{−2Λ}.
 *
 * <p>Source: Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699).
 */
public final class AttentionProduct extends MatrixChain {

    private static final String CYCLIC = "cyclic";

    /**
     * @param n rows of W
     * @param m columns of W
     * @param k K at the start, r × n by rows
     * @param q Q at the start, r × m by rows
     */
    public AttentionProduct(int n, int m, double[] k, double[] q) {
        super(
                new String[] {"K", "Q"},
                new int[] {n, k.length / n, m},
                new boolean[] {true, false},
                new double[n * m],
                Chains.join(k, q));
    }

    /** The balanced factors of given weights, n × m by rows, of width r: KKᵀ = QQᵀ. */
    static AttentionProduct balanced(double[] w, int n, int r, int m) {
        double[] both = MatrixStarts.balanced(w, new int[] {n, r, m});
        return new AttentionProduct(
                n,
                m,
                Products.transpose(Arrays.copyOf(both, n * r), n, r),
                Arrays.copyOfRange(both, n * r, both.length));
    }

    @Override
    public String balanceFormula() {
        return "(KK^\\top - QQ^\\top)_{ij}";
    }

    /** The catalogue entry {@code attention-product}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "attention-product";
        }

        @Override
        public String name() {
            return "Key and query";
        }

        @Override
        public String formula() {
            return "W = K^\\top Q";
        }

        @Override
        public String summary() {
            return "The attention scores of a head through its key and query matrices: the margin is sought in the nuclear norm.";
        }

        @Override
        public String source() {
            return "Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.1),
                    MatrixStarts.start(MatrixStarts.IDENTITY, CYCLIC, MatrixStarts.RANDOM));
        }

        @Override
        public AttentionProduct create(Settings settings, Start start) {
            Block block = MatrixStarts.block(start);
            int n = block.rows();
            int m = block.columns();
            int r = MatrixStarts.width(settings, Math.min(n, m));
            double alpha = settings.real(Starts.INITIAL_SCALE);
            double[] k = new double[r * n];
            double[] q = new double[r * m];
            if (start.weights().isPresent()) {
                return balanced(start.weights().get(), n, r, m);
            }
            switch (settings.text(MatrixStarts.START)) {
                case MatrixStarts.RANDOM -> {
                    MatrixStarts.random(alpha, r, k.length, start, "K", k, 0);
                    MatrixStarts.random(alpha, r, q.length, start, "Q", q, 0);
                }
                case CYCLIC -> {
                    MatrixStarts.identity(alpha, r, n, k, 0);
                    for (int i = 0; i < Math.min(r, m); i++) {
                        q[i * m + (i + 1) % m] = alpha;
                    }
                }
                default -> {
                    MatrixStarts.identity(alpha, r, n, k, 0);
                    MatrixStarts.identity(alpha, r, m, q, 0);
                }
            }
            return new AttentionProduct(n, m, k, q);
        }
    }
}
