package org.mirrorflow.sim.limit;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.dynamics.SteepestDescentFamily;
import org.mirrorflow.sim.dynamics.SteepestFlowFamily;
import org.mirrorflow.sim.dynamics.SteepestSettings;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.predict.DecayEquilibria;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.reparam.SteepestProduct;

/**
 * Steepest flow on a product of factors where ZᵀZ = I: the coordinates move by themselves, each on f = ½(x − yᵢ)² with
 * y = Zᵀ(targets), so that paths and rest points have closed forms.
 */
public final class SteepestOrthonormal {

    private static final double ORTHONORMAL = 1e-9;

    private final double[] targets;
    private final double[] start;
    private final int depth;
    private final double q;
    private final boolean coupled;
    private final boolean smoothed;
    private final Schedule decay;

    private SteepestOrthonormal(double[] targets, ProductOfFactors product, Settings settings) {
        this.targets = targets;
        this.start = product.start();
        this.depth = product.depth();
        this.q = settings.real(SteepestSettings.EXPONENT);
        this.coupled = settings.text(SteepestSettings.COUPLING).equals("coupled");
        this.smoothed = settings.real("smoothing") != 0 && q != 2;
        this.decay = Decay.of(settings);
    }

    /** Of this experiment, if it is one. */
    public static Optional<SteepestOrthonormal> of(Experiment experiment) {
        String kind = experiment.specification().dynamics().kind();
        if (!(kind.equals(SteepestFlowFamily.ID) || kind.equals(SteepestDescentFamily.ID))
                || !(experiment.problem() instanceof LinearRegression regression)
                || !(experiment.model() instanceof Model.Factored factored)
                || !(factored.parametrization() instanceof ProductOfFactors product)) {
            return Optional.empty();
        }
        DMatrixRMaj z = regression.design();
        if (z.numRows < z.numCols || z.numCols > 1000) {
            return Optional.empty();
        }
        DMatrixRMaj gram = new DMatrixRMaj(z.numCols, z.numCols);
        CommonOps_DDRM.multInner(z, gram);
        for (int i = 0; i < z.numCols; i++) {
            for (int j = 0; j < z.numCols; j++) {
                if (Math.abs(gram.get(i, j) - (i == j ? 1 : 0)) > ORTHONORMAL) {
                    return Optional.empty();
                }
            }
        }
        DMatrixRMaj y = new DMatrixRMaj(z.numCols, 1);
        CommonOps_DDRM.multTransA(z, DMatrixRMaj.wrap(z.numRows, 1, regression.targets()), y);
        return Optional.of(new SteepestOrthonormal(
                y.data, product, experiment.specification().dynamics().settings()));
    }

    /** y. */
    public double[] targets() {
        return targets.clone();
    }

    /** L. */
    public int depth() {
        return depth;
    }

    /** λ where all coordinates start at (0, λ, …, λ) with λ &gt; 0, otherwise NaN. */
    public double lambda() {
        int d = targets.length;
        double lambda = start[d];
        for (int i = 0; i < start.length; i++) {
            if (start[i] != (i < d ? 0 : lambda)) {
                return Double.NaN;
            }
        }
        return lambda > 0 ? lambda : Double.NaN;
    }

    /** Whether |x_i(t)| = min(|y_i|, t(t + λ)^{L−1}) holds: sign flow without decay from (0, λ, …, λ). */
    public boolean signFlow() {
        return q == 1 && !smoothed && decay.isNone() && lambda() > 0;
    }

    /** The common value of the factors of coordinate i, positive; NaN where they are not equal. */
    private double equalFactor(int i) {
        int d = targets.length;
        for (int k = 1; k < depth; k++) {
            if (start[k * d + i] != start[i]) {
                return Double.NaN;
            }
        }
        return start[i] > 0 ? start[i] : Double.NaN;
    }

    /** Where the coordinates come to rest under constant decay, or none; empty where theory here does not say. */
    public Optional<double[]> restPoint() {
        if (decay.always().isEmpty() || smoothed) {
            return Optional.empty();
        }
        double alpha = decay.always().getAsDouble();
        double[] rest = new double[targets.length];
        for (int i = 0; i < rest.length; i++) {
            double factor = equalFactor(i);
            boolean away = factor > 0 && targets[i] > 0;
            if (!away && !(lambda() > 0 && targets[i] != 0)) {
                return Optional.empty();
            }
            DecayEquilibria law = new DecayEquilibria(targets[i], depth);
            if (alpha == 0) {
                rest[i] = targets[i];
            } else if (!coupled && q < 2) {
                if (q != 1 && !(away && new SteepestProduct(q, depth).bregman())) {
                    return Optional.empty();
                }
                rest[i] = law.decoupled(q, alpha);
            } else if (away) {
                rest[i] = Math.pow(factor, depth) > law.unstable(alpha) ? law.coupled(alpha) : 0;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(rest);
    }

    /** The largest violation of the equation of rest, φ_q(y − x) = αx^{1−m} or y − x = αx^{2/L−1}, where x ≠ 0 and it is smooth. */
    double stationarity(double[] rest) {
        double alpha = decay.always().orElseThrow();
        double worst = 0;
        for (int i = 0; i < rest.length; i++) {
            double x = Math.abs(rest[i]);
            double gap = Math.abs(targets[i]) - x;
            if (x == 0 || (q == 1 && !coupled)) {
                continue;
            }
            double pull = coupled || q == 2
                    ? alpha * Math.pow(x, 2.0 / depth - 1)
                    : Math.pow(alpha * Math.pow(x, 1 - q * (depth - 1) / depth), 1 / (q - 1));
            worst = Math.max(worst, Math.abs(gap - pull));
        }
        return worst;
    }
}
