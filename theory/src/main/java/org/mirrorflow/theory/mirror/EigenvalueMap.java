package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import org.mirrorflow.theory.matrix.SymmetricEigen;

/**
 * R(X) = Σ r(λᵢ(X)) over the eigenvalues of symmetric n × n matrices whose eigenvalues lie in the domain of r. On the
 * space of all n × n matrices the map sees the symmetric part ½(X + Xᵀ) of every argument; what it returns is symmetric,
 * so that its mirror flow from a symmetric start is the flow within the symmetric matrices.
 *
 * <p>D_R(X, Y) = Σᵢⱼ ⟨pᵢ, qⱼ⟩² d(λᵢ, μⱼ), with p, q the eigenvectors: nothing cancels.
 *
 * <p>Source: Lewis 1996 (convex functions of eigenvalues); Tsuda, Rätsch and Warmuth 2005 for the von Neumann entropy.
 */
public final class EigenvalueMap extends SpectralMirrorMap {

    private final ThreadLocal<Workspace> workspace;

    /** @param n number of rows and columns */
    @SuppressWarnings("ThreadLocalUsage") // one workspace a thread and map: a map is shared by runs on several threads
    public EigenvalueMap(ScalarPotential potential, int n) {
        super(potential, n, n);
        workspace = ThreadLocal.withInitial(() -> new Workspace(n));
    }

    private static final class Workspace {
        final SymmetricEigen one;
        final SymmetricEigen other;
        final double[] scalars;
        final double[] rotated;

        Workspace(int n) {
            one = new SymmetricEigen(n);
            other = new SymmetricEigen(n);
            scalars = new double[n];
            rotated = new double[n * n];
        }
    }

    private SymmetricEigen decomposed(double[] x) {
        check(x);
        SymmetricEigen eigen = workspace.get().one;
        eigen.decompose(x);
        return eigen;
    }

    @Override
    public double value(double[] x) {
        double sum = 0;
        for (double lambda : decomposed(x).values()) {
            sum += potential().value(lambda);
        }
        return sum;
    }

    @Override
    public double conjugate(double[] eta) {
        double sum = 0;
        for (double lambda : decomposed(eta).values()) {
            sum += potential().conjugate(lambda);
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] eta) {
        act(x, eta, false);
    }

    @Override
    public void conjugateGradient(double[] eta, double[] x) {
        act(eta, x, true);
    }

    private void act(double[] x, double[] out, boolean dual) {
        SymmetricEigen eigen = decomposed(x);
        double[] d = workspace.get().scalars;
        for (int i = 0; i < d.length; i++) {
            d[i] = slope(eigen.values()[i], dual);
        }
        eigen.compose(d, out);
    }

    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        secondDerivative(x, v, out, false);
    }

    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        secondDerivative(eta, v, out, true);
    }

    /** Q(Γ∘(QᵀHQ))Qᵀ with Γᵢⱼ = (r′(λᵢ) − r′(λⱼ))/(λᵢ − λⱼ), of the symmetric part of H. */
    private void secondDerivative(double[] x, double[] h, double[] out, boolean dual) {
        check(h);
        SymmetricEigen eigen = decomposed(x);
        int n = rows();
        double[] z = workspace.get().rotated;
        for (int i = 0; i < n; i++) {
            double[] p = eigen.vector(i);
            for (int j = i; j < n; j++) {
                double[] q = eigen.vector(j);
                double sum = 0;
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        sum += (0.5 * h[a * n + b] + 0.5 * h[b * n + a]) * p[a] * q[b];
                    }
                }
                z[i * n + j] = sum * dividedDifference(eigen.values()[i], eigen.values()[j], dual);
                z[j * n + i] = z[i * n + j];
            }
        }
        Arrays.fill(out, 0);
        for (int i = 0; i < n; i++) {
            double[] p = eigen.vector(i);
            for (int b = 0; b < n; b++) {
                double row = 0;
                for (int j = 0; j < n; j++) {
                    row += z[i * n + j] * eigen.vector(j)[b];
                }
                for (int a = 0; a < n; a++) {
                    out[a * n + b] += p[a] * row;
                }
            }
        }
    }

    @Override
    public double bregman(double[] x, double[] y) {
        SymmetricEigen a = decomposed(x);
        check(y);
        SymmetricEigen b = workspace.get().other;
        b.decompose(y);
        double sum = 0;
        for (int i = 0; i < rows(); i++) {
            double[] p = a.vector(i);
            for (int j = 0; j < rows(); j++) {
                double[] q = b.vector(j);
                double inner = 0;
                for (int l = 0; l < p.length; l++) {
                    inner += p[l] * q[l];
                }
                sum += inner * inner * potential().bregman(a.values()[i], b.values()[j]);
            }
        }
        return sum;
    }

    @Override
    public boolean contains(double[] x) {
        return all(x, potential().domain());
    }

    @Override
    public boolean containsDual(double[] eta) {
        return all(eta, potential().dualDomain());
    }

    private boolean all(double[] x, Interval interval) {
        for (double lambda : decomposed(x).values()) {
            if (!interval.contains(lambda)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void restPoint(double[] x) {
        check(x);
        Arrays.fill(x, 0);
        for (int i = 0; i < rows(); i++) {
            x[i * rows() + i] = potential().restPoint();
        }
    }

    @Override
    public double[] spectrum(double[] x) {
        return decomposed(x).values().clone();
    }

    @Override
    public String toString() {
        return "EigenvalueMap[" + potential() + ", " + rows() + " × " + columns() + "]";
    }
}
