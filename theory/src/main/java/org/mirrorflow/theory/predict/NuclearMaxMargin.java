package org.mirrorflow.theory.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The max-margin direction of the nuclear norm: argmax minᵢ⟨Mᵢ, W⟩ over ‖W‖_* ≤ 1, where small balanced factors KᵀQ go on
 * separable data in the known cases. With the Frobenius norm in its place it is {@link MaxMargin} with p = 2.
 *
 * <p>Method: min ‖W‖_* s.t. ⟨Mᵢ, W⟩ ≥ 1 by Douglas–Rachford splitting between the shrinkage of singular values and the
 * projection onto the half-spaces, then Newton steps for the conditions on the active margins.
 *
 * <p>Certificate: W is feasible and λ is dual feasible exactly, so γ lies between its margin and ‖Σλᵢ Mᵢ‖₂, whatever the
 * solvers did.
 *
 * <p>Source: Tarzanagh et al. 2023 (arXiv 2308.16898), Sheen et al. 2024 (arXiv 2403.08699).
 */
public final class NuclearMaxMargin {

    private static final double CONTENT = 1e-12;
    private static final double USELESS = 1e-4;

    private final int rows;
    private final int columns;

    /** For rows × columns matrices. */
    public NuclearMaxMargin(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The direction of nuclear norm 1 with the largest smallest margin.
     *
     * @param m one Mᵢ a row, each by rows, kept as it is
     * @throws NotSeparableException when no direction has a positive margin on every row
     * @throws IllegalStateException when the iteration stalls far from the optimum
     */
    public Separator predict(DMatrixRMaj m) {
        if (m.numCols != rows * columns) {
            throw new IllegalArgumentException("margins of " + rows + " × " + columns + " matrices have "
                    + rows * columns + " entries; given " + m.numCols);
        }
        // Separable or not, and the scale of the solution: the Frobenius direction tells both.
        Separator frobenius = new MaxMargin(2).predict(m);
        int n = m.numRows;
        int d = m.numCols;
        double[] z = new double[d];
        for (int j = 0; j < d; j++) {
            z[j] = frobenius.direction()[j] / frobenius.margin();
        }
        NuclearProgramme programme = new NuclearProgramme(rows, columns);
        double gamma = 0.3 * programme.spectral(z);
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
                programme.shrink(z, gamma, x);
                for (int j = 0; j < d; j++) {
                    y[j] = 2 * x[j] - z[j];
                }
                project(m, squares, y, lambda);
                for (int j = 0; j < d; j++) {
                    z[j] += y[j] - x[j];
                }
            }
            programme.shrink(z, gamma, x);
            best = better(best, certify(m, x, lambda));
            best = better(best, polished(programme, m, x, lambda));
            if (best != null && best.dualityGap() <= CONTENT) {
                break;
            }
        }
        if (best == null || !(best.dualityGap() <= USELESS)) {
            throw new IllegalStateException("the max-margin direction of the nuclear norm was not found on " + n
                    + " margins of " + rows + " × " + columns + " weights"
                    + (best == null ? "" : ": the relative duality gap is " + best.dualityGap()));
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
    private @Nullable Separator polished(NuclearProgramme programme, DMatrixRMaj m, double[] x, double[] lambda) {
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
                return certify(m, solution.x(), all);
            }
            active.subList(worst, worst + 1).clear();
        }
        return null;
    }

    private @Nullable Separator certify(DMatrixRMaj m, double[] x, double[] multipliers) {
        NuclearProgramme programme = new NuclearProgramme(rows, columns);
        int d = m.numCols;
        double norm = programme.nuclear(x);
        double total = Arrays.stream(multipliers).sum();
        if (!(norm > 0) || !(total > 0)) {
            return null;
        }
        double[] direction = new double[d];
        double[] lambda = new double[multipliers.length];
        double[] image = new double[d];
        double[] margins = new double[lambda.length];
        double margin = Double.POSITIVE_INFINITY;
        for (int j = 0; j < d; j++) {
            direction[j] = x[j] / norm;
        }
        for (int i = 0; i < lambda.length; i++) {
            lambda[i] = multipliers[i] / total;
            for (int j = 0; j < d; j++) {
                image[j] += lambda[i] * m.data[i * d + j];
                margins[i] += m.data[i * d + j] * direction[j];
            }
            margin = Math.min(margin, margins[i]);
        }
        if (!(margin > 0)) {
            return null;
        }
        double bound = programme.spectral(image);
        double slack = 0;
        for (int i = 0; i < lambda.length; i++) {
            slack = Math.max(slack, lambda[i] * (margins[i] - margin) / margin);
        }
        return new Separator(direction, lambda, margin, bound, (bound - margin) / bound, slack);
    }
}
