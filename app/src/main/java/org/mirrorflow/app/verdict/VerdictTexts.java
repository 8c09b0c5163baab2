package org.mirrorflow.app.verdict;

import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Verdict;

/** The engine's verdicts in the words of the window. */
public final class VerdictTexts {

    private VerdictTexts() {}

    /** The mark of a verdict; while the run goes on, what cannot be said yet is not inconclusive but under way. */
    public static VerdictMark mark(Verdict verdict, RunView run) {
        return switch (verdict.status()) {
            case HOLDS -> VerdictMark.HOLDS;
            case FAILS -> VerdictMark.FAILS;
            case INCONCLUSIVE ->
                run.history().size() == 1
                        ? VerdictMark.NOT_RUN
                        : run.outcome().isEmpty() ? VerdictMark.RUNNING : VerdictMark.INCONCLUSIVE;
            case ASSUMPTION_BROKEN -> VerdictMark.ASSUMPTION_BROKEN;
        };
    }

    /** Its chip: mark, formula and residual. */
    public static VerdictChip.Content chip(Verdict verdict, RunView run) {
        return VerdictChip.Content.of(
                mark(verdict, run), verdict.formula(), verdict.name(), Numbers.residual(verdict.value()));
    }

    /** Its card: what is said, what was measured, and what is assumed. */
    public static ResidualCard.Content card(Verdict verdict) {
        return new ResidualCard.Content(
                verdict.name(),
                verdict.sentence(),
                "Measured " + Numbers.residual(verdict.value()),
                "at most " + Numbers.residual(verdict.tolerance()),
                verdict.assumptions().stream()
                        .map(assumption -> new ResidualCard.Assumption(
                                assumption.text(),
                                assumption.met() ? VerdictMark.HOLDS : VerdictMark.ASSUMPTION_BROKEN))
                        .toList(),
                "",
                verdict.source());
    }
}
