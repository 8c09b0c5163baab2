package org.mirrorflow.sim.claim.map;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.PotentialMinimizer;
import org.mirrorflow.theory.weights.Layout;

/** A4. The seed draws the data; seed 1 is the reference regression. */
public final class LyapunovAndRate extends MapClaim {

    /** A map and the least value of its inverse metric, 0 where there is none. */
    private record Case(String model, double speed) {}

    private static final List<Case> CASES = List.of(
            new Case("{\"kind\": \"euclidean\"}", 1),
            new Case("{\"kind\": \"hyperbolic-entropy\", \"beta\": 0.1}", 0.1),
            new Case("{\"kind\": \"hyperbolic-aware\", \"alpha\": 10}", 1),
            new Case("{\"kind\": \"steepest-flow\", \"depth\": 2, \"q\": 1, \"imbalance\": 0.5}", 0.5),
            new Case("{\"kind\": \"cosh\"}", 0),
            new Case("{\"kind\": \"p-norm\", \"p\": 3}", 0),
            new Case("{\"kind\": \"quadratic-plus-power\"}", 0),
            new Case("{\"kind\": \"log-cosh\"}", 0));

    private static final String FLOW = "{\"kind\": \"mirror-flow\"}";

    /** The entry found by the catalogue. */
    public LyapunovAndRate() {
        super(new Words(
                "A4",
                "Lyapunov function and rate",
                "f(x_t)-f^\\star \\leq \\frac{D_R(x^\\star,x_0)}{t},\\quad f(x_t)-f^\\star \\leq (f_0-f^\\star)e^{-\\sigma\\varpi t}",
                "On a convex loss the divergence of a mirror flow from any minimiser falls, the loss lies below the divergence"
                        + " at the start over t, and decays exponentially where the inverse metric is at least σ.",
                "For eight maps the divergence never rises by more than 1e-10 of its first value and the loss never exceeds"
                        + " either envelope by more than 1e-10.",
                "stated: Jacobs and Burkholz 2025 (arXiv 2408.09966), convergence and PL theorems; envelope derived, checked",
                Paper.CONTINUOUS_SPARSIFICATION));
    }

    private static Specification specification(long seed, String model) {
        return specification("Lyapunov function", seed, regression(seed), model, FLOW);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, CASES.get(1).model()));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual("rise", "largest rise of D_R(x*, x_t) in a step, relative to D_R(x*, x_0)", 1e-10),
                Check.residual(
                        "sublinear", "largest excess of f over D_R(x*, x_0)/t, relative to f at the start", 1e-10),
                Check.residual(
                        "exponential",
                        "largest excess of f over the exponential envelope, relative to f at the start",
                        1e-10),
                Check.control(
                        "concave", "largest rise of the divergence on a saddle, relative to its first value", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double rise = Double.NEGATIVE_INFINITY;
        double sublinear = Double.NEGATIVE_INFINITY;
        double exponential = Double.NEGATIVE_INFINITY;
        for (Case each : CASES) {
            Experiment experiment = experiment(specification(seed, each.model()));
            LinearRegression problem = (LinearRegression) experiment.problem();
            SeparableMirrorMap map = experiment.model().potential().orElseThrow();
            double[] target = new PotentialMinimizer(map)
                    .predict(problem.design(), problem.targets())
                    .weights();
            double rate = each.speed() * 2 * leastEigenvalue(problem.design());
            Dynamics flow = experiment.newDynamics();
            double startLoss = flow.loss();
            double startDivergence = map.bregman(target, flow.weights());
            double before = startDivergence;
            while (flow.loss() > 1e-14 * startLoss && flow.time() < 1e4) {
                flow.advance(1e4);
                trial.checkpoint();
                double divergence = map.bregman(target, flow.weights());
                rise = Math.max(rise, (divergence - before) / startDivergence);
                before = divergence;
                double t = flow.time();
                sublinear = Math.max(sublinear, (flow.loss() - startDivergence / t) / startLoss);
                if (each.speed() > 0) {
                    exponential = Math.max(exponential, flow.loss() / startLoss - Math.exp(-rate * t) * (1 + 1e-12));
                }
            }
        }
        trial.record("rise", rise);
        trial.record("sublinear", sublinear);
        trial.record("exponential", exponential);
        trial.record("concave", saddle(seed));
    }

    /** λ_min(ZZᵀ). */
    private static double leastEigenvalue(DMatrixRMaj z) {
        double least = Double.POSITIVE_INFINITY;
        for (double singular : SingularOps_DDRM.singularValues(z)) {
            least = Math.min(least, singular);
        }
        return least * least;
    }

    /** The divergence from the critical point of ½x₁² − ½c x₂² along its flow. */
    private static double saddle(long seed) {
        Saddle problem = new Saddle(0.1 * seed);
        MirrorMapFamily family = Components.MIRROR_MAPS.get("hyperbolic-entropy");
        SeparableMirrorMap map =
                (SeparableMirrorMap) family.create(Settings.defaults(family.parameters()), Layout.vector(2));
        Dynamics flow = Components.DYNAMICS
                .get("mirror-flow")
                .create(
                        Settings.defaults(Components.DYNAMICS.get("mirror-flow").parameters()),
                        problem,
                        new Model.Mirrored(map, new double[] {0.1, 0.3}),
                        seed);
        double start = map.bregman(new double[2], flow.weights());
        double rise = 0;
        // later, at t ≈ 3.3/c, the flow explodes
        double end = 2 / problem.curvature();
        while (flow.time() < end) {
            flow.advance(end);
            rise = Math.max(rise, map.bregman(new double[2], flow.weights()) / start - 1);
        }
        return rise;
    }

    /** ½x₁² − ½c x₂². */
    private record Saddle(double curvature) implements Problem {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double loss(double[] w) {
            return 0.5 * w[0] * w[0] - 0.5 * curvature * w[1] * w[1];
        }

        @Override
        public double lossAndGradient(double[] w, double[] gradient) {
            gradient[0] = w[0];
            gradient[1] = -curvature * w[1];
            return loss(w);
        }

        @Override
        public String description() {
            return "a saddle";
        }

        @Override
        public String digest() {
            return String.format("%064x", Double.doubleToLongBits(curvature));
        }

        @Override
        public Optional<double[]> planted() {
            return Optional.empty();
        }

        @Override
        public Problem copy() {
            return this;
        }
    }
}
