package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.weights.Block;

/**
 * Something read off the singular values of the matrix that is learnt, {@link Moment#spectrum}.
 */
abstract class SpectrumObservable implements Observable {

    private final String id;
    private final String name;
    private final String formula;
    private final String summary;
    private final String source;

    SpectrumObservable(String id, String name, String formula, String summary, String source) {
        this.id = id;
        this.name = name;
        this.formula = formula;
        this.summary = summary;
        this.source = source;
    }

    /** The number that belongs to the singular values, which descend. */
    abstract double of(double[] sigma);

    /** How many singular values it needs at least. */
    int least() {
        return 1;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String formula() {
        return formula;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String source() {
        return source;
    }

    @Override
    public final boolean applies(Experiment experiment, Dynamics dynamics) {
        if (!experiment.problem().layout().isSingleMatrix()) {
            return false;
        }
        Block block = experiment.problem().layout().singleMatrix();
        return Math.min(block.rows(), block.columns()) >= least();
    }

    @Override
    public final ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> of(moment.spectrum());
    }

    static double sum(double[] sigma) {
        double sum = 0;
        for (double s : sigma) {
            sum += s;
        }
        return sum;
    }
}
