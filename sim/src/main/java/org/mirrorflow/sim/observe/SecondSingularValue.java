package org.mirrorflow.sim.observe;

/** The second largest singular value of the matrix that is learnt. */
public final class SecondSingularValue extends SpectrumObservable {

    public SecondSingularValue() {
        super(
                "singular-value-2",
                "Second singular value",
                "\\sigma_2(W)",
                "The second largest singular value of the matrix that is learnt.",
                "definition");
    }

    @Override
    double of(double[] sigma) {
        return sigma[1];
    }

    @Override
    int least() {
        return 2;
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
