package org.mirrorflow.sim.curve;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.theory.reparam.HadamardProduct;

/** Weight decay of dose Λ multiplies the scale of every product of two factors by exp(−2Λ), whatever the loss. */
public final class ScaleUnderDecay implements CurveRule {

    @Override
    public String id() {
        return "scale-under-decay";
    }

    @Override
    public String name() {
        return "Decay of the scale";
    }

    @Override
    public String formula() {
        return "|m^2-w^2|(t) = e^{-2\\Lambda_t}\\,|m^2-w^2|(0)";
    }

    @Override
    public String summary() {
        return "Weight decay of dose Λ multiplies the scale of every product of two factors by exp(−2Λ), whatever the loss.";
    }

    @Override
    public String source() {
        return "derived, exact; Jacobs and Burkholz 2024 (arXiv 2408.09966)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.model() instanceof Model.Factored factored
                && factored.parametrization() instanceof HadamardProduct
                && Flow.is(experiment);
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        HadamardProduct product = (HadamardProduct) ((Model.Factored) experiment.model()).parametrization();
        double[] scales = new double[product.balanceCount()];
        product.balance(product.start(), scales);
        for (int i = 0; i < scales.length; i++) {
            scales[i] = Math.abs(scales[i]);
        }
        Arrays.sort(scales);
        double median = scales[(int) (0.5 * (scales.length - 1))];
        double least = scales[0];
        double[] medians = new double[history.size()];
        double[] leasts = new double[history.size()];
        for (int i = 0; i < medians.length; i++) {
            double factor = Math.exp(-2 * experiment.decay().dose(history.time(i)));
            medians[i] = median * factor;
            leasts[i] = least * factor;
        }
        return List.of(
                new TheoryCurve("beta-median", "e^{-2\u039b}", medians),
                new TheoryCurve("beta-least", "e^{-2\u039b}", leasts));
    }
}
