package org.mirrorflow.sim.claim.sparse;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.sparse.PrunedDigits.Method;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** Under a random mask HAM is at least as accurate as Sign-In, and Sign-In as plain training. */
public final class HamOverSignIn extends SparseClaim {

    private static final int REPETITIONS = 3;
    private static final int STEPS = 200;
    private static final double SPARSITY = 0.9;
    private static final double HIGHER_SPARSITY = 0.98;
    private static final double[] STEP_SIZES = {0.025, PrunedDigits.STEP_SIZE, 0.1};

    /** Where among them is the step size that is the same for all. */
    private static final int EQUAL = 1;

    /** In the order claimed, the least accurate first. */
    private static final List<Method> COMPARED = List.of(Method.PLAIN, Method.SIGN_IN, Method.HAM);

    /** The catalogue entry. */
    public HamOverSignIn() {
        super(
                new Words(
                        "HM-3",
                        Paper.HORST,
                        "HAM over Sign-In over plain training",
                        "\\mathrm{acc}_{\\mathrm{HAM}} \\geq \\mathrm{acc}_{\\mathrm{Sign\\text{-}In}} \\geq \\mathrm{acc}_{\\mathrm{SGD}}",
                        "Under a random mask HAM is at least as accurate as Sign-In, and Sign-In as plain training.",
                        "After 200 steps at sparsity 0.9 on digits under the same random mask the mean test accuracy of HAM (α = 20) is at least that of Sign-In (β = 1), and that of Sign-In at least that of SGD, at the same step size 0.05 and with each at its best of 0.025, 0.05 and 0.1; HAM with α = 0 is SGD.",
                        "stated: Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630), for ResNets on ImageNet; here in the small"),
                false,
                Check.atLeast("ham-sign-in", "Test accuracy of HAM minus that of Sign-In at the same step size", 0)
                        .onAverage(),
                Check.atLeast("sign-in-plain", "Test accuracy of Sign-In minus that of SGD at the same step size", 0)
                        .onAverage(),
                Check.atLeast(
                                "ham-sign-in-tuned",
                                "Test accuracy of HAM minus that of Sign-In, each at its best step size",
                                0)
                        .onAverage(),
                Check.atLeast(
                                "sign-in-plain-tuned",
                                "Test accuracy of Sign-In minus that of SGD, each at its best step size",
                                0)
                        .onAverage(),
                new Check(
                        "no-strength",
                        "Largest difference between the weights of HAM with strength 0 and of SGD, which is rounding",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        1e-9,
                        Check.Rule.EVERY_SEED),
                Check.control(
                        "capacity-matters",
                        "Test accuracy of SGD at sparsity 0.9 minus that at 0.98, which the comparison must resolve",
                        0.05));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                watch("HAM under a random mask", "ham", "alpha", PrunedDigits.HAM_STRENGTH),
                watch("Sign-In under a random mask", "sign-in", "beta", "1"),
                watch("SGD under a random mask", "sgd", "nesterov", "no"));
    }

    private static Specification watch(String title, String kind, String setting, Object value) {
        return Workbench.watch(
                title,
                "mlp-on-sample-data",
                Workbench.map("width", 48, "hidden-layers", 2, "rows", 400),
                kind,
                Workbench.map(
                        "step-size",
                        PrunedDigits.STEP_SIZE,
                        "momentum",
                        0.9,
                        "batch",
                        32,
                        "mask",
                        "random",
                        "mask-sparsity",
                        SPARSITY,
                        setting,
                        value),
                STEPS);
    }

    @Override
    public void run(long seed, Trial trial) {
        double[][] accuracies = new double[COMPARED.size()][STEP_SIZES.length];
        double sparser = 0;
        double difference = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss masked = masked(SPARSITY, own);
            Dynamics[][] trained = new Dynamics[COMPARED.size()][STEP_SIZES.length];
            for (int k = 0; k < COMPARED.size(); k++) {
                for (int l = 0; l < STEP_SIZES.length; l++) {
                    trained[k][l] = trained(masked, COMPARED.get(k), STEP_SIZES[l], own, trial);
                    accuracies[k][l] += accuracy(masked, trained[k][l]) / REPETITIONS;
                }
            }
            Dynamics plain = trained[0][EQUAL];
            Dynamics weak = trained(masked, Method.HAM_WITHOUT_STRENGTH, PrunedDigits.STEP_SIZE, own, trial);
            difference = Math.max(difference, farthest(plain.weights(), weak.weights()));
            NetworkLoss few = masked(HIGHER_SPARSITY, own);
            sparser += accuracy(few, trained(few, Method.PLAIN, PrunedDigits.STEP_SIZE, own, trial)) / REPETITIONS;
        }
        trial.record("ham-sign-in", accuracies[2][EQUAL] - accuracies[1][EQUAL]);
        trial.record("sign-in-plain", accuracies[1][EQUAL] - accuracies[0][EQUAL]);
        trial.record("ham-sign-in-tuned", best(accuracies[2]) - best(accuracies[1]));
        trial.record("sign-in-plain-tuned", best(accuracies[1]) - best(accuracies[0]));
        trial.record("no-strength", difference);
        trial.record("capacity-matters", accuracies[0][EQUAL] - sparser);
    }

    private static NetworkLoss masked(double sparsity, long seed) {
        NetworkLoss problem = PrunedDigits.problem(seed);
        boolean[] mask = PrunedDigits.random(problem, sparsity, seed);
        return problem.with(mask, PrunedDigits.masked(problem.startWeights().orElseThrow(), mask));
    }

    private static Dynamics trained(NetworkLoss problem, Method method, double stepSize, long seed, Trial trial) {
        return Workbench.advance(PrunedDigits.train(problem, method, stepSize, seed), STEPS, trial);
    }

    /** 0 for weights that have left every bound: such a step size is not one to choose. */
    private static double accuracy(NetworkLoss problem, Dynamics dynamics) {
        double[] w = dynamics.weights();
        return Workbench.finite(w) ? problem.score(Scored.TEST_ACCURACY, w) : 0;
    }

    private static double best(double[] accuracies) {
        return Arrays.stream(accuracies).max().orElseThrow();
    }

    private static double farthest(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
