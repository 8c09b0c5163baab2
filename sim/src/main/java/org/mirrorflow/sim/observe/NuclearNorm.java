package org.mirrorflow.sim.observe;

/** The sum of the singular values of the matrix that is learnt. */
public final class NuclearNorm extends SpectrumObservable {

    public NuclearNorm() {
        super(
                "nuclear-norm",
                "Nuclear norm",
                "\\|W\\|_*",
                "The sum of the singular values of the matrix that is learnt.",
                "Fazel 2002");
    }

    @Override
    double of(double[] sigma) {
        return sum(sigma);
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
