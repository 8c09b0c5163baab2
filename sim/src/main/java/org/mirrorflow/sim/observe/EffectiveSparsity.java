package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/**
 * The number of equal weights that would have the same ratio of norms: 1 for one weight, d for all alike. NaN where all
 * weights are 0, since no number describes that; a chart leaves a gap there.
 */
public final class EffectiveSparsity implements Observable {

    @Override
    public String id() {
        return "effective-sparsity";
    }

    @Override
    public String name() {
        return "Effective sparsity";
    }

    @Override
    public String formula() {
        return "(\\|w\\|_1/\\|w\\|_2)^2";
    }

    @Override
    public String summary() {
        return "The number of equal weights that would have the same ratio of norms: 1 for one weight, d for all alike.";
    }

    @Override
    public String source() {
        return "Hurley and Rickard 2009";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LINEAR;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return true;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> {
            double ratio = Norms.l1(moment.weights()) / Norms.l2(moment.weights());
            return ratio * ratio;
        };
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
