package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;

/**
 * Flow of the exponential loss on orthogonal samples under the Euclidean geometry, from 0: sample i is c_i along a coordinate
 * of its own, so that ẇ = c e^{−cw} and w_i(t) = log(1 + c_i² t)/c_i. The direction goes to that of largest margin,
 * w_i ∝ 1/c_i, like 1/log t.
 *
 * <p>Source: derived, checked.
 *
 * @param lengths c_i by coordinate; 0 where no sample has that coordinate
 */
public record OrthogonalSamples(double[] lengths) {

    private static final List<String> FLOWS = List.of("mirror-flow", "normalised-mirror-flow");

    /** The system, if the experiment is one. */
    public static Optional<OrthogonalSamples> of(Experiment experiment) {
        if (!(experiment.problem() instanceof LinearClassification problem)
                || problem.tail() != MarginProblem.Tail.EXPONENTIAL
                || !FLOWS.contains(experiment.specification().dynamics().kind())
                || !experiment.decay().isNone()
                || !experiment.specification().model().kind().equals("euclidean")) {
            return Optional.empty();
        }
        for (double start : experiment.model().startWeights()) {
            if (start != 0) {
                return Optional.empty();
            }
        }
        double[] rows = problem.rows().data;
        int d = problem.dimension();
        double[] lengths = new double[d];
        for (int i = 0; i < problem.samples(); i++) {
            int nonZero = 0;
            for (int j = 0; j < d; j++) {
                double entry = rows[i * d + j];
                if (entry != 0) {
                    nonZero++;
                    if (lengths[j] != 0) {
                        return Optional.empty();
                    }
                    lengths[j] = entry;
                }
            }
            if (nonZero != 1) {
                return Optional.empty();
            }
        }
        return Optional.of(new OrthogonalSamples(lengths));
    }

    /**
     * w_j(t).
     *
     * @param j coordinate
     * @param logTime log t, −∞ at the start; t itself may be beyond every double
     */
    public double weight(int j, double logTime) {
        double c = lengths[j];
        if (c == 0) {
            return 0;
        }
        double x = logTime + 2 * Math.log(Math.abs(c));
        return (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))) / c;
    }

    /** The largest distance of a weight from its closed form, relative to the largest; absolute at the start. */
    public double error(double[] w, double logTime) {
        double largest = 0;
        double apart = 0;
        for (int j = 0; j < w.length; j++) {
            double expected = weight(j, logTime);
            largest = Math.max(largest, Math.abs(expected));
            apart = Math.max(apart, Math.abs(w[j] - expected));
        }
        return largest == 0 ? apart : apart / largest;
    }
}
