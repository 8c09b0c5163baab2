package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Start;

/**
 * W = W_L⋯W₁. Gradient flow conserves W_{j+1}ᵀW_{j+1} − W_jW_jᵀ, a decay rate λ multiplies it by e^{−2Λ}. Balanced factors
 * give Ẇ = −Σⱼ (WWᵀ)^{(j−1)/L} ∇f (WᵀW)^{(L−j)/L}; from multiples of the identity and with symmetric gradients that commute
 * it is mirror flow of the Tsallis potential with s = 2/L, divided by L, of the eigenvalues.
 *
 * <p>Source: Arora, Cohen and Hazan 2018 (arXiv 1802.06509), Theorem 1; the potential derived, checked.
 */
public final class DeepMatrixProduct extends MatrixChain {

    /**
     * @param sizes d₀ … d_L from the rows of W to its columns: W_L is d₀ × d₁, W₁ is d_{L−1} × d_L
     * @param factors W_L, …, W₁ at the start, each by rows
     */
    public DeepMatrixProduct(int[] sizes, double[] factors) {
        super(
                names(sizes.length - 1),
                sizes,
                new boolean[sizes.length - 1],
                new double[sizes[0] * sizes[sizes.length - 1]],
                factors);
    }

    private static String[] names(int depth) {
        String[] names = new String[depth];
        Arrays.setAll(names, j -> "W" + (depth - j));
        return names;
    }

    @Override
    public String balanceFormula() {
        return "(W_{j+1}^\\top W_{j+1} - W_jW_j^\\top)_{ik}";
    }

    /** The catalogue entry {@code deep-matrix-product}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "deep-matrix-product";
        }

        @Override
        public String name() {
            return "Deep linear network";
        }

        @Override
        public String formula() {
            return "W = W_L\\cdots W_1";
        }

        @Override
        public String summary() {
            return "A product of L matrices: singular values are learnt one after the other, the more so the deeper.";
        }

        @Override
        public String source() {
            return "Saxe, McClelland and Ganguli 2014 (arXiv 1312.6120); Arora, Cohen, Hu and Luo 2019 (arXiv 1905.13655).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of factors, at least 2.", false, 3, 2, 10),
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.3),
                    MatrixStarts.start(MatrixStarts.IDENTITY, MatrixStarts.RANDOM));
        }

        @Override
        public DeepMatrixProduct create(Settings settings, Start start) {
            Block block = MatrixStarts.block(start);
            int depth = settings.whole("depth");
            int r = MatrixStarts.width(settings, Math.min(block.rows(), block.columns()));
            double alpha = settings.real(Starts.INITIAL_SCALE);
            int[] sizes = new int[depth + 1];
            Arrays.fill(sizes, r);
            sizes[0] = block.rows();
            sizes[depth] = block.columns();
            if (start.weights().isPresent()) {
                return new DeepMatrixProduct(
                        sizes, MatrixStarts.balanced(start.weights().get(), sizes));
            }
            int total = 0;
            for (int j = 0; j < depth; j++) {
                total += sizes[j] * sizes[j + 1];
            }
            double[] factors = new double[total];
            int at = 0;
            for (int j = 0; j < depth; j++) {
                int size = sizes[j] * sizes[j + 1];
                if (settings.text(MatrixStarts.START).equals(MatrixStarts.RANDOM)) {
                    MatrixStarts.random(alpha, r, size, start, "W" + (depth - j), factors, at);
                } else {
                    MatrixStarts.identity(alpha, sizes[j], sizes[j + 1], factors, at);
                }
                at += size;
            }
            return new DeepMatrixProduct(sizes, factors);
        }
    }
}
