package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.predict.GradientIntegralBound;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** The bound on the integral of the squared gradient, and the version of it that is none. */
public final class IntegralBound extends SteepestClaim {

    private static final double[] EXPONENTS = {1, 1.25, 1.5, 1.75, 2};
    private static final double[] SCALES = {0.1, 1, 10};

    public IntegralBound() {
        super(
                "C10",
                "Integral bound",
                "Along steepest mirror flow with coercivity μ and gradients below B the integral of ‖∇f‖² is at most"
                        + " B^{2−q}(f₀ − f_∞)/μ; with B^{2−q} in the denominator it is not a bound.",
                "\\int_0^\\infty \\|\\nabla f\\|_2^2\\,dt \\leq B^{2-q}\\,(f_0 - f_\\infty)/\\mu",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.2; exponent's sign derived, checked",
                "On two equations in four unknowns with targets times 0.1, 1, 10, L = 2 and five q: integral over bound at"
                        + " most 1 in all 15 runs.",
                false,
                Check.residual("bound", "Largest ∫‖∇f‖² over B^{2−q}Δf/μ", 1),
                Check.control("divided", "Largest ∫‖∇f‖² over Δf/(B^{2−q}μ), which is no bound for B above 1", 1));
    }

    private static Specification specification(double q, double scale, double lambda) {
        return Trials.specification(
                "Integral of the squared gradient, q = " + q,
                1,
                "reference-regression",
                "product",
                "steepest-flow",
                "problem.data",
                "two-equations",
                "problem.target-scale",
                scale,
                "model.depth",
                2,
                "model.initial-scale",
                lambda,
                "dynamics.exponent",
                q,
                "dynamics.tolerance",
                1e-7,
                "dynamics.smallest-step",
                1e-3);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1.5, 10, 0.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double lambda = Trials.drawn(random, seed, 0.5, 0.3, 0.9);
        double share = 0;
        double divided = 0;
        for (double q : EXPONENTS) {
            for (double scale : SCALES) {
                Dynamics flow = Trials.start(specification(q, scale, lambda));
                double start = flow.loss();
                double largest = 0;
                double integral = 0;
                double square = 0;
                for (double g : flow.gradient()) {
                    square += g * g;
                    largest = Math.max(largest, Math.abs(g));
                }
                while (flow.time() < 40 && flow.loss() > 1e-8 * start) {
                    double before = flow.time();
                    double squareBefore = square;
                    flow.advance(Math.min(40, flow.time() + 0.02));
                    square = 0;
                    for (double g : flow.gradient()) {
                        square += g * g;
                        largest = Math.max(largest, Math.abs(g));
                    }
                    integral += 0.5 * (squareBefore + square) * (flow.time() - before);
                    trial.checkpoint();
                }
                GradientIntegralBound bound = new GradientIntegralBound(
                        q, largest, start - flow.loss(), new SteepestProduct(q, 2).coercivity(lambda));
                share = Math.max(share, integral / bound.value());
                divided = Math.max(divided, integral / bound.dividedValue());
            }
        }
        trial.record("bound", share);
        trial.record("divided", divided);
    }
}
