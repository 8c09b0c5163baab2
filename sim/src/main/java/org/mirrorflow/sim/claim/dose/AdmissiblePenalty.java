package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.theory.reparam.Commutation;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.Penalty;

/** Which penalty is admissible. */
public final class AdmissiblePenalty extends DoseClaim {

    /** The claim with its checks. */
    public AdmissiblePenalty() {
        super(
                new Text(
                        "B9",
                        "Which penalty is admissible",
                        "h_{ij} = c_{ij}\\,g_{ij}",
                        "On u⁴ − v⁴ only the decay of u⁴ + v⁴ keeps a mirror flow; ordinary weight decay makes the weights depend on the order of events.",
                        "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Corollary 3.1",
                        Paper.MIRROR_MIRROR,
                        "The swap gap is 0 for the admissible penalty, and for squares 2.986 at decay rate 0.3 and 1.95 at 0.6; the brackets say the same."),
                true,
                Check.residual("admissible", "swap gap under the admissible penalty", 1e-9),
                Check.residual("bracket", "largest bracket that moves a weight, admissible penalty", 1e-6),
                Check.residual("printed", "largest relative error of the two printed gaps", 0.01),
                Check.control("squares", "swap gap under ordinary weight decay, from the same start", 0.1),
                Check.control("squares-bracket", "bracket that moves a weight, ordinary weight decay", 0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] start = uniform(random(seed, id()), 1, 0.7, 0.8);
        DiagonalNetwork network = new DiagonalNetwork(4, start, start);
        Penalty own = network.admissiblePenalty().orElseThrow();
        trial.record("admissible", gap(network, own, 0.3));
        trial.record("squares", gap(network, Penalty.squares(), 0.3));
        trial.record("bracket", Commutation.of(network, network.start(), own).movesWeights());
        trial.record(
                "squares-bracket",
                Commutation.of(network, network.start(), Penalty.squares()).movesWeights());
        double[] reference = {0.8};
        DiagonalNetwork printed = new DiagonalNetwork(4, reference, reference);
        trial.record(
                "printed",
                Math.max(
                        Math.abs(gap(printed, Penalty.squares(), 0.3) / 2.986 - 1),
                        Math.abs(gap(printed, Penalty.squares(), 0.6) / 1.95 - 1)));
    }

    private static double gap(DiagonalNetwork network, Penalty penalty, double rate) {
        return PrescribedFlow.swapGap(
                network,
                penalty,
                new PrescribedFlow.Signal(new double[] {-1}, 0, 0.15),
                new PrescribedFlow.Signal(new double[] {0}, rate, 0.5));
    }
}
