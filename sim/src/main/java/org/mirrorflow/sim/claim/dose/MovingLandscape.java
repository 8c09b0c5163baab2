package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.weights.SeededRandom;

/** The moving landscape. */
public final class MovingLandscape extends DoseClaim {

    /** The claim with its checks. */
    public MovingLandscape() {
        super(
                new Text(
                        "B7",
                        "The moving landscape",
                        "\\arg\\min R_\\Lambda = e^{-2\\Lambda} m_0 w_0",
                        "Weight decay draws the valley of the potential of m⊙w to 0 as exp(−2Λ) and steepens it: at w₀ = 0 its curvature is 1/(2β_t).",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), Theorem 3.1; constants derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The minimum found from values alone lies at the predicted place, decay alone moves the weight along it to 1e-10, and the curvature is 1/(2β_t)."),
                true,
                Check.residual("valley", "largest distance of decayed factors from the predicted valley", 1e-10),
                Check.residual("slope", "largest slope of the potential in the predicted valley", 1e-10),
                Check.residual("curvature", "largest relative error of the curvature, from values alone", 1e-5),
                Check.control("still", "distance of the valley at dose 1 from where it was", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        double m = 1 + 0.3 * random.nextDouble();
        double w = 0.3 + 0.2 * random.nextDouble();
        double beta = 0.5 * (m - w) * (m + w);
        double valley = 0;
        double slope = 0;
        double curvature = 0;
        for (double dose : new double[] {0.1, 0.5, 1, 2}) {
            double predicted = Math.exp(-2 * dose) * m * w;
            double decayed = PrescribedFlow.weights(
                    new HadamardProduct(new double[] {m}, new double[] {w}),
                    Penalty.squares(),
                    new PrescribedFlow.Signal(new double[] {0}, dose, 1))[0];
            valley = Math.max(valley, Math.abs(decayed - predicted));
            slope = Math.max(
                    slope,
                    Math.abs(MovingHyperbolicEntropy.centred(beta, 0.5, m * w)
                            .at(dose)
                            .derivative(predicted)));
            ScalarPotential centred =
                    MovingHyperbolicEntropy.centred(beta, 0.5, 0).at(dose);
            double scale = beta * Math.exp(-2 * dose);
            double h = 1e-3 * scale;
            double second = (centred.value(h) - 2 * centred.value(0) + centred.value(-h)) / (h * h);
            curvature = Math.max(curvature, Math.abs(second * 2 * scale - 1));
        }
        trial.record("valley", valley);
        trial.record("slope", slope);
        trial.record("curvature", curvature);
        trial.record("still", m * w * -Math.expm1(-2));
    }
}
