package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/**
 * W = UUᵀ with U n × r. With the symmetric part G of ∇f, U̇ = −2GU, hence Ẇ = −2(GW + WG). Nothing is conserved whatever the
 * loss. From U₀U₀ᵀ = α²I, gradients that commute make it mirror flow of ¼ of the von Neumann entropy, centred at
 * α²e^{−2Λ}I under a decay rate λ.
 *
 * <p>Source: Gunasekar et al. 2017 (arXiv 1705.09280); the potential derived, checked.
 */
public final class SymmetricFactorization implements MatrixParametrization {

    private final int n;
    private final int r;
    private final double[] start;

    /**
     * @param n rows and columns of W
     * @param u U at the start, n × r by rows
     */
    public SymmetricFactorization(int n, double[] u) {
        this.n = n;
        this.r = u.length / n;
        this.start = u.clone();
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
        return Layout.of(new Block("U", n, r));
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        Products.product(n, r, n, theta, 0, false, theta, 0, true, w, 0);
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        Products.product(n, r, n, thetaDot, 0, false, theta, 0, true, wDot, 0);
        Products.addProduct(n, r, n, theta, 0, false, thetaDot, 0, true, wDot, 0);
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        Products.product(n, n, r, gradient, 0, false, theta, 0, false, out, 0);
        Products.addProduct(n, n, r, gradient, 0, true, theta, 0, false, out, 0);
    }

    @Override
    public int balanceCount() {
        return 0;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        // nothing is conserved whatever the loss
    }

    @Override
    public String balanceFormula() {
        return "";
    }

    @Override
    public double imbalance(double[] theta) {
        return 0;
    }

    @Override
    public Optional<SpectralMirrorMap> alignedMap(double[] theta0, double dose) {
        double scale = Chains.gramMultiple(theta0, 0, n, r);
        if (scale == 0) {
            return Optional.empty();
        }
        ScalarPotential entropy = Factors.centred(new NegativeEntropy(), 0.25, scale);
        return Optional.of(new EigenvalueMap(entropy.tilted(-0.5 * dose), n));
    }

    @Override
    public String obstacle(double[] theta0) {
        return Chains.gramMultiple(theta0, 0, n, r) > 0
                ? ""
                : "The factor does not start at a multiple of an isometry, so that the start has a direction of its own"
                        + " which does not commute with every gradient.";
    }

    /** The catalogue entry {@code symmetric-factorization}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "symmetric-factorization";
        }

        @Override
        public String name() {
            return "Symmetric factorization";
        }

        @Override
        public String formula() {
            return "W = UU^\\top";
        }

        @Override
        public String summary() {
            return "One factor matrix makes a positive semidefinite matrix: the von Neumann entropy where the gradients commute.";
        }

        @Override
        public String source() {
            return "Gunasekar et al. 2017 (arXiv 1705.09280); Li, Ma and Zhang 2018 (arXiv 1712.09203).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    MatrixStarts.width(),
                    MatrixStarts.scale(0.1),
                    MatrixStarts.start(MatrixStarts.IDENTITY, MatrixStarts.RANDOM));
        }

        @Override
        public SymmetricFactorization create(Settings settings, Start start) {
            Block block = MatrixStarts.square(start);
            int n = block.rows();
            int r = MatrixStarts.width(settings, n);
            double[] u = new double[n * r];
            if (start.weights().isPresent()) {
                return new SymmetricFactorization(
                        n, Chains.roots(start.weights().get(), n, r, false));
            }
            if (settings.text(MatrixStarts.START).equals(MatrixStarts.RANDOM)) {
                MatrixStarts.random(settings.real(Starts.INITIAL_SCALE), r, u.length, start, "U", u, 0);
            } else {
                MatrixStarts.identity(settings.real(Starts.INITIAL_SCALE), n, r, u, 0);
            }
            return new SymmetricFactorization(n, u);
        }
    }
}
