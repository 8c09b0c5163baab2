package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** For q ≠ 2 the dual variable leaves the row space of the data: the limit minimises no potential among interpolators. */
public final class NoStationarityStatement extends SteepestClaim {

    private static final double[] EXPONENTS = {2, 1.5, 1.25, 1};

    public NoStationarityStatement() {
        super(
                "C9",
                "No KKT statement for q below 2",
                "Gradient flow ends where the mirror lies in the row space of the data, which is what minimising a potential"
                        + " among interpolators means; steepest flow with q below 2 does not.",
                "\\nabla R(x_\\infty) \\in \\mathrm{row}(Z) \\iff q = 2",
                "derived, checked",
                "On two equations in four unknowns, L = 2, start (0, λ): the part of ∇R(x∞) outside row(Z) vanishes for"
                        + " q = 2 and is 0.058, 0.089, 0.087 for q = 1.5, 1.25, 1 at imbalance 0.5.",
                false,
                Check.residual("gradient-flow", "‖part of ∇R(x∞) outside row(Z)‖₂ for q = 2", 1e-5),
                Check.atLeast("steepest", "The least of the same for q = 1.5, 1.25, 1", 0.02),
                Check.residual("fit", "Largest ‖Zx∞ − y‖₂ over q", 1e-3),
                Check.control("wrong-potential", "For q = 2, the same with the potential of q = 1", 1e-3));
    }

    private static Specification specification(double q, double imbalance) {
        return Trials.specification(
                "Steepest flow, q = " + q,
                1,
                "reference-regression",
                "product",
                "steepest-flow",
                "problem.data",
                "two-equations",
                "model.depth",
                2,
                "model.initial-scale",
                Math.pow(imbalance, 1 / q),
                "dynamics.exponent",
                q,
                "dynamics.smallest-step",
                2e-4);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 0.5), specification(2, 0.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double imbalance = Trials.drawn(random, seed, 0.5, 0.3, 0.7);
        double[] off = new double[EXPONENTS.length];
        double fit = 0;
        double wrong = 0;
        for (int k = 0; k < EXPONENTS.length; k++) {
            double q = EXPONENTS[k];
            Experiment experiment = Trials.experiment(specification(q, imbalance));
            Dynamics flow = experiment.newDynamics();
            Trials.advance(flow, q == 2 ? 60 : 15, trial);
            DMatrixRMaj z = ((LinearRegression) experiment.problem()).design();
            fit = Math.max(fit, Math.sqrt(2 * flow.loss()));
            off[k] = offRowSpace(z, mirror(flow.weights(), q, imbalance));
            if (q == 2) {
                wrong = offRowSpace(z, mirror(flow.weights(), 1, imbalance));
            }
        }
        trial.record("gradient-flow", off[0]);
        trial.record("steepest", Math.min(off[1], Math.min(off[2], off[3])));
        trial.record("fit", fit);
        trial.record("wrong-potential", wrong);
    }

    /** The measured components, for the reference numbers: q = 2, 1.5, 1.25, 1. */
    static double component(double q, double imbalance) {
        Experiment experiment = Trials.experiment(specification(q, imbalance));
        Dynamics flow = experiment.newDynamics();
        Trials.advance(flow, q == 2 ? 60 : 15, new Trial());
        return offRowSpace(((LinearRegression) experiment.problem()).design(), mirror(flow.weights(), q, imbalance));
    }

    private static double[] mirror(double[] x, double q, double imbalance) {
        SteepestProduct law = new SteepestProduct(q, 2);
        double[] eta = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            eta[i] = law.mirrorBetween(0, x[i], imbalance);
        }
        return eta;
    }

    /** ‖η − Z⁺Zη‖₂. */
    private static double offRowSpace(DMatrixRMaj z, double[] eta) {
        SimpleMatrix design = SimpleMatrix.wrap(z);
        SimpleMatrix vector = new SimpleMatrix(eta.length, 1, true, eta);
        return vector.minus(design.pseudoInverse().mult(design.mult(vector))).normF();
    }
}
