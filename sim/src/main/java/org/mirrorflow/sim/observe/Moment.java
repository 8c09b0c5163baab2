package org.mirrorflow.sim.observe;

import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.weights.Block;

/** One instant of a run, as observables see it; what several of them need is worked out once. */
public final class Moment {

    private final Experiment experiment;
    private final Dynamics dynamics;
    private final double[] weights;
    private final double loss;
    private double @Nullable [] spectrum;

    /**
     * @param experiment what runs
     * @param dynamics the trajectory; its state is live
     * @param weights w at this instant
     * @param loss f(w) at this instant
     */
    public Moment(Experiment experiment, Dynamics dynamics, double[] weights, double loss) {
        this.experiment = experiment;
        this.dynamics = dynamics;
        this.weights = weights;
        this.loss = loss;
    }

    /** What runs. */
    public Experiment experiment() {
        return experiment;
    }

    /** The trajectory; its state is live. */
    public Dynamics dynamics() {
        return dynamics;
    }

    /** w at this instant, not to be changed. */
    public double[] weights() {
        return weights;
    }

    /** f(w) at this instant. */
    public double loss() {
        return loss;
    }

    /**
     * The singular values of the matrix that is learnt, descending, not to be changed: of W, or of W − W₀ where the problem
     * starts from given weights, as in fine-tuning.
     *
     * @throws IllegalArgumentException where the weights are no single matrix
     */
    double[] spectrum() {
        double[] known = spectrum;
        if (known == null) {
            Block block = experiment.problem().layout().singleMatrix();
            double[] change = weights.clone();
            experiment.problem().startWeights().ifPresent(start -> {
                for (int i = 0; i < change.length; i++) {
                    change[i] -= start[i];
                }
            });
            known = SingularValues.of(change, block.rows(), block.columns());
            spectrum = known;
        }
        return known;
    }
}
