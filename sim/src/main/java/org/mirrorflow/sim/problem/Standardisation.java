package org.mirrorflow.sim.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * What is done to the columns of X, and to Y, before a regression.
 *
 * <p>The loss has no intercept. Centring X and Y gives the weights that a fit with an intercept without penalty would
 * have; the intercept is then mean(Y) − mean(X)·w. Centred rows sum to zero, so that Z has rank n − 1 at most, and
 * Zw = y stays solvable because y sums to zero as well.
 */
enum Standardisation {
    /** X and Y as they are. */
    NONE("none"),
    /** Columns and Y are moved to mean 0. */
    CENTRE("centre"),
    /** Columns and Y are moved to mean 0 and divided by their standard deviation (with 1/n). */
    STANDARDISE("standardise");

    /** Standard deviations below this part of the largest magnitude are rounding errors of a constant. */
    private static final double CONSTANT = 1e-12;

    private final String id;

    Standardisation(String id) {
        this.id = id;
    }

    static Parameter parameter(Standardisation preset) {
        return new Parameter.Choice(
                "standardise",
                "",
                "Standardise",
                "Whether features and targets are left as they are, moved to mean 0 (which stands for an intercept), or"
                        + " moved to mean 0 and scaled to standard deviation 1.",
                false,
                preset.id,
                List.of(NONE.id, CENTRE.id, STANDARDISE.id));
    }

    static Standardisation of(String id) {
        for (Standardisation each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no standardisation is called " + id);
    }

    /** Words for a description. */
    String words() {
        return switch (this) {
            case NONE -> "not centred";
            case CENTRE -> "centred";
            case STANDARDISE -> "standardised";
        };
    }

    /** Column j cannot be scaled because it is constant. */
    static final class ConstantColumnException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int column;

        ConstantColumnException(int column) {
            super("column " + column + " is constant");
            this.column = column;
        }

        int column() {
            return column;
        }
    }

    /** Applies to every column of {@code x}, in place. */
    void apply(DMatrixRMaj x) throws ConstantColumnException {
        if (this == NONE) {
            return;
        }
        int n = x.numRows;
        int d = x.numCols;
        for (int j = 0; j < d; j++) {
            double largest = 0.0;
            double mean = 0.0;
            for (int i = 0; i < n; i++) {
                mean += x.data[i * d + j] / n;
                largest = Math.max(largest, Math.abs(x.data[i * d + j]));
            }
            double squares = 0.0;
            for (int i = 0; i < n; i++) {
                double centred = x.data[i * d + j] - mean;
                x.data[i * d + j] = centred;
                squares += centred * centred;
            }
            if (this == STANDARDISE) {
                double deviation = Math.sqrt(squares / n);
                if (deviation <= CONSTANT * largest) {
                    throw new ConstantColumnException(j);
                }
                for (int i = 0; i < n; i++) {
                    x.data[i * d + j] /= deviation;
                }
            }
        }
    }

    /** Columns with their names. */
    record Features(DMatrixRMaj x, List<String> names) {}

    /**
     * The d columns, then their products in pairs and, for columns with more than two values, their squares (the square
     * of a column with two values adds nothing to it and an intercept). This is how Efron et al. (Least angle
     * regression, Annals of Statistics 2004) make 64 features of the 10 of the diabetes data.
     */
    static Features quadratic(DMatrixRMaj x, List<String> names) {
        int n = x.numRows;
        int d = x.numCols;
        List<int[]> pairs = new ArrayList<>();
        List<String> all = new ArrayList<>(names);
        for (int j = 0; j < d; j++) {
            if (hasMoreThanTwoValues(x, j)) {
                pairs.add(new int[] {j, j});
                all.add(names.get(j) + "²");
            }
        }
        for (int j = 0; j < d; j++) {
            for (int l = j + 1; l < d; l++) {
                pairs.add(new int[] {j, l});
                all.add(names.get(j) + "·" + names.get(l));
            }
        }
        DMatrixRMaj expanded = new DMatrixRMaj(n, d + pairs.size());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                expanded.set(i, j, x.get(i, j));
            }
            for (int p = 0; p < pairs.size(); p++) {
                int[] pair = pairs.get(p);
                expanded.set(i, d + p, x.get(i, pair[0]) * x.get(i, pair[1]));
            }
        }
        return new Features(expanded, List.copyOf(all));
    }

    private static boolean hasMoreThanTwoValues(DMatrixRMaj x, int j) {
        Set<Double> values = new HashSet<>();
        for (int i = 0; i < x.numRows && values.size() <= 2; i++) {
            values.add(x.get(i, j));
        }
        return values.size() > 2;
    }
}
