package org.mirrorflow.sim.run;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Catalogue;

/** What theory predicts along a run: the curves of all rules whose assumptions it meets. */
public final class Curves {

    private Curves() {}

    private static final class Holder {
        static final Catalogue<CurveRule> RULES = Catalogue.of(CurveRule.class, "predicted curve");
    }

    /** The rules in the catalogue; loaded when first asked for. */
    public static Catalogue<CurveRule> rules() {
        return Holder.RULES;
    }

    /** The curves over the rows of that history, rule by rule. */
    public static List<TheoryCurve> of(Experiment experiment, History history) {
        return Holder.RULES.entries().stream()
                .filter(rule -> rule.applies(experiment))
                .flatMap(rule -> rule.curves(experiment, history).stream())
                .toList();
    }
}
