package org.mirrorflow.sim.observe;

/** The largest singular value of the matrix that is learnt. */
public final class FirstSingularValue extends SpectrumObservable {

    public FirstSingularValue() {
        super(
                "singular-value-1",
                "First singular value",
                "\\sigma_1(W)",
                "The largest singular value of the matrix that is learnt.",
                "definition");
    }

    @Override
    double of(double[] sigma) {
        return sigma[0];
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
