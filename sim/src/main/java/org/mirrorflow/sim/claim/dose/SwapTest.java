package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.sim.dynamics.PrescribedFlow.Signal;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.NeuronMask;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.weights.SeededRandom;

/** Swap test. */
public final class SwapTest extends DoseClaim {

    /** The claim with its checks. */
    public SwapTest() {
        super(
                new Text(
                        "A2",
                        "Swap test",
                        "w(A \\circ B) = w(B \\circ A)",
                        "The weights of a mirror flow, moving or not, depend on the integral of the gradients and on the dose alone, never on their order.",
                        "derived; Jacobs and Burkholz 2024 (arXiv 2408.09966) for the neuron-wise mask",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "Two signals in both orders end alike for m⊙w with and without decay and for u⁴ − v⁴ under its own penalty; the gaps of the others are 0.155, 0.119, 2.986 and 1.95."),
                true,
                Check.residual("closed", "largest gap where a mirror flow is claimed", 1e-9),
                Check.residual("gaps", "largest relative error of the four printed gaps", 0.01),
                Check.control("open", "smallest gap where none is claimed", 0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        Penalty squares = Penalty.squares();
        Signal a = new Signal(new double[] {1, 0}, 0, 0.5);
        Signal b = new Signal(new double[] {0, -1}, 0, 0.5);
        double[] m = uniform(random, 2, 0.8, 1.2);
        double[] w = uniform(random, 2, -0.4, 0.4);
        HadamardProduct product = new HadamardProduct(m, w);
        Signal push = new Signal(new double[] {-1, 0.5}, 0, 0.5);
        Signal decay = new Signal(new double[] {0, 0}, 0.5, 1);
        double closed = PrescribedFlow.swapGap(product, squares, a, b);
        closed = Math.max(closed, PrescribedFlow.swapGap(product, squares, push, decay));
        double[] start = uniform(random, 1, 0.7, 0.85);
        DiagonalNetwork fourth = new DiagonalNetwork(4, start, start);
        Signal growth = new Signal(new double[] {-1}, 0, 0.15);
        closed = Math.max(
                closed,
                PrescribedFlow.swapGap(
                        fourth,
                        fourth.admissiblePenalty().orElseThrow(),
                        growth,
                        new Signal(new double[] {0}, 0.3, 0.5)));
        trial.record("closed", closed);

        double[] gaps = {
            PrescribedFlow.swapGap(new NeuronMask(1, new double[] {0.3, 0.2}), squares, a, b),
            PrescribedFlow.swapGap(
                    new HadamardProduct(new double[] {1}, new double[] {0.3}),
                    new FirstFactor(),
                    new Signal(new double[] {-1}, 0, 0.5),
                    new Signal(new double[] {0}, 0.5, 1)),
            fourthGap(0.3),
            fourthGap(0.6)
        };
        double[] printed = {0.155, 0.119, 2.986, 1.95};
        double error = 0;
        double open = Double.POSITIVE_INFINITY;
        for (int i = 0; i < gaps.length; i++) {
            error = Math.max(error, Math.abs(gaps[i] / printed[i] - 1));
            open = Math.min(open, gaps[i]);
        }
        trial.record("gaps", error);
        trial.record("open", open);
    }

    private static double fourthGap(double rate) {
        double[] start = {0.8};
        return PrescribedFlow.swapGap(
                new DiagonalNetwork(4, start, start),
                Penalty.squares(),
                new Signal(new double[] {-1}, 0, 0.15),
                new Signal(new double[] {0}, rate, 0.5));
    }

    /** Decay of the first factor alone. */
    private static final class FirstFactor implements Penalty {

        @Override
        public double value(double[] theta) {
            return 0.5 * theta[0] * theta[0];
        }

        @Override
        public void gradient(double[] theta, double[] out) {
            out[0] = theta[0];
            out[1] = 0;
        }

        @Override
        public String formula() {
            return "\\frac12 m^2";
        }
    }
}
