package org.mirrorflow.app.lab;

import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Verdict;

/** The engine's verdicts in the words of the window. */
final class VerdictTexts {

    private VerdictTexts() {}

    static org.mirrorflow.app.control.VerdictMark glyph(Verdict verdict) {
        return switch (verdict.status()) {
            case HOLDS -> org.mirrorflow.app.control.VerdictMark.HOLDS;
            case FAILS -> org.mirrorflow.app.control.VerdictMark.FAILS;
            case INCONCLUSIVE -> org.mirrorflow.app.control.VerdictMark.INCONCLUSIVE;
            case ASSUMPTION_BROKEN -> org.mirrorflow.app.control.VerdictMark.ASSUMPTION_BROKEN;
        };
    }

    static VerdictChip.Content chip(Verdict verdict) {
        return VerdictChip.Content.of(
                glyph(verdict), verdict.formula(), verdict.name(), Numbers.residual(verdict.value()));
    }

    static ResidualCard.Content card(Verdict verdict) {
        return new ResidualCard.Content(
                verdict.name(),
                verdict.sentence(),
                "Measured " + Numbers.residual(verdict.value()),
                "at most " + Numbers.residual(verdict.tolerance()),
                verdict.assumptions().stream()
                        .map(assumption -> new ResidualCard.Assumption(
                                assumption.text(),
                                assumption.met()
                                        ? org.mirrorflow.app.control.VerdictMark.HOLDS
                                        : org.mirrorflow.app.control.VerdictMark.ASSUMPTION_BROKEN))
                        .toList(),
                "",
                verdict.source());
    }
}
