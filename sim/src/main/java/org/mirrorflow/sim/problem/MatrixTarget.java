package org.mirrorflow.sim.problem;

import java.util.Optional;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.weights.Layout;

/**
 * A matrix to be reproduced: f(W) = ½‖W − W°‖_F². With factors it is the deep factorisation problem, the linear network on
 * whitened inputs. Needs no workspace.
 *
 * <p>Source: Saxe, McClelland and Ganguli 2014 (arXiv 1312.6120).
 */
public final class MatrixTarget implements Problem {

    private final double[] target;
    private final int rows;
    private final int columns;
    private final String description;
    private final String digest;

    /** @param target W° by rows */
    public MatrixTarget(double[] target, int rows, int columns, String description) {
        if (target.length != rows * columns) {
            throw new IllegalArgumentException("a " + rows + " × " + columns + " matrix has " + rows * columns
                    + " entries; given " + target.length);
        }
        this.target = target.clone();
        this.rows = rows;
        this.columns = columns;
        this.description = description;
        this.digest = Digests.of("matrix-target", new int[] {rows, columns}, target);
    }

    @Override
    public int dimension() {
        return target.length;
    }

    @Override
    public Layout layout() {
        return Layout.matrix(rows, columns);
    }

    @Override
    public double loss(double[] w) {
        require(w, "w");
        // four sums side by side: one alone would wait for each addition
        // in the order of the dot product, as lossAndGradient has it
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= w.length; i += 4) {
            s0 = square(w, i, s0);
            s1 = square(w, i + 1, s1);
            s2 = square(w, i + 2, s2);
            s3 = square(w, i + 3, s3);
        }
        double sum = (s0 + s2) + (s1 + s3);
        for (; i < w.length; i++) {
            sum = square(w, i, sum);
        }
        return 0.5 * sum;
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        require(gradient, "gradient");
        require(w, "w");
        for (int i = 0; i < w.length; i++) {
            gradient[i] = w[i] - target[i];
        }
        return 0.5 * Kernels.get().dot(w.length, gradient, 0, gradient, 0);
    }

    private double square(double[] w, int i, double sum) {
        double r = w[i] - target[i];
        return Math.fma(r, r, sum);
    }

    private void require(double[] vector, String what) {
        if (vector.length != target.length) {
            throw new IllegalArgumentException(what + " has length " + vector.length + " but the target is " + rows
                    + " × " + columns + "; it needs length " + target.length);
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Optional<double[]> planted() {
        return Optional.of(target.clone());
    }

    @Override
    public MatrixTarget copy() {
        return this;
    }
}
