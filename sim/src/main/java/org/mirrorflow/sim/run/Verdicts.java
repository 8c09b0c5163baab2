package org.mirrorflow.sim.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Holds a run against what theory says of it. */
public final class Verdicts {

    /** Relative distance of a converged flow to its predicted limit. */
    public static final double LIMIT_TOLERANCE = 1e-4;

    /** Relative drift of a conserved quantity. */
    public static final double BALANCE_TOLERANCE = 1e-8;

    /** Relative difference of two trajectories that should be one. */
    public static final double TWIN_TOLERANCE = 1e-6;

    /** A prediction whose own certificate is worse than this decides nothing. */
    private static final double CERTIFICATE = 1e-8;

    /** Relative rounding granted to the upper bound on the loss. */
    private static final double ROUNDING = 1e-9;

    private Verdicts() {}

    /** All statements that apply to this run, in the order in which to show them. */
    public static List<Verdict> of(Experiment experiment, History history, Optional<Outcome> outcome) {
        boolean continuous = experiment.continuous();
        Assumption flow = new Assumption("a flow in continuous time, not steps", continuous);
        List<Verdict> verdicts = new ArrayList<>();
        int last = history.size() - 1;
        if (experiment.prediction(Prediction.LIMIT).isPresent() && history.has("distance-to-limit")) {
            Prediction prediction = experiment.prediction(Prediction.LIMIT).get();
            List<Assumption> assumptions = List.of(flow);
            double distance = history.value("distance-to-limit", last);
            verdicts.add(new Verdict(
                    "limit",
                    "Limit of the flow",
                    "\\|w-w^\\star\\|/\\|w^\\star\\|",
                    distance,
                    LIMIT_TOLERANCE,
                    flow.met()
                            ? limit(experiment, prediction, distance, history.weights(last), outcome)
                            : Verdict.Status.ASSUMPTION_BROKEN,
                    "The weights where the run stands, against the interpolator that minimises the potential.",
                    assumptions,
                    "Gunasekar, Lee, Soudry and Srebro 2018; Woodworth et al. 2020"));
        }
        if (history.has("balance-drift")) {
            double drift = largest(history.column("balance-drift"));
            List<Assumption> assumptions = List.of(flow);
            String symbol =
                    experiment.model() instanceof Model.Factored(Reparametrization g) ? g.balanceFormula() : "b";
            verdicts.add(new Verdict(
                    "balance",
                    "Balance",
                    "\\max\\,|\\Delta(" + symbol + ")|/|" + symbol + "|",
                    drift,
                    BALANCE_TOLERANCE,
                    Verdict.judge(
                            drift,
                            BALANCE_TOLERANCE,
                            last > 0 && (drift <= BALANCE_TOLERANCE || drift > integratorsShare(experiment, history)),
                            assumptions),
                    "The largest relative change, over the whole run and all coordinates, of what the flow conserves.",
                    assumptions,
                    "derived, checked; Marcotte, Gribonval and Peyré 2023"));
        }
        OptionalDouble bound = experiment.lossBound();
        if (bound.isPresent() && last > 0) {
            double share = largestShare(history, bound.getAsDouble());
            List<Assumption> assumptions = List.of(flow);
            verdicts.add(new Verdict(
                    "bound",
                    "Loss under its bound",
                    "\\max_t 2t\\,f(w_t)/D_R(w^\\star,w_0)",
                    share,
                    1 + ROUNDING,
                    Verdict.judge(share, 1 + ROUNDING, true, assumptions),
                    "At every recorded time the loss, as a share of the bound D(w*, w0)/2t; it may at most be 1.",
                    assumptions,
                    "derived, checked; Nemirovski and Yudin 1983"));
        }
        return verdicts;
    }

    /**
     * A run that has ended near its limit holds. One that has ended elsewhere has failed only if it has left the potential's
     * path, on which a flow stands at every time; otherwise it has not arrived.
     */
    private static Verdict.Status limit(
            Experiment experiment,
            Prediction prediction,
            double distance,
            double[] weights,
            Optional<Outcome> outcome) {
        boolean ended = outcome.isPresent()
                && outcome.get().kind() != Outcome.Kind.DIVERGED
                && prediction.certified(CERTIFICATE);
        if (!ended) {
            return Verdict.Status.INCONCLUSIVE;
        }
        if (distance <= LIMIT_TOLERANCE) {
            return Verdict.Status.HOLDS;
        }
        OptionalDouble fromPath = experiment.distanceFromPath(weights);
        return fromPath.isPresent() && fromPath.getAsDouble() > LIMIT_TOLERANCE
                ? Verdict.Status.FAILS
                : Verdict.Status.INCONCLUSIVE;
    }

    /** What the integrator's own errors can add up to: a drift below that says nothing of the flow. */
    private static double integratorsShare(Experiment experiment, History history) {
        Object tolerance =
                experiment.specification().dynamics().settings().values().get("tolerance");
        return tolerance instanceof Number number ? 2 * number.doubleValue() * history.step(history.size() - 1) : 0;
    }

    /**
     * Whether two runs of what should be one trajectory agree at every time that both recorded.
     *
     * @return the largest ‖w_A − w_B‖∞/‖w_A‖∞ over common times, as a verdict
     */
    public static Verdict twins(Experiment a, History historyA, Experiment b, History historyB) {
        double gap = 0;
        int common = 0;
        for (int i = 0, j = 0; i < historyA.size() && j < historyB.size(); ) {
            int order = Double.compare(historyA.time(i), historyB.time(j));
            if (order == 0) {
                gap = Math.max(gap, relativeGap(historyA.weights(i), historyB.weights(j)));
                common++;
                i++;
                j++;
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        List<Assumption> assumptions = List.of(
                new Assumption("both are flows in continuous time", a.continuous() && b.continuous()),
                new Assumption(
                        "the same data", a.problem().digest().equals(b.problem().digest())));
        return new Verdict(
                "twins",
                "One trajectory",
                "\\max_t \\|w_A-w_B\\|_\\infty/\\|w_A\\|_\\infty",
                common > 1 ? gap : Double.NaN,
                TWIN_TOLERANCE,
                Verdict.judge(gap, TWIN_TOLERANCE, common > 1, assumptions),
                "The image of the factors' flow against the mirror flow of the induced map, at " + common
                        + " common times.",
                assumptions,
                "Li, Wang, Lee and Arora 2022");
    }

    private static double relativeGap(double[] a, double[] b) {
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
        }
        double scale = Norms.max(a);
        return difference == 0 ? 0 : difference / scale;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double x : values) {
            largest = Math.max(largest, x);
        }
        return largest;
    }

    private static double largestShare(History history, double bound) {
        double share = 0;
        double[] loss = history.column("loss");
        for (int i = 0; i < loss.length; i++) {
            share = Math.max(share, loss[i] * history.time(i) / bound);
        }
        return share;
    }
}
