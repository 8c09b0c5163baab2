package org.mirrorflow.sim.curve;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.OrthogonalSamples;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;

/** The closed form of each weight on orthogonal samples, see {@link OrthogonalSamples}. */
public final class OrthogonalSamplesPath implements CurveRule {

    @Override
    public String id() {
        return "orthogonal-samples-path";
    }

    @Override
    public String name() {
        return "Path on orthogonal samples";
    }

    @Override
    public String formula() {
        return "w_i(t) = \\log(1 + c_i^2 t)/c_i";
    }

    @Override
    public String summary() {
        return "On orthogonal samples every weight grows by itself like the logarithm of time, to any time.";
    }

    @Override
    public String source() {
        return "derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return OrthogonalSamples.of(experiment).isPresent();
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        OrthogonalSamples system = OrthogonalSamples.of(experiment).orElseThrow();
        List<TheoryCurve> curves = new ArrayList<>();
        for (int j = 0; j < system.lengths().length; j++) {
            double[] values = new double[history.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = system.weight(j, history.clocks(row).logTime());
            }
            curves.add(new TheoryCurve("weight/" + j, "", values));
        }
        return curves;
    }
}
