package org.mirrorflow.theory.reparam;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Start;

/**
 * W = UVᵀ with U n × r and V m × r. Gradient flow conserves UᵀU − VᵀV, a decay rate λ multiplies it by e^{−2Λ}.
 *
 * <p>Source: Gunasekar et al. 2017 (arXiv 1705.09280); Arora, Cohen, Hu and Luo 2019 (arXiv 1905.13655).
 */
public final class FactorProduct extends MatrixChain {

    /**
     * @param n rows of W
     * @param m columns of W
     * @param u U at the start, n × r by rows
     * @param v V at the start, m × r by rows
     */
    public FactorProduct(int n, int m, double[] u, double[] v) {
        super(
                new String[] {"U", "V"},
                new int[] {n, u.length / n, m},
                new boolean[] {false, true},
                new double[n * m],
                Chains.join(u, v));
    }

    @Override
    public String balanceFormula() {
        return "(U^\\top U - V^\\top V)_{ij}";
    }

    /** The catalogue entry {@code factor-product}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "factor-product";
        }

        @Override
        public String name() {
            return "Factor product";
        }

        @Override
        public String formula() {
            return "W = UV^\\top";
        }

        @Override
        public String summary() {
            return "Two factor matrices: low rank is preferred, exactly as the nuclear norm only where the gradients commute.";
        }

        @Override
        public String source() {
            return "Gunasekar et al. 2017 (arXiv 1705.09280).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.1),
                    MatrixStarts.start(MatrixStarts.IDENTITY, MatrixStarts.ONE_ZERO, MatrixStarts.RANDOM));
        }

        @Override
        public FactorProduct create(Settings settings, Start start) {
            Block block = MatrixStarts.block(start);
            int n = block.rows();
            int m = block.columns();
            int r = MatrixStarts.width(settings, Math.min(n, m));
            double alpha = settings.real(Starts.INITIAL_SCALE);
            double[] u = new double[n * r];
            double[] v = new double[m * r];
            if (start.weights().isPresent()) {
                double[] both = MatrixStarts.balanced(start.weights().get(), new int[] {n, r, m});
                System.arraycopy(both, 0, u, 0, u.length);
                double[] vt = java.util.Arrays.copyOfRange(both, u.length, both.length);
                v = Products.transpose(vt, r, m);
                return new FactorProduct(n, m, u, v);
            }
            switch (settings.text(MatrixStarts.START)) {
                case MatrixStarts.RANDOM -> {
                    MatrixStarts.random(alpha, r, u.length, start, "U", u, 0);
                    MatrixStarts.random(alpha, r, v.length, start, "V", v, 0);
                }
                case MatrixStarts.ONE_ZERO -> {
                    // the shorter side's factor, so that it is a multiple of an isometry at full width
                    if (n <= m) {
                        MatrixStarts.identity(alpha, n, r, u, 0);
                    } else {
                        MatrixStarts.identity(alpha, m, r, v, 0);
                    }
                }
                default -> {
                    MatrixStarts.identity(alpha, n, r, u, 0);
                    MatrixStarts.identity(alpha, m, r, v, 0);
                }
            }
            return new FactorProduct(n, m, u, v);
        }
    }
}
