package org.mirrorflow.theory.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.matrix.SymmetricEigen;

/**
 * min φ(W) s.t. ⟨Mᵢ, W⟩ ≥ 1 for a norm of matrices whose powers are not strictly convex, by Douglas–Rachford splitting
 * between the proximal map of φ and the projection onto the half-spaces; for the nuclear norm Newton steps for the
 * conditions on the active margins finish.
 */
final class SchattenSplitting {

    private static final double CONTENT = 1e-12;

    /** out = argmin γφ + ½‖· − z‖². */
    @FunctionalInterface
    private interface Proximal {
        void apply(double[] z, double gamma, double[] out);
    }

    private final Proximal proximal;
    private final @Nullable NuclearProgramme finish;

    private SchattenSplitting(Proximal proximal, @Nullable NuclearProgramme finish) {
        this.proximal = proximal;
        this.finish = finish;
    }

    /** φ = ‖·‖_*, the sum of the singular values. */
    static SchattenSplitting nuclear(int rows, int columns) {
        NuclearProgramme programme = new NuclearProgramme(rows, columns);
        return new SchattenSplitting(programme::shrink, programme);
    }

    /** φ = ‖·‖₂, the largest singular value: what is above a level goes, γ in all. */
    static SchattenSplitting spectral(int rows, int columns) {
        SingularValues svd = new SingularValues(rows, columns);
        double[] clipped = new double[svd.count()];
        return new SchattenSplitting(
                (z, gamma, out) -> {
                    svd.decompose(z);
                    double level = level(svd.values(), gamma);
                    for (int k = 0; k < clipped.length; k++) {
                        clipped[k] = Math.min(svd.values()[k], level);
                    }
                    svd.compose(clipped, out);
                },
                null);
    }

    /** φ = the trace, on positive semidefinite size × size matrices alone. */
    static SchattenSplitting trace(int size) {
        SymmetricEigen eigen = new SymmetricEigen(size);
        double[] shrunk = new double[size];
        return new SchattenSplitting(
                (z, gamma, out) -> {
                    eigen.decompose(z);
                    for (int k = 0; k < size; k++) {
                        shrunk[k] = Math.max(0, eigen.values()[k] - gamma);
                    }
                    eigen.compose(shrunk, out);
                },
                null);
    }

    /** The level τ ≥ 0 with Σ(σₖ − τ)⁺ = γ for descending σ; 0 when their sum is less. */
    private static double level(double[] sigma, double gamma) {
        double above = 0;
        double level = 0;
        for (int k = 0; k < sigma.length; k++) {
            above += sigma[k];
            level = Math.max(level, (above - gamma) / (k + 1));
        }
        return level;
    }

    /**
     * The best pair met.
     *
     * @param m one Mᵢ a row, each by rows
     * @param z a matrix of margins near 1
     * @param certified what W and λ prove
     * @return null when no W met has a positive margin on every row
     */
    @Nullable
    Separator solve(DMatrixRMaj m, double[] z, BiFunction<double[], double[], @Nullable Separator> certified) {
        int n = m.numRows;
        int d = m.numCols;
        double gamma = 0.3 * MaxMargin.norm(z, 2);
        double[] x = new double[d];
        double[] y = new double[d];
        double[] lambda = new double[n];
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                squares[i] += m.data[i * d + j] * m.data[i * d + j];
            }
        }
        Separator best = null;
        for (int round = 0; round < 40; round++) {
            for (int k = 0; k < 250; k++) {
                proximal.apply(z, gamma, x);
                for (int j = 0; j < d; j++) {
                    y[j] = 2 * x[j] - z[j];
                }
                project(m, squares, y, lambda);
                for (int j = 0; j < d; j++) {
                    z[j] += y[j] - x[j];
                }
            }
            proximal.apply(z, gamma, x);
            best = better(best, certified.apply(x, lambda));
            if (finish != null) {
                best = better(best, polished(finish, m, x, lambda, certified));
            }
            if (best != null && best.dualityGap() <= CONTENT) {
                break;
            }
        }
        return best;
    }

    private static @Nullable Separator better(@Nullable Separator a, @Nullable Separator b) {
        return a == null || (b != null && b.dualityGap() < a.dualityGap()) ? b : a;
    }

    /** y ← its projection onto { ⟨Mᵢ, y⟩ ≥ 1 }, by ascent in one multiplier at a time from the last ones (Hildreth 1957). */
    private static void project(DMatrixRMaj m, double[] squares, double[] y, double[] lambda) {
        int d = m.numCols;
        for (int i = 0; i < lambda.length; i++) {
            for (int j = 0; j < d && lambda[i] > 0; j++) {
                y[j] += lambda[i] * m.data[i * d + j];
            }
        }
        for (int sweep = 0; sweep < 1000; sweep++) {
            double largest = 0;
            for (int i = 0; i < lambda.length; i++) {
                double margin = 0;
                for (int j = 0; j < d; j++) {
                    margin += m.data[i * d + j] * y[j];
                }
                double next = Math.max(0, lambda[i] + (1 - margin) / squares[i]);
                double change = next - lambda[i];
                if (change != 0) {
                    for (int j = 0; j < d; j++) {
                        y[j] += change * m.data[i * d + j];
                    }
                    largest = Math.max(largest, Math.abs(change) * squares[i]);
                    lambda[i] = next;
                }
            }
            if (largest < 1e-14) {
                return;
            }
        }
    }

    /** Newton steps on the margins that hold with equality; none of negative multiplier stays among them. */
    private static @Nullable Separator polished(
            NuclearProgramme programme,
            DMatrixRMaj m,
            double[] x,
            double[] lambda,
            BiFunction<double[], double[], @Nullable Separator> certified) {
        int d = m.numCols;
        double top = Arrays.stream(lambda).max().orElse(0);
        List<Integer> active = new ArrayList<>();
        for (int i = 0; i < lambda.length; i++) {
            if (lambda[i] > 1e-6 * top) {
                active.add(i);
            }
        }
        while (!active.isEmpty()) {
            DMatrixRMaj rowsOf = new DMatrixRMaj(active.size(), d);
            double[] ones = new double[active.size()];
            Arrays.fill(ones, 1);
            for (int a = 0; a < active.size(); a++) {
                System.arraycopy(m.data, active.get(a) * d, rowsOf.data, a * d, d);
            }
            RowSpace space;
            try {
                space = RowSpace.of(rowsOf, ones);
            } catch (NoInterpolatorException dependent) {
                return null;
            }
            double[] nu = new double[space.rank];
            double[] dual = new double[d];
            for (int i = 0; i < lambda.length; i++) {
                for (int j = 0; j < d; j++) {
                    dual[j] += lambda[i] * m.data[i * d + j];
                }
            }
            double size = programme.spectral(dual);
            for (int j = 0; j < d; j++) {
                dual[j] /= size;
            }
            space.apply(dual, nu);
            NuclearProgramme.Solution solution = programme.polish(space, x, nu, 0);
            double[] lifted = space.lift(solution.nu());
            int worst = -1;
            for (int a = 0; a < lifted.length; a++) {
                if (lifted[a] < 0 && (worst < 0 || lifted[a] < lifted[worst])) {
                    worst = a;
                }
            }
            if (worst < 0) {
                double[] all = new double[lambda.length];
                for (int a = 0; a < lifted.length; a++) {
                    all[active.get(a)] = lifted[a];
                }
                return certified.apply(solution.x(), all);
            }
            active.subList(worst, worst + 1).clear();
        }
        return null;
    }
}
