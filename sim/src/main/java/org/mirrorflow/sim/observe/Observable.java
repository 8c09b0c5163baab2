package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/** A scalar that is recorded along a run, one column of the series. Its {@link #formula()} is its symbol. */
public interface Observable extends CatalogueEntry {

    /** The axis on which it is read. */
    enum Ordinate {
        /** Equal differences are equally long. */
        LINEAR,
        /** Equal factors are equally long: for what falls or grows by orders of magnitude. */
        LOGARITHMIC,
        /** Logarithmic where it is positive and spans three orders of magnitude, linear otherwise. */
        BY_RANGE
    }

    /** What its value at an instant is decided by. */
    enum Basis {
        /** The run so far, its state, its clocks, or where it should end. */
        RUN,
        /** The weights alone, so that it has a value at any other weights, such as a predicted limit. */
        WEIGHTS,
        /** The direction of the weights alone, so that it has a value where only a direction is predicted. */
        DIRECTION
    }

    /** What its value at an instant is decided by. */
    default Basis basis() {
        return Basis.RUN;
    }

    /** The axis on which charts show it. */
    default Ordinate ordinate() {
        return Ordinate.BY_RANGE;
    }

    /** Whether it can be measured in this run. */
    boolean applies(Experiment experiment, Dynamics dynamics);

    /** A measuring device for one run; it may own workspace and belongs to the run's thread. */
    ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics);

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
