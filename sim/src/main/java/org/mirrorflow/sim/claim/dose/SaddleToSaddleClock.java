package org.mirrorflow.sim.claim.dose;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.predict.SaddlePath;
import org.mirrorflow.theory.reparam.HadamardProduct;

/** The clock of saddle to saddle. */
public final class SaddleToSaddleClock extends DoseClaim {

    /** The claim with its checks. */
    public SaddleToSaddleClock() {
        super(
                new Text(
                        "D12",
                        "The clock of saddle to saddle",
                        "\\tau = t/(\\tfrac12\\log\\tfrac1\\beta)",
                        "From a vanishing start m⊙w waits at vertices and jumps at fixed times in units of ½log(1/β); the path is that of a boxed incremental algorithm.",
                        "Pesme and Flammarion 2023 (arXiv 2304.00488); times derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "At β = 1e-60 weight 4 is half up at τ = 0.8 and weight 1 at 1.1077, within 2 %, and the errors shrink from 1e-10 on; at β = 1 there is no such clock."),
                true,
                Check.residual("time", "largest relative error of the half times at β = 1e-60", 0.02),
                Check.residual("shrinking", "error at 1e-60 over error at 1e-10", 0.5),
                Check.residual("plateau", "distance of weight 4 from its vertex midway between the jumps", 0.01),
                Check.control("coarse", "relative error of the half time at β = 1e-2", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double scale = 0.8 + 0.4 * random(seed, id()).nextDouble();
        LinearRegression regression = (LinearRegression)
                experiment(reference("D12", "problem.target-scale", scale)).problem();
        List<SaddlePath.Vertex> path = SaddlePath.of(regression.design(), regression.targets());
        double fine = error(regression, path, 1e-60, trial, true);
        trial.record("time", fine);
        trial.record("shrinking", fine / error(regression, path, 1e-10, trial, false));
        trial.record("coarse", error(regression, path, 1e-2, trial, false));
    }

    /** The largest relative error of the half times of the two jumps. */
    private static double error(
            LinearRegression regression, List<SaddlePath.Vertex> path, double beta, Trial trial, boolean plateau) {
        double[] u = new double[4];
        Arrays.fill(u, Math.sqrt(2 * beta));
        DynamicsFamily family = Components.DYNAMICS.get("mirror-flow");
        Dynamics flow = family.create(
                Settings.of(family.parameters(), Map.of("tolerance", 1e-8)),
                regression,
                new Model.Factored(new HadamardProduct(u, new double[4])),
                0);
        double unit = 0.5 * Math.log(1 / beta);
        double error = 0;
        int jump = 1;
        double lastTime = 0;
        double lastWeight = 0;
        double midway = 0.5 * (path.get(1).time() + path.get(2).time()) * unit;
        while (jump < path.size()) {
            SaddlePath.Vertex vertex = path.get(jump);
            double half = 0.5 * vertex.weights()[vertex.joined()];
            double until = flow.time() < midway ? midway : 20 * unit;
            flow.advance(until);
            trial.checkpoint();
            double weight = flow.weights()[vertex.joined()];
            if (plateau && flow.time() == midway) {
                trial.record(
                        "plateau",
                        Math.abs(flow.weights()[path.get(1).joined()]
                                - path.get(1).weights()[path.get(1).joined()]));
            }
            if (weight / half >= 1) {
                double crossing = lastTime + (flow.time() - lastTime) * (half - lastWeight) / (weight - lastWeight);
                error = Math.max(error, Math.abs(crossing / (vertex.time() * unit) - 1));
                jump++;
                lastWeight = jump < path.size() ? flow.weights()[path.get(jump).joined()] : 0;
            } else {
                lastWeight = weight;
            }
            lastTime = flow.time();
            if (flow.time() >= 20 * unit) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return error;
    }
}
