package org.mirrorflow.theory.reparam;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * Weights that are quadratic forms of one vector of factors, wᵢ = ½θᵀAᵢθ with symmetric Aᵢ, and the penalty
 * h(θ) = ½θᵀBθ.
 *
 * <p>Where all Aᵢ and B commute, gradient flow with the decay of h is a time-dependent mirror flow whose conjugate is the
 * generating function
 *
 * <pre>
 * Q_a(μ) = ¼‖exp(aB + Σ μᵢAᵢ) θ₀‖²,   w = ∇_μ Q_a(μ),   h = ∂_a Q_a(μ),   μ = −∫∇f dt,   a = −∫λ dt;
 * </pre>
 *
 * with B ⪰ 0 it grows in a, so that the potential falls in a (contracting). Where they do not commute these formulas do not
 * describe the flow. The map is not separable in the weights.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Theorem 3.3.
 */
public final class QuadraticForms implements Reparametrization {

    private final DMatrixRMaj[] forms;
    private final DMatrixRMaj penalty;
    private final double[] start;

    /**
     * @param forms A₁, …, A_d, symmetric p × p
     * @param penalty B, symmetric p × p
     * @param start θ₀, length p
     */
    public QuadraticForms(DMatrixRMaj[] forms, DMatrixRMaj penalty, double[] start) {
        this.forms = new DMatrixRMaj[forms.length];
        for (int i = 0; i < forms.length; i++) {
            this.forms[i] = checked(forms[i], start.length);
        }
        this.penalty = checked(penalty, start.length);
        this.start = start.clone();
    }

    private static DMatrixRMaj checked(DMatrixRMaj form, int p) {
        if (form.numRows != p || form.numCols != p) {
            throw new IllegalArgumentException("a quadratic form on ℝ^" + p + " needs a " + p + " × " + p
                    + " matrix; given " + form.numRows + " × " + form.numCols);
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(form.get(i, j) - form.get(j, i)) > 1e-12 * Math.abs(form.get(i, j))) {
                    throw new IllegalArgumentException("a quadratic form needs a symmetric matrix; entries (" + i + ", "
                            + j + ") and (" + j + ", " + i + ") are " + form.get(i, j) + " and " + form.get(j, i));
                }
            }
        }
        return form.copy();
    }

    @Override
    public int dimension() {
        return forms.length;
    }

    @Override
    public int factorCount() {
        return start.length;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    private static double form(DMatrixRMaj a, double[] x, double[] y) {
        int p = x.length;
        double sum = 0;
        for (int i = 0; i < p; i++) {
            double row = 0;
            for (int j = 0; j < p; j++) {
                row += a.data[i * p + j] * y[j];
            }
            sum += x[i] * row;
        }
        return sum;
    }

    private static void addTimes(DMatrixRMaj a, double[] x, double factor, double[] out) {
        int p = x.length;
        for (int i = 0; i < p; i++) {
            double row = 0;
            for (int j = 0; j < p; j++) {
                row += a.data[i * p + j] * x[j];
            }
            out[i] += factor * row;
        }
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        for (int i = 0; i < forms.length; i++) {
            w[i] = 0.5 * form(forms[i], theta, theta);
        }
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        for (int i = 0; i < forms.length; i++) {
            wDot[i] = form(forms[i], theta, thetaDot);
        }
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        java.util.Arrays.fill(out, 0);
        for (int i = 0; i < forms.length; i++) {
            addTimes(forms[i], theta, gradient[i], out);
        }
    }

    @Override
    public int balanceCount() {
        return 0;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        // what is conserved depends on the joint eigenvectors
    }

    @Override
    public String balanceFormula() {
        return "";
    }

    /** Empty: the map is not known in closed form, only its conjugate {@link #generator}. */
    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        return Optional.empty();
    }

    /** ½θᵀBθ. */
    @Override
    public Optional<Penalty> admissiblePenalty() {
        return Optional.of(new Penalty() {
            @Override
            public double value(double[] theta) {
                return 0.5 * form(penalty, theta, theta);
            }

            @Override
            public void gradient(double[] theta, double[] out) {
                java.util.Arrays.fill(out, 0);
                addTimes(penalty, theta, 1, out);
            }

            @Override
            public String formula() {
                return "\\frac12 \\theta^\\top B \\theta";
            }
        });
    }

    /**
     * exp(aB + Σ μᵢAᵢ) θ₀, by the eigenvectors of the sum: the factors themselves where everything commutes.
     *
     * @param mu μ, length d
     */
    public double[] generated(double a, double[] mu) {
        int p = start.length;
        DMatrixRMaj sum = new DMatrixRMaj(p, p);
        for (int k = 0; k < p * p; k++) {
            sum.data[k] = a * penalty.data[k];
            for (int i = 0; i < forms.length; i++) {
                sum.data[k] += mu[i] * forms[i].data[k];
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(p, true, true);
        if (!eigen.decompose(sum)) {
            throw new IllegalStateException("the eigenvalues of the " + p + " × " + p + " form were not found");
        }
        double[] out = new double[p];
        for (int k = 0; k < p; k++) {
            DMatrixRMaj vector = eigen.getEigenVector(k);
            double inner = 0;
            for (int i = 0; i < p; i++) {
                inner += vector.data[i] * start[i];
            }
            double grown = inner * Math.exp(eigen.getEigenvalue(k).getReal());
            for (int i = 0; i < p; i++) {
                out[i] += grown * vector.data[i];
            }
        }
        return out;
    }

    /** Q_a(μ) = ¼‖exp(aB + Σ μᵢAᵢ) θ₀‖². */
    public double generator(double a, double[] mu) {
        double sum = 0;
        for (double x : generated(a, mu)) {
            sum += x * x;
        }
        return 0.25 * sum;
    }
}
