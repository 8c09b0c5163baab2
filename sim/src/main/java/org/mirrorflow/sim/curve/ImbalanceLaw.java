package org.mirrorflow.sim.curve;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.FactorMatrices;

/** The imbalance of factor matrices under weight decay, whatever the loss: its start times e^{−2Λ(t)}. */
public final class ImbalanceLaw implements CurveRule {

    /** Id of the observable that the law is about. */
    public static final String QUANTITY = "factor-imbalance";

    @Override
    public String id() {
        return "imbalance-law";
    }

    @Override
    public String name() {
        return "Decay of the imbalance";
    }

    @Override
    public String formula() {
        return "\\|B^\\top B - AA^\\top\\|_F(t) = e^{-2\\Lambda_t}\\,\\|B^\\top B - AA^\\top\\|_F(0)";
    }

    @Override
    public String summary() {
        return "Weight decay of dose Λ multiplies what gradient flow conserves of factor matrices by e^{−2Λ}.";
    }

    @Override
    public String source() {
        return "derived, checked; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883) for scalar factors";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return law(experiment).length > 0;
    }

    /** The imbalance at the start where the law holds, otherwise nothing. */
    private static double[] law(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("gradient-flow")
                        && experiment.model() instanceof Model.Factored factored
                        && factored.parametrization() instanceof FactorMatrices g
                        && g.balanceCount() > 0
                ? new double[] {g.imbalance(g.start())}
                : new double[0];
    }

    /** The predicted imbalance in each row. */
    public static double[] values(Experiment experiment, History history) {
        Schedule decay = experiment.decay();
        double start = law(experiment)[0];
        double[] values = new double[history.size()];
        Arrays.setAll(values, i -> start * Math.exp(-2 * decay.dose(history.time(i))));
        return values;
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        return List.of(new TheoryCurve(QUANTITY, "e^{-2\u039b}", values(experiment, history)));
    }
}
