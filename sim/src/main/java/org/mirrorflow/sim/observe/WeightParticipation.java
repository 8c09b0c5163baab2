package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The participation ratio of the weights: how many of them carry ‖w‖₂², from 1 to d. */
public final class WeightParticipation implements Observable {

    @Override
    public String id() {
        return "weight-participation";
    }

    @Override
    public String name() {
        return "Participation ratio of the weights";
    }

    @Override
    public String formula() {
        return "\\|w\\|_2^4/\\|w\\|_4^4";
    }

    @Override
    public String summary() {
        return "How many weights carry the squared norm: 1 for one weight alone, d for equal weights.";
    }

    @Override
    public String source() {
        return "Bell and Dean 1970";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return true;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> ratio(moment.weights());
    }

    /** (Σw²)²/Σw⁴, without overflow of the powers; NaN for w = 0. */
    public static double ratio(double[] w) {
        double largest = Norms.max(w);
        double second = 0;
        double fourth = 0;
        for (double x : w) {
            double square = (x / largest) * (x / largest);
            second += square;
            fourth += square * square;
        }
        return second * second / fourth;
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
