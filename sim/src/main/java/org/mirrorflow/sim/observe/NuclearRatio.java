package org.mirrorflow.sim.observe;

/** The nuclear norm of the matrix that is learnt over its Frobenius norm: 1 at rank one, at most the root of the rank. */
public final class NuclearRatio extends SpectrumObservable {

    public NuclearRatio() {
        super(
                "nuclear-ratio",
                "Nuclear over Frobenius norm",
                "\\|W\\|_*/\\|W\\|_F",
                "The nuclear norm of the matrix that is learnt over its Frobenius norm: 1 at rank one, at most the root of the rank.",
                "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883)");
    }

    @Override
    double of(double[] sigma) {
        return sum(sigma) / Norms.l2(sigma);
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
