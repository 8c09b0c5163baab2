package org.mirrorflow.sim.observe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.dynamics.SteepestDescentFamily;
import org.mirrorflow.sim.dynamics.SteepestFlowFamily;
import org.mirrorflow.sim.dynamics.SteepestSettings;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.reparam.SteepestProduct;

/**
 * The balances |w_k|^q − |w_1|^q of a product of factors under steepest flow or descent, for every coordinate and k ≥ 2,
 * and the law that their decay follows.
 */
public final class LqBalances {

    private final SteepestProduct law;
    private final Schedule decay;
    private final boolean lawful;
    private final int dimension;
    private final double[] start;

    private LqBalances(ProductOfFactors product, double q, Schedule decay, boolean lawful) {
        this.law = new SteepestProduct(q, product.depth());
        this.decay = decay;
        this.lawful = lawful;
        this.dimension = product.dimension();
        this.start = new double[product.balanceCount()];
        write(product.start(), start);
    }

    /** The balances of an experiment; empty unless it moves a product by steepest flow or descent from unequal factors. */
    public static Optional<LqBalances> of(Experiment experiment) {
        String kind = experiment.specification().dynamics().kind();
        boolean steepest = kind.equals(SteepestFlowFamily.ID) || kind.equals(SteepestDescentFamily.ID);
        @Nullable
        ProductOfFactors product = experiment.model() instanceof Model.Factored factored
                        && factored.parametrization() instanceof ProductOfFactors found
                ? found
                : null;
        if (!steepest || product == null) {
            return Optional.empty();
        }
        Settings settings = experiment.specification().dynamics().settings();
        double q = settings.real(SteepestSettings.EXPONENT);
        Schedule decay = Decay.of(settings);
        boolean coupled = settings.text(SteepestSettings.COUPLING).equals("coupled");
        boolean smoothed = settings.real("smoothing") != 0 && q != 2;
        LqBalances balances = new LqBalances(product, q, decay, !smoothed && (!coupled || q == 2 || decay.isNone()));
        for (double b : balances.start) {
            if (b != 0) {
                return Optional.of(balances);
            }
        }
        return Optional.empty();
    }

    private void write(double[] theta, double[] out) {
        for (int k = 1; k < law.depth(); k++) {
            for (int i = 0; i < dimension; i++) {
                out[(k - 1) * dimension + i] = law.balance(theta[k * dimension + i], theta[i]);
            }
        }
    }

    /** Whether theory says how they decay: decoupled decay, or q = 2, and no smoothing. */
    public boolean lawful() {
        return lawful;
    }

    /**
     * What steps of size h forced across a jump can do to a balance, relatively: each moves a factor by at most 2h, relative
     * to the least balance that is not 0 at the start.
     */
    public double shareOfSteps(double h, long steps) {
        double least = Double.POSITIVE_INFINITY;
        for (double b : start) {
            least = b == 0 ? least : Math.min(least, Math.abs(b));
        }
        return 2 * h * steps / least;
    }

    /** e^{−qΛ_t}, what the law leaves of every balance. */
    public double predictedShare(double time) {
        return law.balanceShare(decay.dose(time));
    }

    /** The mean of b/b₀ over the balances that do not start at 0. */
    public double meanShare(double[] theta) {
        double sum = 0;
        int count = 0;
        for (int k = 1; k < law.depth(); k++) {
            for (int i = 0; i < dimension; i++) {
                double first = start[(k - 1) * dimension + i];
                if (first != 0) {
                    sum += law.balance(theta[k * dimension + i], theta[i]) / first;
                    count++;
                }
            }
        }
        return sum / count;
    }

    /** max |b − b₀e^{−qΛ}| / |b₀|e^{−qΛ}; a balance that starts at 0 is held against the largest. */
    public double drift(double[] theta, double time) {
        double share = predictedShare(time);
        double largest = Norms.max(start);
        double worst = 0;
        for (int k = 1; k < law.depth(); k++) {
            for (int i = 0; i < dimension; i++) {
                double first = start[(k - 1) * dimension + i];
                double off = Math.abs(law.balance(theta[k * dimension + i], theta[i]) - share * first);
                worst = Math.max(worst, off / (share * (first != 0 ? Math.abs(first) : largest)));
            }
        }
        return worst;
    }
}
