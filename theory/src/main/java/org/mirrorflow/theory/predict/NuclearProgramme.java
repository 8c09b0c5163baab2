package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;
import org.mirrorflow.theory.matrix.SingularValues;

/**
 * min ‖X‖_* s.t. 𝒜(X) = y, in reduced rows: Douglas–Rachford steps find rank and singular spaces, Newton steps for
 * P = CS, S = CᵀP, 𝒜(PSᵀ) = y with C = 𝒜*ν and X = PSᵀ finish. These are the conditions of min ½(‖P‖² + ‖S‖²), whose
 * minimum is the nuclear norm (Srebro, Rennie and Jaakkola 2004).
 */
final class NuclearProgramme {

    /** Singular values below these shares of the largest may be none; each is tried. */
    private static final double[] RANKS = {1e-7, 1e-4, 1e-2};

    private static final int ROUNDS = 10;

    private static final double CONTENT = 1e-12;

    private final int rows;
    private final int columns;
    private final SingularValues svd;

    NuclearProgramme(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.svd = new SingularValues(rows, columns);
    }

    /** X by rows and ν of the reduced rows, |𝒜*ν|₂ ≤ 1. */
    record Solution(double[] x, double[] nu, double norm, double gap, int iterations) {}

    /** ‖X‖_*. */
    double nuclear(double[] x) {
        svd.decompose(x);
        double sum = 0;
        for (double s : svd.values()) {
            sum += s;
        }
        return sum;
    }

    /** ‖X‖₂, the largest singular value. */
    double spectral(double[] x) {
        svd.decompose(x);
        return svd.values()[0];
    }

    /** out = argmin γ‖·‖_* + ½‖· − z‖². */
    void shrink(double[] z, double gamma, double[] out) {
        svd.decompose(z);
        double[] d = new double[svd.count()];
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.max(0, svd.values()[i] - gamma);
        }
        svd.compose(d, out);
    }

    Solution solve(RowSpace space) {
        int d = space.dimension;
        double[] z = new double[d];
        space.applyTransposed(space.rhs, z);
        double gamma = 0.3 * spectral(z);
        if (gamma == 0) {
            return new Solution(new double[d], new double[space.rank], 0, 0, 0);
        }
        double[] x = new double[d];
        double[] y = new double[d];
        double[] c = new double[space.rank];
        Solution best = certified(space, z, c, 0);
        int iterations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // splitting steps are cheap beside a Newton step: few before the first, many before the others
            for (int k = 0; k < (round == 0 ? 250 : 4000); k++, iterations++) {
                shrink(z, gamma, x);
                for (int i = 0; i < d; i++) {
                    y[i] = 2 * x[i] - z[i];
                }
                space.apply(y, c);
                for (int k2 = 0; k2 < c.length; k2++) {
                    c[k2] = space.rhs[k2] - c[k2];
                }
                double[] correction = new double[d];
                space.applyTransposed(c, correction);
                for (int i = 0; i < d; i++) {
                    z[i] += y[i] + correction[i] - x[i];
                }
            }
            shrink(z, gamma, x);
            double[] dual = new double[d];
            for (int i = 0; i < d; i++) {
                dual[i] = (z[i] - x[i]) / gamma;
            }
            double[] nu = new double[space.rank];
            space.apply(dual, nu);
            Solution finished = polish(space, x, nu, iterations);
            if (Math.abs(finished.gap) < Math.abs(best.gap)) {
                best = finished;
            }
            if (Math.abs(best.gap) <= CONTENT * Math.max(1, best.norm)) {
                break;
            }
        }
        return best;
    }

    /** Newton steps from an approximate solution; the better of both. */
    Solution polish(RowSpace space, double[] x, double[] nu, int iterations) {
        Solution best = certified(space, x, nu, iterations);
        int before = -1;
        for (double share : RANKS) {
            svd.decompose(x);
            int r = 0;
            while (r < svd.count() && svd.values()[r] > share * svd.values()[0]) {
                r++;
            }
            if (r == before) {
                continue;
            }
            before = r;
            Solution finished = polish(space, x, nu, iterations, r);
            if (Math.abs(finished.gap) < Math.abs(best.gap)) {
                best = finished;
            }
            if (Math.abs(best.gap) <= CONTENT * Math.max(1, best.norm)) {
                break;
            }
        }
        return best;
    }

    /** The same at a given rank. */
    private Solution polish(RowSpace space, double[] x, double[] nu, int iterations, int r) {
        svd.decompose(x);
        if (r == 0) {
            return certified(space, x, nu, iterations);
        }
        int size = (rows + columns) * r + space.rank;
        if (size > 400) {
            return certified(space, x, nu, iterations);
        }
        double[] p = new double[rows * r];
        double[] s = new double[columns * r];
        for (int k = 0; k < r; k++) {
            double root = Math.sqrt(svd.values()[k]);
            for (int i = 0; i < rows; i++) {
                p[i * r + k] = root * svd.left(k)[i];
            }
            for (int j = 0; j < columns; j++) {
                s[j * r + k] = root * svd.right(k)[j];
            }
        }
        double[] multiplier = nu.clone();
        double[] best = x;
        double[] bestNu = nu;
        double least = Math.abs(certified(space, x, nu, iterations).gap);
        for (int newton = 0; newton < 12; newton++) {
            step(space, r, p, s, multiplier);
            double[] product = product(p, s, r);
            if (!Double.isFinite(Arrays.stream(product).sum())) {
                break;
            }
            double gap = Math.abs(certified(space, product, multiplier, iterations).gap);
            if (gap < least) {
                least = gap;
                best = product;
                bestNu = multiplier.clone();
            } else if (newton > 3) {
                break;
            }
        }
        return certified(space, best, bestNu, iterations);
    }

    private double[] product(double[] p, double[] s, int r) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < r; k++) {
                    x[i * columns + j] += p[i * r + k] * s[j * r + k];
                }
            }
        }
        return x;
    }

    private void step(RowSpace space, int r, double[] p, double[] s, double[] nu) {
        int n = rows;
        int m = columns;
        int size = (n + m) * r + space.rank;
        double[] c = new double[n * m];
        space.applyTransposed(nu, c);
        DMatrixRMaj jacobian = new DMatrixRMaj(size, size);
        DMatrixRMaj rhs = new DMatrixRMaj(size, 1);
        int sAt = n * r;
        int nuAt = (n + m) * r;
        for (int k = 0; k < r; k++) {
            for (int i = 0; i < n; i++) {
                int row = i * r + k;
                double sum = p[row];
                jacobian.set(row, row, 1);
                for (int j = 0; j < m; j++) {
                    sum -= c[i * m + j] * s[j * r + k];
                    jacobian.set(row, sAt + j * r + k, -c[i * m + j]);
                }
                for (int l = 0; l < space.rank; l++) {
                    double entry = 0;
                    for (int j = 0; j < m; j++) {
                        entry += space.rows[l * n * m + i * m + j] * s[j * r + k];
                    }
                    jacobian.set(row, nuAt + l, -entry);
                    jacobian.set(nuAt + l, row, entry);
                }
                rhs.set(row, 0, -sum);
            }
            for (int j = 0; j < m; j++) {
                int row = sAt + j * r + k;
                double sum = s[j * r + k];
                jacobian.set(row, row, 1);
                for (int i = 0; i < n; i++) {
                    sum -= c[i * m + j] * p[i * r + k];
                    jacobian.set(row, i * r + k, -c[i * m + j]);
                }
                for (int l = 0; l < space.rank; l++) {
                    double entry = 0;
                    for (int i = 0; i < n; i++) {
                        entry += space.rows[l * n * m + i * m + j] * p[i * r + k];
                    }
                    jacobian.set(row, nuAt + l, -entry);
                    jacobian.set(nuAt + l, row, entry);
                }
                rhs.set(row, 0, -sum);
            }
        }
        double[] fit = new double[space.rank];
        space.apply(product(p, s, r), fit);
        for (int l = 0; l < space.rank; l++) {
            rhs.set(nuAt + l, 0, space.rhs[l] - fit[l]);
        }
        SolvePseudoInverseSvd_DDRM solver = new SolvePseudoInverseSvd_DDRM(size, size);
        solver.setThreshold(1e-9);
        solver.setA(jacobian);
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        solver.solve(rhs, solution);
        for (int i = 0; i < p.length; i++) {
            p[i] += solution.get(i, 0);
        }
        for (int j = 0; j < s.length; j++) {
            s[j] += solution.get(sAt + j, 0);
        }
        for (int l = 0; l < nu.length; l++) {
            nu[l] += solution.get(nuAt + l, 0);
        }
    }

    /** Shrinks ν into |𝒜*ν|₂ ≤ 1, and adds how far X is from its measurements to the gap. */
    private Solution certified(RowSpace space, double[] x, double[] nu, int iterations) {
        double[] c = new double[rows * columns];
        space.applyTransposed(nu, c);
        double factor = Math.max(1, spectral(c));
        double[] scaled = new double[nu.length];
        for (int l = 0; l < nu.length; l++) {
            scaled[l] = nu[l] / factor;
        }
        double[] fit = new double[space.rank];
        space.apply(x, fit);
        double miss = 0;
        for (int l = 0; l < fit.length; l++) {
            miss = Math.hypot(miss, fit[l] - space.rhs[l]);
        }
        double norm = nuclear(x);
        return new Solution(x.clone(), scaled, norm, norm - RowSpace.dot(scaled, space.rhs) + miss, iterations);
    }
}
