package org.mirrorflow.sim.curve;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.limit.SteepestOrthonormal;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.theory.predict.SaddleEscape;

/** Sign flow on an orthonormal design moves all coordinates together. */
public final class SignFlowPath implements CurveRule {

    @Override
    public String id() {
        return "sign-flow-path";
    }

    @Override
    public String name() {
        return "Path of sign flow";
    }

    @Override
    public String formula() {
        return "|x_i(t)| = \\min(|y_i|,\\,t(t+\\lambda)^{L-1})";
    }

    @Override
    public String summary() {
        return "On an orthonormal design, from (0, lambda, ...), sign flow moves all coordinates together until each reaches"
                + " its target.";
    }

    @Override
    public String source() {
        return "derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return SteepestOrthonormal.of(experiment)
                .filter(SteepestOrthonormal::signFlow)
                .isPresent();
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        SteepestOrthonormal system = SteepestOrthonormal.of(experiment).orElseThrow();
        double[] times = history.times();
        double[] targets = system.targets();
        List<TheoryCurve> curves = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            double[] values = new double[times.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = SaddleEscape.signFlow(targets[i], system.lambda(), system.depth(), times[row]);
            }
            curves.add(new TheoryCurve("weight/" + i, "", values));
        }
        return curves;
    }
}
