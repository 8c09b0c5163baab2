package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/**
 * W = UUᵀ − VVᵀ with U and V n × r. Gradient flow conserves UᵀV, a decay rate λ multiplies it by e^{−2Λ}. From
 * U₀U₀ᵀ = a²I and V₀V₀ᵀ = b²I, gradients that commute make it mirror flow of ¼h_β of the eigenvalues with β = 2ab·e^{−2Λ},
 * tilted by ¼log(a/b).
 *
 * <p>Source: Gunasekar et al. 2017 (arXiv 1705.09280); the balance and the potential derived, checked.
 */
public final class SymmetricDifference implements MatrixParametrization {

    private final int n;
    private final int r;
    private final double[] start;

    /**
     * @param n rows and columns of W
     * @param u U at the start, n × r by rows
     * @param v V at the start, n × r by rows
     */
    public SymmetricDifference(int n, double[] u, double[] v) {
        this.n = n;
        this.r = u.length / n;
        this.start = Factors.join(u, v);
    }

    @Override
    public int rows() {
        return n;
    }

    @Override
    public int columns() {
        return n;
    }

    @Override
    public int dimension() {
        return n * n;
    }

    @Override
    public int factorCount() {
        return start.length;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public Layout factorLayout() {
        return Layout.of(new Block("U", n, r), new Block("V", n, r));
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        int v = n * r;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += theta[i * r + k] * theta[j * r + k] - theta[v + i * r + k] * theta[v + j * r + k];
                }
                w[i * n + j] = sum;
                w[j * n + i] = sum;
            }
        }
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        int v = n * r;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += thetaDot[i * r + k] * theta[j * r + k] + theta[i * r + k] * thetaDot[j * r + k];
                    sum -= thetaDot[v + i * r + k] * theta[v + j * r + k]
                            + theta[v + i * r + k] * thetaDot[v + j * r + k];
                }
                wDot[i * n + j] = sum;
                wDot[j * n + i] = sum;
            }
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        int v = n * r;
        Products.product(n, n, r, gradient, 0, false, theta, 0, false, out, 0);
        Products.addProduct(n, n, r, gradient, 0, true, theta, 0, false, out, 0);
        Products.product(n, n, r, gradient, 0, false, theta, v, false, out, v);
        Products.addProduct(n, n, r, gradient, 0, true, theta, v, false, out, v);
        for (int i = v; i < out.length; i++) {
            out[i] = -out[i];
        }
    }

    @Override
    public int balanceCount() {
        return r * r;
    }

    /** UᵀV by rows. */
    @Override
    public void balance(double[] theta, double[] out) {
        Products.product(r, n, r, theta, 0, true, theta, n * r, false, out, 0);
    }

    @Override
    public String balanceFormula() {
        return "(U^\\top V)_{ij}";
    }

    @Override
    public double imbalance(double[] theta) {
        double sum = 0;
        for (int a = 0; a < r; a++) {
            for (int b = 0; b < r; b++) {
                double c = 0;
                for (int i = 0; i < n; i++) {
                    c += theta[i * r + a] * theta[n * r + i * r + b];
                }
                sum += c * c;
            }
        }
        return Math.sqrt(sum);
    }

    @Override
    public Optional<SpectralMirrorMap> alignedMap(double[] theta0, double dose) {
        double u = Chains.gramMultiple(theta0, 0, n, r);
        double v = Chains.gramMultiple(theta0, n * r, n, r);
        if (u == 0 || v == 0) {
            return Optional.empty();
        }
        double beta = 2 * Math.sqrt(u) * Math.sqrt(v);
        double slope = 0.25 * new HyperbolicEntropy(beta).derivative(u - v);
        ScalarPotential moved =
                new HyperbolicEntropy(beta * Math.exp(-2 * dose)).scaled(0.25).tilted(slope);
        return Optional.of(new EigenvalueMap(moved, n));
    }

    @Override
    public String obstacle(double[] theta0) {
        return alignedMap(theta0, 0).isPresent()
                ? ""
                : "The factors do not start at multiples of isometries, so that the start has directions of its own which"
                        + " do not commute with every gradient.";
    }

    /** The catalogue entry {@code symmetric-difference}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "symmetric-difference";
        }

        @Override
        public String name() {
            return "Difference of symmetric factorizations";
        }

        @Override
        public String formula() {
            return "W = UU^\\top - VV^\\top";
        }

        @Override
        public String summary() {
            return "Two factor matrices make any symmetric matrix: the spectral hyperbolic entropy where the gradients commute.";
        }

        @Override
        public String source() {
            return "Gunasekar et al. 2017 (arXiv 1705.09280); Woodworth et al. 2020 (arXiv 2002.09277), section 6.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.1),
                    MatrixStarts.start(MatrixStarts.IDENTITY, MatrixStarts.RANDOM));
        }

        @Override
        public SymmetricDifference create(Settings settings, Start start) {
            Block block = MatrixStarts.square(start);
            int n = block.rows();
            int r = MatrixStarts.width(settings, n);
            double[] u = new double[n * r];
            double[] v = new double[n * r];
            if (start.weights().isPresent()) {
                double[] w = start.weights().get();
                return new SymmetricDifference(
                        n, Chains.roots(w, n, r, true), Chains.roots(Chains.negative(w), n, r, true));
            }
            if (settings.text(MatrixStarts.START).equals(MatrixStarts.RANDOM)) {
                MatrixStarts.random(settings.real(Starts.INITIAL_SCALE), r, u.length, start, "U", u, 0);
                MatrixStarts.random(settings.real(Starts.INITIAL_SCALE), r, v.length, start, "V", v, 0);
            } else {
                MatrixStarts.identity(settings.real(Starts.INITIAL_SCALE), n, r, u, 0);
                MatrixStarts.identity(settings.real(Starts.INITIAL_SCALE), n, r, v, 0);
            }
            return new SymmetricDifference(n, u, v);
        }
    }
}
