package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.OffSupportLaw;

/** Weights off the support. */
public final class OffSupport extends DoseClaim {

    /** The claim with its checks. */
    public OffSupport() {
        super(
                new Text(
                        "B2",
                        "Weights off the support",
                        "|w_i| \\propto \\beta^{1-|c_i|}",
                        "Weights off the ℓ1 support vanish like a power of the scale whose exponent is 1 less the size of their dual certificate.",
                        "derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "On two equations in four weights the slopes between β = 1e-8 and 1e-4 are 0.846 and 0.923, within 0.015."),
                true,
                Check.residual("slopes", "largest distance of a measured slope from 1 − |c|", 0.015),
                Check.control(
                        "uniform",
                        "largest distance of a measured slope from 1, the exponent without a certificate",
                        0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        double scale = 0.7 + 0.6 * random(seed, id()).nextDouble();
        double[][] ends = new double[2][];
        double[] betas = {1e-4, 1e-8};
        Experiment experiment = experiment(reference("B2", "problem.target-scale", scale));
        for (int k = 0; k < 2; k++) {
            ends[k] = end(
                    experiment(reference(
                            "B2",
                            "model.initial-scale",
                            Math.sqrt(betas[k]),
                            "problem.target-scale",
                            scale,
                            "dynamics.kind",
                            "mirror-flow")),
                    trial);
        }
        LinearRegression regression = (LinearRegression) experiment.problem();
        double[] exponents = OffSupportLaw.exponents(regression.design(), regression.targets());
        double error = 0;
        double uniform = 0;
        for (int i : new int[] {1, 2}) {
            double slope = Math.log(ends[0][i] / ends[1][i]) / Math.log(betas[0] / betas[1]);
            error = Math.max(error, Math.abs(slope - exponents[i]));
            uniform = Math.max(uniform, Math.abs(slope - 1));
        }
        trial.record("slopes", error);
        trial.record("uniform", uniform);
    }
}
