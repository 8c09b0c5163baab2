package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.theory.predict.SpectralMinimizer;
import org.mirrorflow.theory.reparam.MatrixParametrization;

/** B14: the spectral potential predicts the flow of factors exactly where measurements commute, and worse and worse elsewhere. */
public final class SpectralPotentialScope extends MatrixClaim {

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "matrix-sensing", "rows": 4, "columns": 4, "rank": 2, "samples": 3,
                         "measurements": "commuting"},
             "model": {"kind": "symmetric-difference", "initial-scale": 0.1},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-11},
             "stop": {"loss": 1e-20, "steps": 200000}}
            """;

    private static final double[] SCALES = {1, 0.3, 0.1, 0.01};

    public SpectralPotentialScope() {
        super(
                "B14",
                "Where the spectral potential holds",
                "The flow of UUᵀ − VVᵀ ends at the minimiser of the spectral hyperbolic entropy where the measurements commute;"
                        + " where they do not, the smaller the start the worse that prediction.",
                "Relative error at most 1e-9 for commuting measurements at scales 1, 0.3, 0.1 and 0.01; for symmetric ones"
                        + " that do not commute it grows at least tenfold from scale 1 to 0.01.",
                "W_\\infty = \\arg\\min_{\\mathcal A(W)=y}\\sum_i h_\\beta(\\lambda_i(W)),\\quad \\beta = 2\\alpha^2",
                "Derived, checked here; Li, Luo and Lyu 2021 (arXiv 2012.09839) on why it must fail",
                false,
                List.of(
                        Check.residual(
                                "commuting",
                                "Largest relative error of the prediction over four scales, commuting",
                                1e-9),
                        Check.atLeast(
                                "growth",
                                "Error at scale 0.01 over error at scale 1, measurements that do not commute",
                                10),
                        Check.control(
                                "not-commuting",
                                "Relative error of the prediction at scale 0.01, measurements that do not commute",
                                0.05)));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                specification("Commuting measurements", PROBLEM),
                specification("Measurements that do not commute", PROBLEM, "problem.measurements", "symmetric"));
    }

    @Override
    public void run(long seed, Trial trial) {
        double worst = 0;
        for (double scale : SCALES) {
            worst = Math.max(worst, error("commuting", scale, seed, trial));
        }
        trial.record("commuting", worst);
        double large = error("symmetric", 1, seed, trial);
        double small = error("symmetric", 0.01, seed, trial);
        trial.record("growth", small / large);
        trial.record("not-commuting", small);
    }

    /** The distance from the flow's end to what the spectral potential would say, commuting or not, relative to the latter. */
    static double error(String measurements, double scale, long seed, Trial trial) {
        Experiment experiment = experiment(specification(
                measurements,
                PROBLEM,
                "problem.measurements",
                measurements,
                "model.initial-scale",
                scale,
                "seed",
                seed));
        double[] end = end(experiment.specification(), trial);
        double[] predicted = experiment
                .prediction(Prediction.LIMIT)
                .map(Prediction::weights)
                .orElseGet(() -> asIfCommuting(experiment));
        return Norms.relativeDistance(end, predicted);
    }

    private static double[] asIfCommuting(Experiment experiment) {
        MatrixSensing sensing = (MatrixSensing) experiment.problem();
        MatrixParametrization g = parametrization(experiment);
        return new SpectralMinimizer(g.alignedMap(g.start(), 0).orElseThrow())
                .predict(sensing.design(), sensing.targets())
                .weights();
    }

    private static MatrixParametrization parametrization(Experiment experiment) {
        if (experiment.model() instanceof org.mirrorflow.sim.dynamics.Model.Factored factored
                && factored.parametrization() instanceof MatrixParametrization g) {
            return g;
        }
        throw new IllegalStateException("the experiment has no matrix of factors");
    }
}
