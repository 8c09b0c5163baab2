package org.mirrorflow.sim.dynamics;

import org.mirrorflow.theory.optim.Algebra;

class DenseAlgebraTest extends AlgebraContract<double[]> {

    @Override
    Algebra<double[]> algebra() {
        return new DenseAlgebra();
    }

    @Override
    double[] vector(double... values) {
        return values.clone();
    }

    @Override
    double[] values(double[] vector) {
        return vector;
    }
}
