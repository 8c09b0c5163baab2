package org.mirrorflow.sim.curve;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;

/** The largest margin that any direction has in the horizon norm, which the normalised margin of a mirror flow approaches. */
public final class MarginLevel implements CurveRule {

    @Override
    public String id() {
        return "margin-level";
    }

    @Override
    public String name() {
        return "Largest margin";
    }

    @Override
    public String formula() {
        return "\\gamma = \\max_{\\phi_\\infty(u)\\leq 1}\\min_i \\langle a_i, u\\rangle";
    }

    @Override
    public String summary() {
        return "The largest margin of any direction, which the normalised margin approaches from below.";
    }

    @Override
    public String source() {
        return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearClassification
                && experiment.prediction(Prediction.LIMIT).isPresent();
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        double margin = experiment.prediction(Prediction.LIMIT).orElseThrow().objective();
        return List.of(TheoryCurve.level("margin", "γ", margin, history));
    }
}
