package org.mirrorflow.sim.claim.steepest;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.theory.descent.LpGeometry;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** Steepest flow on a product of factors is steepest mirror flow of its weight. */
public final class SteepestMirrorIdentity extends SteepestClaim {

    private static final double[] EXPONENTS = {1, 1.25, 1.5, 2};
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40, 0, 1);

    public SteepestMirrorIdentity() {
        super(
                "C1",
                "Steepest mirror identity",
                "Steepest flow on a product of factors moves the weight by steepest mirror flow of a potential that depends"
                        + " on q, L and the balance alone.",
                "R'(x_t) - R'(x_0) = -\\int_0^t \\varphi_q(\\gamma)\\,ds",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.6; potentials derived, checked",
                "For q = 1, 1.25, 1.5 and 2, two unequal and three equal factors, under a prescribed gradient, R′(x) less"
                        + " its start equals −∫φ_q to 1e-8.",
                true,
                Check.residual("identity", "Largest |R′(x_t) − R′(x_0) + ∫φ_q(γ)| over t ≤ 1, q and L", 1e-8),
                Check.control("wrong-potential", "The same for sign flow with the potential of gradient flow", 0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double mean = Trials.drawn(random, seed, 1.2, 1, 1.5);
        double swing = Trials.drawn(random, seed, 0.5, 0.2, 0.6);
        double[] pair = {Trials.drawn(random, seed, 0.3, 0.2, 0.6), Trials.drawn(random, seed, 0.5, 0.7, 1)};
        double equal = Trials.drawn(random, seed, 0.4, 0.3, 0.6);
        DoubleUnaryOperator gradient = t -> -(mean + swing * Math.sin(3 * t));
        double worst = 0;
        for (double q : EXPONENTS) {
            for (double[] factors : new double[][] {pair, {equal, equal, equal}}) {
                trial.checkpoint();
                worst = Math.max(worst, residual(gradient, q, q, factors));
            }
        }
        double wrong = residual(gradient, 1, 2, pair);
        trial.record("identity", worst);
        trial.record("wrong-potential", wrong);
    }

    /** With the potential of exponent {@code potential} along the flow of exponent q. */
    private static double residual(DoubleUnaryOperator gradient, double q, double potential, double[] start) {
        SteepestProduct law = new SteepestProduct(potential, start.length);
        double[] theta = start.clone();
        double[] gaps = new double[start.length - 1];
        double least = Arrays.stream(start).min().orElseThrow();
        for (int j = 1; j < start.length; j++) {
            gaps[j - 1] = law.balance(start[j], least);
        }
        boolean balanced = Arrays.stream(gaps).allMatch(gap -> gap == 0);
        double x0 = product(start);
        double dual = 0;
        double worst = 0;
        for (int k = 0; k < 8; k++) {
            double from = k / 8.0;
            double until = (k + 1) / 8.0;
            Trials.drive(gradient, q, theta, Schedule.NONE, SteepestField.Coupling.DECOUPLED, from, until);
            for (int node = 0; node < RULE.getNumberOfPoints(); node++) {
                double t = from + (until - from) * RULE.getPoint(node);
                dual -= (until - from) * RULE.getWeight(node) * LpGeometry.field(gradient.applyAsDouble(t), q);
            }
            double x = product(theta);
            double moved = balanced ? law.balancedMirror(x) - law.balancedMirror(x0) : law.mirrorBetween(x0, x, gaps);
            worst = Math.max(worst, Math.abs(moved - dual));
        }
        return worst;
    }

    private static double product(double[] factors) {
        return Arrays.stream(factors).reduce(1, (a, b) -> a * b);
    }
}
