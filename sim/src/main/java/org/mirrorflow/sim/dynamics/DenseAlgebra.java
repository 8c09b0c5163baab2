package org.mirrorflow.sim.dynamics;

import org.mirrorflow.theory.optim.Algebra;

/** The algebra of {@code double[]}. */
public final class DenseAlgebra implements Algebra<double[]> {

    @Override
    public double[] zerosLike(double[] shape) {
        return new double[shape.length];
    }

    @Override
    public void scale(double a, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= a;
        }
    }

    @Override
    public void addScaled(double a, double[] x, double[] y) {
        requireSameLength(x, y);
        for (int i = 0; i < x.length; i++) {
            y[i] += a * x[i];
        }
    }

    @Override
    public double dot(double[] x, double[] y) {
        requireSameLength(x, y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void requireSameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("vectors of lengths " + x.length + " and " + y.length + " do not match");
        }
    }
}
