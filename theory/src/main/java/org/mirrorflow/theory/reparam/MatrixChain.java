package org.mirrorflow.theory.reparam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SingularValueMap;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;
import org.mirrorflow.theory.mirror.Tsallis;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * W = W₀ + E₁E₂…E_L, where each Eⱼ is a factor or the transpose of one. Gradient flow conserves EⱼᵀEⱼ − Eⱼ₊₁Eⱼ₊₁ᵀ for
 * each j; a decay rate λ(t) of the factors multiplies it by e^{−2Λ}, whatever the loss.
 *
 * <p>Aligned maps: with two factors, one 0 and the other α times an isometry, ½h_β of the singular values, β = ½α²e^{−2Λ};
 * with all Eⱼ = α·I, the Tsallis potential with s = 2/L, divided by L, of the eigenvalues (half the von Neumann entropy
 * for L = 2), whose only admissible decay is at L = 2.
 */
abstract class MatrixChain implements MatrixParametrization {

    private static final double ISOMETRY = 1e-12;

    private final int[] sizes;
    private final boolean[] transposed;
    private final int[] offsets;
    private final Layout layout;
    private final double[] fixed;
    private final double[] start;
    private final ThreadLocal<Workspace> workspace;

    /**
     * @param names names of the factors
     * @param sizes d₀ … d_L: Eⱼ is dⱼ₋₁ × dⱼ
     * @param transposed which factors are stored as Eⱼᵀ
     * @param fixed W₀ by rows, length d₀·d_L
     * @param start the factors at the start, one after the other
     */
    @SuppressWarnings(
            "ThreadLocalUsage") // one workspace a thread: a parametrization is shared by runs on several threads
    MatrixChain(String[] names, int[] sizes, boolean[] transposed, double[] fixed, double[] start) {
        this.sizes = sizes.clone();
        this.transposed = transposed.clone();
        this.fixed = fixed.clone();
        this.start = start.clone();
        offsets = new int[transposed.length + 1];
        List<Block> blocks = new ArrayList<>();
        for (int j = 0; j < transposed.length; j++) {
            offsets[j + 1] = offsets[j] + sizes[j] * sizes[j + 1];
            blocks.add(
                    transposed[j]
                            ? new Block(names[j], sizes[j + 1], sizes[j])
                            : new Block(names[j], sizes[j], sizes[j + 1]));
        }
        layout = new Layout(blocks);
        if (start.length != offsets[transposed.length] || fixed.length != rows() * columns()) {
            throw new IllegalArgumentException("the factors are " + layout + " of " + rows() + " × " + columns()
                    + " weights; given a start of length " + start.length + " and fixed weights of length "
                    + fixed.length);
        }
        workspace = ThreadLocal.withInitial(() -> new Workspace(this.sizes));
    }

    private static final class Workspace {
        /** Products of the first j factors; the last one is W − W₀ and is not kept. */
        final double[][] first;

        final double[][] firstDot;

        /** Products of the factors from j on. */
        final double[][] last;

        /** E_{j−1}ᵀ…E₁ᵀG. */
        final double[][] pulled;

        Workspace(int[] sizes) {
            int depth = sizes.length - 1;
            first = new double[depth + 1][];
            firstDot = new double[depth + 1][];
            last = new double[depth + 1][];
            pulled = new double[depth + 1][];
            for (int j = 1; j <= depth; j++) {
                first[j] = new double[sizes[0] * sizes[j]];
                firstDot[j] = new double[sizes[0] * sizes[j]];
                last[j] = new double[sizes[j - 1] * sizes[depth]];
                pulled[j] = new double[sizes[j - 1] * sizes[depth]];
            }
        }
    }

    /** L. */
    final int depth() {
        return transposed.length;
    }

    @Override
    public final int rows() {
        return sizes[0];
    }

    @Override
    public final int columns() {
        return sizes[transposed.length];
    }

    @Override
    public final int dimension() {
        return rows() * columns();
    }

    @Override
    public final int factorCount() {
        return start.length;
    }

    @Override
    public final double[] start() {
        return start.clone();
    }

    @Override
    public final Layout factorLayout() {
        return layout;
    }

    @Override
    public final double[] offset() {
        return fixed.clone();
    }

    @Override
    public final void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        System.arraycopy(fixed, 0, w, 0, w.length);
        int last = depth() - 1;
        double[] before = theta;
        int at = 0;
        boolean flipped = transposed[0];
        if (depth() > 2) {
            double[][] first = workspace.get().first;
            for (int j = 1; j < last; j++) {
                Products.product(
                        sizes[0],
                        sizes[j],
                        sizes[j + 1],
                        before,
                        at,
                        flipped,
                        theta,
                        offsets[j],
                        transposed[j],
                        first[j + 1],
                        0);
                before = first[j + 1];
                at = 0;
                flipped = false;
            }
        }
        Products.addProduct(
                sizes[0], sizes[last], columns(), before, at, flipped, theta, offsets[last], transposed[last], w, 0);
    }

    @Override
    public final void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        double[][] first = workspace.get().first;
        double[][] dot = workspace.get().firstDot;
        for (int i = 0; i < sizes[0]; i++) {
            for (int k = 0; k < sizes[1]; k++) {
                int from = transposed[0] ? k * sizes[0] + i : i * sizes[1] + k;
                first[1][i * sizes[1] + k] = theta[from];
                dot[1][i * sizes[1] + k] = thetaDot[from];
            }
        }
        for (int j = 1; j < depth(); j++) {
            boolean ends = j == depth() - 1;
            double[] next = ends ? wDot : dot[j + 1];
            Products.product(
                    sizes[0], sizes[j], sizes[j + 1], dot[j], 0, false, theta, offsets[j], transposed[j], next, 0);
            Products.addProduct(
                    sizes[0], sizes[j], sizes[j + 1], first[j], 0, false, thetaDot, offsets[j], transposed[j], next, 0);
            if (!ends) {
                Products.product(
                        sizes[0],
                        sizes[j],
                        sizes[j + 1],
                        first[j],
                        0,
                        false,
                        theta,
                        offsets[j],
                        transposed[j],
                        first[j + 1],
                        0);
            }
        }
    }

    @Override
    public final void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        int depth = depth();
        int m = columns();
        double[][] last = workspace.get().last;
        double[][] pulled = workspace.get().pulled;
        // last[j] = E_j … E_L, from j = L down to 2; E_L itself is read where it is stored
        for (int j = depth - 1; j >= 2; j--) {
            boolean stored = j + 1 == depth;
            Products.product(
                    sizes[j - 1],
                    sizes[j],
                    m,
                    theta,
                    offsets[j - 1],
                    transposed[j - 1],
                    stored ? theta : last[j + 1],
                    stored ? offsets[depth - 1] : 0,
                    stored && transposed[depth - 1],
                    last[j],
                    0);
        }
        double[] g = gradient;
        for (int j = 1; j <= depth; j++) {
            if (j == depth) {
                writeLast(g, out);
            } else {
                boolean stored = j + 1 == depth;
                double[] s = stored ? theta : last[j + 1];
                int so = stored ? offsets[depth - 1] : 0;
                boolean st = stored && transposed[depth - 1];
                if (transposed[j - 1]) {
                    Products.product(sizes[j], m, sizes[j - 1], s, so, st, g, 0, true, out, offsets[j - 1]);
                } else {
                    Products.product(sizes[j - 1], m, sizes[j], g, 0, false, s, so, !st, out, offsets[j - 1]);
                }
                Products.product(
                        sizes[j],
                        sizes[j - 1],
                        m,
                        theta,
                        offsets[j - 1],
                        !transposed[j - 1],
                        g,
                        0,
                        false,
                        pulled[j + 1],
                        0);
                g = pulled[j + 1];
            }
        }
    }

    private void writeLast(double[] g, double[] out) {
        int depth = depth();
        int k = sizes[depth - 1];
        int m = sizes[depth];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < m; j++) {
                out[offsets[depth - 1] + (transposed[depth - 1] ? j * k + i : i * m + j)] = g[i * m + j];
            }
        }
    }

    @Override
    public final int balanceCount() {
        int count = 0;
        for (int j = 1; j < depth(); j++) {
            count += sizes[j] * (sizes[j] + 1) / 2;
        }
        return count;
    }

    /** The upper triangles of EⱼᵀEⱼ − Eⱼ₊₁Eⱼ₊₁ᵀ, by rows, one j after the other. */
    @Override
    public final void balance(double[] theta, double[] out) {
        int at = 0;
        for (int j = 1; j < depth(); j++) {
            for (int a = 0; a < sizes[j]; a++) {
                for (int b = a; b < sizes[j]; b++) {
                    out[at++] = conserved(theta, j, a, b);
                }
            }
        }
    }

    private double conserved(double[] theta, int j, int a, int b) {
        double sum = 0;
        for (int i = 0; i < sizes[j - 1]; i++) {
            sum += entry(theta, j - 1, i, a) * entry(theta, j - 1, i, b);
        }
        for (int i = 0; i < sizes[j + 1]; i++) {
            sum -= entry(theta, j, a, i) * entry(theta, j, b, i);
        }
        return sum;
    }

    /** (E_{f+1})ᵢₖ. */
    final double entry(double[] theta, int f, int i, int k) {
        return theta[offsets[f] + (transposed[f] ? k * sizes[f] + i : i * sizes[f + 1] + k)];
    }

    @Override
    public final double imbalance(double[] theta) {
        double sum = 0;
        for (int j = 1; j < depth(); j++) {
            for (int a = 0; a < sizes[j]; a++) {
                for (int b = a; b < sizes[j]; b++) {
                    double c = conserved(theta, j, a, b);
                    sum += (a == b ? 1 : 2) * c * c;
                }
            }
        }
        return Math.sqrt(sum);
    }

    @Override
    public final Optional<SpectralMirrorMap> alignedMap(double[] theta0, double dose) {
        if (depth() == 2) {
            for (int f = 0; f < 2; f++) {
                double alpha = f == 0 ? isometry(theta0, 0, true) : isometry(theta0, 1, false);
                if (alpha > 0 && isZero(theta0, 1 - f)) {
                    double beta = 0.5 * alpha * alpha * Math.exp(-2 * dose);
                    return Optional.of(
                            new SingularValueMap(new HyperbolicEntropy(beta).scaled(0.5), rows(), columns()));
                }
            }
        }
        double alpha = commonMultiple(theta0);
        if (alpha > 0 && (dose == 0 || depth() == 2)) {
            int l = depth();
            double x0 = Math.pow(alpha, l);
            ScalarPotential r = l == 2
                    ? Factors.centred(new NegativeEntropy(), 0.5, x0).tilted(-dose)
                    : Factors.centred(new Tsallis(2.0 / l), 1.0 / l, x0);
            return Optional.of(new EigenvalueMap(r, rows()));
        }
        return Optional.empty();
    }

    @Override
    public final String obstacle(double[] theta0) {
        return alignedMap(theta0, 0).isPresent()
                ? ""
                : "The factors do not start where a spectral map is induced: one of two factors at 0 and the other a"
                        + " multiple of an isometry, or all of them the same multiple of the identity.";
    }

    /** α where E·Eᵀ = α²I (over the rows) or EᵀE = α²I, otherwise 0. */
    private double isometry(double[] theta, int f, boolean overRows) {
        int n = overRows ? sizes[f] : sizes[f + 1];
        int m = overRows ? sizes[f + 1] : sizes[f];
        double alpha = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < m; k++) {
                    sum += overRows
                            ? entry(theta, f, i, k) * entry(theta, f, j, k)
                            : entry(theta, f, k, i) * entry(theta, f, k, j);
                }
                if (i == 0 && j == 0) {
                    alpha = sum;
                }
                if (Math.abs(sum - (i == j ? alpha : 0)) > ISOMETRY * alpha) {
                    return 0;
                }
            }
        }
        return Math.sqrt(alpha);
    }

    private boolean isZero(double[] theta, int f) {
        for (int i = offsets[f]; i < offsets[f + 1]; i++) {
            if (theta[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** α where every factor is α·I, otherwise 0. */
    private double commonMultiple(double[] theta) {
        double alpha = theta[0];
        for (int f = 0; f < depth(); f++) {
            if (sizes[f] != sizes[f + 1]) {
                return 0;
            }
            for (int i = 0; i < sizes[f]; i++) {
                for (int k = 0; k < sizes[f]; k++) {
                    if (Math.abs(entry(theta, f, i, k) - (i == k ? alpha : 0)) > ISOMETRY * Math.abs(alpha)) {
                        return 0;
                    }
                }
            }
        }
        return alpha;
    }
}
