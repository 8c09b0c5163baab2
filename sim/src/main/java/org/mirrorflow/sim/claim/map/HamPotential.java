package org.mirrorflow.sim.claim.map;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.HyperbolicAware;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.ScaledCosh;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.BasisPursuit;
import org.mirrorflow.theory.predict.LeastNorm;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** HM-2. The seed draws the regression; seed 1 is the reference one. */
public final class HamPotential extends MapClaim {

    private static final double[] STRENGTHS = {1e-3, 0.1, 1, 10, 100, 1e4, 1e8};

    /** The entry found by the catalogue. */
    public HamPotential() {
        super(new Words(
                "HM-2",
                "From l2 to l1 by HAM",
                "R_\\alpha(x) = \\frac{(1+\\alpha|x|)\\log(1+\\alpha|x|)-\\alpha|x|}{\\alpha^2}:\\quad"
                        + " \\frac{R_\\alpha(2)}{R_\\alpha(1)}\\ \\text{from}\\ 4\\ \\text{to}\\ 2",
                "The potential of hyperbolic aware minimisation goes from the squared l2 to the l1 norm as its strength grows,"
                        + " and its flow finds interpolators from the least l2 to nearly the least l1 norm.",
                "R(2)/R(1) falls from 4 within 0.01 at 1e-3 to 2(1 + log 2/(log α − 1)) within 1e-6 at 1e8; the l1 norm of the"
                        + " limit falls from that of the least l2 solution to within 2 % of the least one.",
                "stated: Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630) for the flow; potential derived,"
                        + " checked",
                Paper.HORST));
    }

    private static Specification specification(long seed, double alpha) {
        return specification(
                "HAM potential",
                seed,
                regression(seed),
                "{\"kind\": \"hyperbolic-aware\", \"alpha\": " + alpha + "}",
                "{\"kind\": \"mirror-flow\", \"tolerance\": 1e-10}");
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 100));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("quadratic", "distance of R(2)/R(1) from 4 at strength 1e-3", 1e-2),
                Check.residual("linear", "distance of R(2)/R(1) from its asymptote at strength 1e8", 1e-6),
                Check.residual("monotone", "largest rise of R(2)/R(1) from one strength to the next", 0),
                Check.residual("flow", "distance of the flow's limit at strength 100 from the minimiser of R", 1e-6),
                Check.residual(
                        "l2", "relative distance of the limit at strength 1e-6 from the least l2 solution", 1e-5),
                Check.residual("l1", "excess of the l1 norm at strength 1e8 over the least one, relative", 0.02),
                Check.control(
                        "strong-is-not-l2",
                        "excess of the least l2 solution's l1 norm over the least one, relative",
                        0.05),
                Check.control(
                        "cosh", "excess of the l1 norm under cosh over that of the least l2 solution, relative", 1e-3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double rise = Double.NEGATIVE_INFINITY;
        double before = Double.NaN;
        for (double alpha : STRENGTHS) {
            double ratio = ratio(alpha);
            if (!Double.isNaN(before)) {
                rise = Math.max(rise, ratio - before);
            }
            before = ratio;
        }
        trial.record("monotone", rise);
        trial.record("quadratic", Math.abs(ratio(1e-3) - 4));
        double last = 1e8;
        trial.record("linear", Math.abs(ratio(last) - 2 * (1 + Math.log(2) / (Math.log(last) - 1))));

        Experiment experiment = experiment(specification(seed, 100));
        LinearRegression problem = (LinearRegression) experiment.problem();
        Dynamics flow = experiment.newDynamics();
        double start = flow.loss();
        while (flow.loss() > 1e-20 * start && flow.time() < 1e6) {
            flow.advance(1e6);
            trial.checkpoint();
        }
        trial.record("flow", distance(flow.weights(), limit(new HyperbolicAware(100), problem)));

        DMatrixRMaj z = problem.design();
        double[] flat = new LeastNorm().predict(z, problem.targets()).weights();
        double least = new BasisPursuit().predict(z, problem.targets()).objective();
        trial.record("l2", distance(limit(new HyperbolicAware(1e-6), problem), flat));
        trial.record("l1", norm1(limit(new HyperbolicAware(1e8), problem)) / least - 1);
        trial.record("strong-is-not-l2", norm1(flat) / least - 1);
        trial.record("cosh", norm1(limit(new ScaledCosh(0.1), problem)) / norm1(flat) - 1);
    }

    private static double ratio(double alpha) {
        HyperbolicAware potential = new HyperbolicAware(alpha);
        return potential.value(2) / potential.value(1);
    }

    private static double[] limit(ScalarPotential potential, LinearRegression problem) {
        return new PotentialMinimizer(SeparableMirrorMap.uniform(potential, problem.dimension()))
                .predict(problem.design(), problem.targets())
                .weights();
    }

    private static double norm1(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += Math.abs(each);
        }
        return sum;
    }

    private static double distance(double[] x, double[] y) {
        double square = 0;
        double size = 0;
        for (int i = 0; i < x.length; i++) {
            square += (x[i] - y[i]) * (x[i] - y[i]);
            size += y[i] * y[i];
        }
        return Math.sqrt(square / size);
    }
}
