package org.mirrorflow.sim.observe;

/** The exponential of the entropy of the singular values of the matrix that is learnt, as shares of their sum. */
public final class EffectiveRank extends SpectrumObservable {

    public EffectiveRank() {
        super(
                "effective-rank",
                "Effective rank",
                "\\exp H(\\sigma/\\|\\sigma\\|_1)",
                "The exponential of the entropy of the singular values of the matrix that is learnt, as shares of their sum.",
                "Roy and Vetterli 2007");
    }

    @Override
    double of(double[] sigma) {
        double total = sum(sigma);
        double entropy = 0;
        for (double s : sigma) {
            double share = s / total;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return total > 0 ? Math.exp(entropy) : Double.NaN;
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
