package org.mirrorflow.sim.claim.steepest;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.reparam.ProductOfFactors;

/** The step size that gradient descent needs to leave a saddle lies beyond the one at which it could stay at the solution. */
public final class UnrealisticStepSize extends SteepestClaim {

    private static final int STEPS = 1000;
    private static final double LAMBDA = 0.04;

    public UnrealisticStepSize() {
        super(
                "NS-A1",
                "Unrealistic step sizes",
                "Gradient descent requires unrealistically large learning rates to escape saddles: near a deep saddle, every"
                        + " step size at which it could settle at the solution is too small to get there in the time that sign"
                        + " descent takes.",
                "h_{escape} > h_{stable} = 2/\\lambda_{\\max}(\\nabla^2 f)",
                "stated: abstract of Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064); made quantitative here",
                "300 samples, 100 features, two planted ±1, start (0, 0.04, …), 1000 steps: at L = 4 gradient descent halves"
                        + " its distance only with steps above 2/sharpness, and with half that step keeps 99 % of its"
                        + " distance, while sign descent with step 0.001 has halved it.",
                false,
                Check.atLeast(
                        "needed",
                        "Least step size that halves the distance at L = 4, in factors √2 up to 16, over 2/sharpness",
                        1),
                Check.atLeast("stays", "Share of its distance that half the stable step keeps at L = 4", 0.99),
                Check.residual(
                        "sign", "Step at which sign descent with step 0.001 has halved its distance at L = 4", STEPS),
                Check.control("shallow", "2/sharpness over the least step size that halves the distance at L = 2", 2));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                EscapeRuns.specification(1, 4, LAMBDA, false, 0.2),
                EscapeRuns.specification(1, 4, LAMBDA, true, 0.001));
    }

    @Override
    public void run(long seed, Trial trial) {
        double stable = stableStep(seed, 4);
        trial.record("needed", neededStep(seed, 4, stable, trial) / stable);
        trial.record(
                "stays",
                EscapeRuns.run(EscapeRuns.specification(seed, 4, LAMBDA, false, 0.5 * stable), STEPS, true, trial)
                        .finalShare());
        trial.record(
                "sign",
                EscapeRuns.run(EscapeRuns.specification(seed, 4, LAMBDA, true, 0.001), STEPS, false, trial)
                        .halfStep());
        double shallow = stableStep(seed, 2);
        trial.record("shallow", shallow / neededStep(seed, 2, shallow, trial));
    }

    /** The least of the steps stable·2^{k/2}, −8 ≤ k ≤ 8, with which the distance halves; the largest when none does. */
    private static double neededStep(long seed, int depth, double stable, Trial trial) {
        for (int k = -8; k < 8; k++) {
            double step = stable * Math.pow(2, 0.5 * k);
            int half = EscapeRuns.run(EscapeRuns.specification(seed, depth, LAMBDA, false, step), STEPS, false, trial)
                    .halfStep();
            if (half <= STEPS) {
                return step;
            }
        }
        return 16 * stable;
    }

    /** 2/λ_max of the Hessian of f∘g where the planted vector is fitted exactly, on the balance of the start. */
    private static double stableStep(long seed, int depth) {
        Experiment experiment = Trials.experiment(EscapeRuns.specification(seed, depth, LAMBDA, false, 0.01));
        double[] planted = experiment.problem().planted().orElseThrow();
        int d = planted.length;
        double[][] factors = new double[depth][d];
        for (int i = 0; i < d; i++) {
            double first = smallFactor(Math.abs(planted[i]), depth);
            for (int k = 0; k < depth; k++) {
                factors[k][i] = k == 0 ? Math.copySign(first, planted[i]) : Math.hypot(first, LAMBDA);
            }
        }
        ProductOfFactors product = new ProductOfFactors(factors);
        double[] theta = product.start();
        DMatrixRMaj z = ((LinearRegression) experiment.problem()).design();
        double[] v = new double[theta.length];
        Arrays.fill(v, 1);
        double[] w = new double[d];
        DMatrixRMaj image = new DMatrixRMaj(z.numRows, 1);
        double sharpness = 0;
        // At a solution the Hessian is DgᵀZᵀZDg: power iteration.
        for (int k = 0; k < 200; k++) {
            double norm = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
            for (int i = 0; i < v.length; i++) {
                v[i] /= norm;
            }
            product.pushForward(theta, v, w);
            CommonOps_DDRM.mult(z, DMatrixRMaj.wrap(d, 1, w), image);
            sharpness = CommonOps_DDRM.dot(image, image);
            CommonOps_DDRM.multTransA(z, image, DMatrixRMaj.wrap(d, 1, w));
            product.pullBack(theta, w, v);
        }
        return 2 / sharpness;
    }

    /** w with w(w² + λ²)^{(L−1)/2} = x: Newton from above. */
    private static double smallFactor(double x, int depth) {
        if (x == 0) {
            return 0;
        }
        double w = Math.pow(x, 1.0 / depth);
        for (int k = 0; k < 60; k++) {
            double square = w * w + LAMBDA * LAMBDA;
            double value = w * Math.pow(square, 0.5 * (depth - 1)) - x;
            double slope = Math.pow(square, 0.5 * (depth - 3)) * (square + (depth - 1) * w * w);
            w -= value / slope;
        }
        return w;
    }
}
