package org.mirrorflow.sim.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.run.Verdict.Assumption;
import org.mirrorflow.theory.catalogue.Catalogue;

/** Holds a run against what theory says of it. */
public final class Verdicts {

    /** Relative distance of a converged flow to its predicted limit. */
    public static final double LIMIT_TOLERANCE = 1e-4;

    /** Relative drift of a conserved quantity. */
    public static final double BALANCE_TOLERANCE = 1e-8;

    /** Relative difference of two trajectories that should be one. */
    public static final double TWIN_TOLERANCE = 1e-6;

    private Verdicts() {}

    private static final class Holder {
        static final Catalogue<Statement> STATEMENTS = Catalogue.of(Statement.class, "statement");
        static final List<Statement> ORDERED = STATEMENTS.entries().stream()
                .sorted(Comparator.comparingInt(Statement::rank).thenComparing(Statement::id))
                .toList();
    }

    /** The statements in the catalogue; loaded when first asked for. */
    public static Catalogue<Statement> statements() {
        return Holder.STATEMENTS;
    }

    /**
     * All statements that apply to this run, in the order in which to show them. Of two that say the same, by the id of their
     * verdict, the one of lower rank speaks.
     */
    public static List<Verdict> of(Experiment experiment, History history, Optional<Outcome> outcome) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (Statement statement : Holder.ORDERED) {
            statement
                    .judge(experiment, history, outcome)
                    .ifPresent(verdict -> verdicts.putIfAbsent(verdict.id(), verdict));
        }
        return List.copyOf(verdicts.values());
    }

    /** What most theorems here assume. */
    public static Assumption flow(Experiment experiment) {
        return new Assumption("a flow in continuous time, not steps", experiment.continuous());
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
}
