package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.MarginGeometry;
import org.mirrorflow.sim.problem.HomogeneousNetwork;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.theory.mirror.MirrorMap;

/** Where θᵀ∇²R(θ)θ ≤ αQ(θ), the margin log(1/f)/Q^{L/α} never falls once f is below 1, for margins homogeneous of degree L
 * under the exponential loss. ReLU networks may let it fall a little in steps that
 * cross a kink, and are judged once f is below 1/e. */
public final class MonotoneQMargin implements Statement {

    private static final double SMOOTH = 1e-6;

    private static final double AT_KINKS = 1e-3;

    private static final double ROUNDING = 1e-9;

    @Override
    public String id() {
        return "q-margin";
    }

    @Override
    public String name() {
        return "Growing Q-margin";
    }

    @Override
    public String formula() {
        return "\\max_t\\,\\log(m_{t}/m_{t+1}),\\quad m=\\log(1/f)/Q^{L/\\alpha}";
    }

    @Override
    public String summary() {
        return "The largest fall of the logarithm of the Q-margin from one record to the next, once the loss is below 1.";
    }

    @Override
    public String source() {
        return "Jacobs and Montúfar 2026 (arXiv 2605.19458); derived, checked";
    }

    @Override
    public int rank() {
        return 24;
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        if (!history.has("q-margin") || !history.has("log-loss")) {
            return Optional.empty();
        }
        boolean kinked = experiment.problem() instanceof HomogeneousNetwork network
                && network.activation() == HomogeneousNetwork.Activation.RELU;
        double fall = Double.NaN;
        double[] margin = history.column("q-margin");
        double[] logLoss = history.column("log-loss");
        // Just below a loss of 1 its logarithm is small, and what a kink costs is large beside it.
        double from = kinked ? 1 : 0;
        for (int i = 1; i < margin.length; i++) {
            if (-logLoss[i - 1] > from && margin[i] > 0) {
                fall = Math.max(Double.isNaN(fall) ? 0 : fall, Math.log(margin[i - 1] / margin[i]));
            }
        }
        double tolerance = kinked ? AT_KINKS : SMOOTH;
        List<Assumption> assumptions = List.of(
                new Assumption("a flow in continuous time, not steps", experiment.continuous()),
                new Assumption("the exponential loss", exponential(experiment)),
                new Assumption("θᵀ∇²R(θ)θ is at most α times the balance function", bounded(experiment, history)));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                fall,
                tolerance,
                Verdict.judge(fall, tolerance, !Double.isNaN(fall), assumptions),
                summary(),
                assumptions,
                source()));
    }

    private static boolean exponential(Experiment experiment) {
        return MarginGeometry.margins(experiment)
                .filter(problem -> problem.tail() == MarginProblem.Tail.EXPONENTIAL)
                .isPresent();
    }

    /** The condition of the theorem, at the recorded weights. */
    private static boolean bounded(Experiment experiment, History history) {
        double alpha = MarginGeometry.growth(experiment).orElse(Double.NaN);
        MirrorMap map = MarginGeometry.map(experiment).orElseThrow();
        double[] image = new double[map.dimension()];
        for (int i = 0; i < history.size(); i++) {
            double[] w = history.weights(i);
            map.hessianTimes(w, w, image);
            double sum = 0;
            for (int j = 0; j < w.length; j++) {
                // A weight of exactly 0 adds nothing, whatever the metric there.
                sum += w[j] == 0 ? 0 : w[j] * image[j];
            }
            if (!(sum <= alpha * map.balance(w) * (1 + ROUNDING))) {
                return false;
            }
        }
        return true;
    }
}
