package org.mirrorflow.sim.observe;

/** The squared Frobenius norm over the squared largest singular value of the matrix that is learnt. */
public final class StableRank extends SpectrumObservable {

    public StableRank() {
        super(
                "stable-rank",
                "Stable rank",
                "\\|W\\|_F^2/\\|W\\|_2^2",
                "The squared Frobenius norm over the squared largest singular value of the matrix that is learnt.",
                "Rudelson and Vershynin 2007");
    }

    @Override
    double of(double[] sigma) {
        double ratio = Norms.l2(sigma) / sigma[0];
        return ratio * ratio;
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
