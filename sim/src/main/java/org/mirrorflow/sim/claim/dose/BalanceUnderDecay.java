package org.mirrorflow.sim.claim.dose;

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
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.SeededRandom;

/** Balance and its decay. */
public final class BalanceUnderDecay extends DoseClaim {

    /** The claim with its checks. */
    public BalanceUnderDecay() {
        super(
                new Text(
                        "A3",
                        "Balance and its decay",
                        "b_t = b_0 e^{-\\kappa\\Lambda_t}",
                        "What gradient flow conserves, a form of degree κ in the factors, shrinks under weight decay by exactly exp(−κΛ), whatever the loss.",
                        "derived; Arora et al. 2019 for matrices",
                        Paper.STEEPEST,
                        "Along the flow the balance is conserved without decay and follows the law with it, to 1e-8."),
                true,
                Check.residual("conserved", "largest relative change of a balance without decay at t = 1", 1e-8),
                Check.residual("law", "largest relative distance from the law with decay at t = 1", 1e-8),
                Check.control("unchanged", "smallest relative change of a balance under decay", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        LinearRegression problem = (LinearRegression)
                experiment(reference("A3", "problem.data", "three-weights")).problem();
        double conserved = 0;
        double law = 0;
        double unchanged = Double.POSITIVE_INFINITY;
        double rate = 0.4 + 0.2 * random.nextDouble();
        for (Reparametrization g : Parametrizations.interior(random)) {
            if (g.balanceCount() == 0 || vanishes(g)) {
                continue;
            }
            trial.checkpoint();
            double[] start = balance(g, g.start());
            double[] free = balance(g, end(problem, g, 0));
            double[] decayed = balance(g, end(problem, g, rate));
            double factor = Math.exp(-g.balanceDegree() * rate);
            for (int i = 0; i < start.length; i++) {
                conserved = Math.max(conserved, Math.abs(free[i] / start[i] - 1));
                law = Math.max(law, Math.abs(decayed[i] / (start[i] * factor) - 1));
                unchanged = Math.min(unchanged, Math.abs(decayed[i] / start[i] - 1));
            }
        }
        trial.record("conserved", conserved);
        trial.record("law", law);
        trial.record("unchanged", unchanged);
    }

    /** Whether the balance starts at 0, where a relative change says nothing. */
    private static boolean vanishes(Reparametrization g) {
        for (double b : balance(g, g.start())) {
            if (Math.abs(b) < 1e-2) {
                return true;
            }
        }
        return false;
    }

    private static double[] balance(Reparametrization g, double[] theta) {
        double[] b = new double[g.balanceCount()];
        g.balance(theta, b);
        return b;
    }

    private static double[] end(LinearRegression problem, Reparametrization g, double rate) {
        DynamicsFamily family = Components.DYNAMICS.get("gradient-flow");
        Dynamics flow = family.create(
                Settings.of(family.parameters(), Map.of("tolerance", 1e-12, "weight-decay", rate)),
                problem,
                new Model.Factored(g),
                0);
        while (flow.time() < 1) {
            flow.advance(1);
        }
        return flow.state().clone();
    }
}
