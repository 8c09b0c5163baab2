package org.mirrorflow.sim.observe;

/** The third largest singular value of the matrix that is learnt. */
public final class ThirdSingularValue extends SpectrumObservable {

    public ThirdSingularValue() {
        super(
                "singular-value-3",
                "Third singular value",
                "\\sigma_3(W)",
                "The third largest singular value of the matrix that is learnt.",
                "definition");
    }

    @Override
    double of(double[] sigma) {
        return sigma[2];
    }

    @Override
    int least() {
        return 3;
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
