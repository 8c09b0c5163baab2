package org.mirrorflow.theory.mirror;

import org.mirrorflow.theory.matrix.SingularValues;

/**
 * R(X) = Σ r(σᵢ(X)) over the k = min(rows, columns) singular values, for an even potential r on ℝ: ∇R(X) =
 * U r′(Σ) Vᵀ, ∇R*(η) = U r*′(Σ) Vᵀ, R*(η) = Σ r*(σᵢ(η)).
 *
 * <p>D_R(X, Y) = ¼ Σᵢⱼ (aᵢⱼ + bᵢⱼ)² d(σᵢ, τⱼ) + (aᵢⱼ − bᵢⱼ)² d(σᵢ, −τⱼ), with a, b the inner products of the left and of
 * the right singular vectors and d the divergence of r, plus terms d(σᵢ, 0) and d(0, τⱼ) for what the longer side has
 * outside the other's singular space: nothing cancels.
 *
 * <p>Source: Lewis 1995; the divergence from the Hermitian dilation of X.
 */
public final class SingularValueMap extends SpectralMirrorMap {

    private final ThreadLocal<Workspace> workspace;

    /**
     * @param potential r, even, on a domain symmetric about 0, e.g. a hyperbolic entropy
     * @throws IllegalArgumentException when r is not defined at 0 with slope 0 there
     */
    @SuppressWarnings("ThreadLocalUsage") // one workspace a thread and map: a map is shared by runs on several threads
    public SingularValueMap(ScalarPotential potential, int rows, int columns) {
        super(potential, rows, columns);
        if (!potential.domain().contains(0) || potential.derivative(0) != 0) {
            throw new IllegalArgumentException("a map of singular values needs an even potential, with slope 0 at 0;"
                    + " given " + potential + ", whose slope at 0 is " + potential.derivative(0));
        }
        workspace = ThreadLocal.withInitial(() -> new Workspace(rows, columns));
    }

    private static final class Workspace {
        final SingularValues one;
        final SingularValues other;
        final double[] scalars;
        final double[] rotated;
        final double[] remainder;
        final double[] longer;

        Workspace(int rows, int columns) {
            one = new SingularValues(rows, columns);
            other = new SingularValues(rows, columns);
            scalars = new double[one.count()];
            rotated = new double[one.count() * one.count()];
            remainder = new double[rows * columns];
            longer = new double[Math.max(rows, columns)];
        }
    }

    private SingularValues decomposed(double[] x) {
        check(x);
        SingularValues svd = workspace.get().one;
        svd.decompose(x);
        return svd;
    }

    @Override
    public double value(double[] x) {
        double sum = 0;
        for (double sigma : decomposed(x).values()) {
            sum += potential().value(sigma);
        }
        return sum;
    }

    @Override
    public double conjugate(double[] eta) {
        double sum = 0;
        for (double sigma : decomposed(eta).values()) {
            sum += potential().conjugate(sigma);
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
        SingularValues svd = decomposed(x);
        double[] d = workspace.get().scalars;
        for (int i = 0; i < d.length; i++) {
            d[i] = slope(svd.values()[i], dual);
        }
        svd.compose(d, out);
    }

    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        secondDerivative(x, v, out, false);
    }

    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        secondDerivative(eta, v, out, true);
    }

    /**
     * With Z = UᵀHV split into S = ½(Z + Zᵀ) and A = ½(Z − Zᵀ): U(Γ⁻∘S + Γ⁺∘A)Vᵀ with Γ∓ᵢⱼ = (r′(σᵢ) ∓ r′(σⱼ))/(σᵢ ∓ σⱼ),
     * and what the longer side of H has outside the singular space times r′(σⱼ)/σⱼ.
     */
    private void secondDerivative(double[] x, double[] h, double[] out, boolean dual) {
        check(h);
        SingularValues svd = decomposed(x);
        Workspace w = workspace.get();
        int k = svd.count();
        int n = rows();
        int m = columns();
        double[] sigma = svd.values();
        double[] z = w.rotated;
        double[] rest = w.remainder;
        System.arraycopy(h, 0, rest, 0, h.length);
        for (int i = 0; i < k; i++) {
            double[] u = svd.left(i);
            for (int j = 0; j < k; j++) {
                double[] v = svd.right(j);
                double sum = 0;
                for (int p = 0; p < n; p++) {
                    double inner = 0;
                    for (int q = 0; q < m; q++) {
                        inner += h[p * m + q] * v[q];
                    }
                    sum += u[p] * inner;
                }
                z[i * k + j] = sum;
            }
        }
        addOuter(svd, z, -1, rest);
        java.util.Arrays.fill(out, 0);
        if (n != m) {
            // rest = (I − UUᵀ)H or H(I − VVᵀ): the part of the longer side outside the singular space
            for (int j = 0; j < k; j++) {
                double factor = sigma[j] == 0 ? curvature(0, dual) : slope(sigma[j], dual) / sigma[j];
                double[] u = svd.left(j);
                double[] v = svd.right(j);
                for (int p = 0; p < n; p++) {
                    for (int q = 0; q < m; q++) {
                        double part = 0;
                        if (n > m) {
                            for (int l = 0; l < m; l++) {
                                part += rest[p * m + l] * v[l];
                            }
                            part *= v[q];
                        } else {
                            for (int l = 0; l < n; l++) {
                                part += rest[l * m + q] * u[l];
                            }
                            part *= u[p];
                        }
                        out[p * m + q] += factor * part;
                    }
                }
            }
        }
        for (int i = 0; i < k; i++) {
            for (int j = i; j < k; j++) {
                double symmetric = 0.5 * (z[i * k + j] + z[j * k + i]) * dividedDifference(sigma[i], sigma[j], dual);
                double skew = 0.5 * (z[i * k + j] - z[j * k + i]) * dividedDifference(sigma[i], -sigma[j], dual);
                z[i * k + j] = symmetric + skew;
                z[j * k + i] = symmetric - skew;
            }
        }
        addOuter(svd, z, 1, out);
    }

    /** out ← out + c·U z Vᵀ. */
    private void addOuter(SingularValues svd, double[] z, double c, double[] out) {
        int k = svd.count();
        int m = columns();
        for (int i = 0; i < k; i++) {
            double[] u = svd.left(i);
            for (int q = 0; q < m; q++) {
                double row = 0;
                for (int j = 0; j < k; j++) {
                    row += z[i * k + j] * svd.right(j)[q];
                }
                for (int p = 0; p < rows(); p++) {
                    out[p * m + q] += c * u[p] * row;
                }
            }
        }
    }

    @Override
    public double bregman(double[] x, double[] y) {
        SingularValues a = decomposed(x);
        check(y);
        SingularValues b = workspace.get().other;
        b.decompose(y);
        int k = a.count();
        double sum = 0;
        for (int i = 0; i < k; i++) {
            double s = a.values()[i];
            for (int j = 0; j < k; j++) {
                double t = b.values()[j];
                double u = inner(a.left(i), b.left(j));
                double v = inner(a.right(i), b.right(j));
                sum += 0.25
                        * ((u + v) * (u + v) * potential().bregman(s, t)
                                + (u - v) * (u - v) * potential().bregman(s, -t));
            }
        }
        if (rows() != columns()) {
            for (int i = 0; i < k; i++) {
                sum += 0.5 * outside(a, i, b) * potential().bregman(a.values()[i], 0);
                sum += 0.5 * outside(b, i, a) * potential().bregman(0, b.values()[i]);
            }
        }
        return sum;
    }

    /** The squared length of what a's i-th singular vector of the longer side has outside the span of b's. */
    private double outside(SingularValues a, int i, SingularValues b) {
        boolean wide = rows() < columns();
        double[] vector = wide ? a.right(i) : a.left(i);
        double[] rest = workspace.get().longer;
        System.arraycopy(vector, 0, rest, 0, rest.length);
        for (int j = 0; j < b.count(); j++) {
            double[] other = wide ? b.right(j) : b.left(j);
            double inner = inner(rest, other);
            for (int l = 0; l < rest.length; l++) {
                rest[l] -= inner * other[l];
            }
        }
        return inner(rest, rest);
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
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
        for (double sigma : decomposed(x).values()) {
            if (!interval.contains(sigma)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void restPoint(double[] x) {
        check(x);
        java.util.Arrays.fill(x, 0);
    }

    @Override
    public double[] spectrum(double[] x) {
        return decomposed(x).values().clone();
    }

    @Override
    public String toString() {
        return "SingularValueMap[" + potential() + ", " + rows() + " × " + columns() + "]";
    }
}
