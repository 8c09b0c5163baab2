package org.mirrorflow.sim.claim.optim;

import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseAlgebra;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.Raw;
import org.mirrorflow.theory.optim.StepOperator;

/** Descent composed with the exponential hyperbolic step, in either order, on a few weights with a given gradient. */
final class OneStep {

    private static final Algebra<DenseTensor> ALGEBRA = new DenseAlgebra();

    private OneStep() {}

    /** H∘A, or A∘H. */
    static Optimizer<DenseTensor> composed(DenseTensor theta, boolean hyperbolicFirst, double alpha, double beta) {
        StepOperator<DenseTensor> descent = new Descend<>(ALGEBRA);
        StepOperator<DenseTensor> hyperbolic = new HyperbolicStep<>(
                ALGEBRA, theta, HyperbolicStep.Form.EXPONENTIAL, HyperbolicStep.Coupling.RAW, alpha, beta, 1);
        return new Composite<>(
                ALGEBRA,
                theta,
                new Raw<>(ALGEBRA),
                hyperbolicFirst ? hyperbolic.then(descent) : descent.then(hyperbolic));
    }

    /** One weight after one step. */
    static double after(double start, double gradient, boolean hyperbolicFirst, double alpha, double beta, double eta) {
        DenseTensor theta = DenseTensor.vector(start);
        composed(theta, hyperbolicFirst, alpha, beta).step(theta, DenseTensor.vector(gradient), eta);
        return theta.get(0);
    }
}
