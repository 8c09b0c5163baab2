package org.mirrorflow.theory.reparam;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Start;

/**
 * W = W₀ + BA with B n × r, A r × m and W₀ frozen: the weights that the problem starts from, or 0. Gradient flow conserves
 * BᵀB − AAᵀ, a decay rate λ of the factors multiplies it by e^{−2Λ}. From B = 0 and A = α·I at full width, aligned
 * gradients make it mirror flow of ½h_β of the singular values of W − W₀ with β = ½α².
 *
 * <p>Source: Hu et al. 2021 (arXiv 2106.09685); Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), the balance derived,
 * checked.
 */
public final class LowRankAdapter extends MatrixChain {

    /**
     * @param n rows of W
     * @param m columns of W
     * @param frozen W₀ by rows
     * @param b B at the start, n × r by rows
     * @param a A at the start, r × m by rows
     */
    public LowRankAdapter(int n, int m, double[] frozen, double[] b, double[] a) {
        super(
                new String[] {"B", "A"},
                new int[] {n, b.length / n, m},
                new boolean[] {false, false},
                frozen,
                Chains.join(b, a));
    }

    @Override
    public String balanceFormula() {
        return "(B^\\top B - AA^\\top)_{ij}";
    }

    /** The catalogue entry {@code low-rank-adapter}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "low-rank-adapter";
        }

        @Override
        public String name() {
            return "Low-rank adapter";
        }

        @Override
        public String formula() {
            return "W = W_0 + BA,\\quad B_0 = 0";
        }

        @Override
        public String summary() {
            return "A frozen matrix plus a product that starts at 0: fine-tuning by few directions.";
        }

        @Override
        public String source() {
            return "Hu et al. 2021 (arXiv 2106.09685).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(1),
                    MatrixStarts.start(MatrixStarts.RANDOM, MatrixStarts.RANDOM));
        }

        @Override
        public LowRankAdapter create(Settings settings, Start start) {
            Block block = MatrixStarts.block(start);
            int n = block.rows();
            int m = block.columns();
            int r = MatrixStarts.width(settings, Math.min(n, m));
            double alpha = settings.real(Starts.INITIAL_SCALE);
            double[] a = new double[r * m];
            if (settings.text(MatrixStarts.START).equals(MatrixStarts.RANDOM)) {
                MatrixStarts.random(alpha, r, a.length, start, "A", a, 0);
            } else {
                MatrixStarts.identity(alpha, r, m, a, 0);
            }
            double[] frozen = start.weights().map(double[]::clone).orElseGet(() -> new double[n * m]);
            return new LowRankAdapter(n, m, frozen, new double[n * r], a);
        }
    }
}
