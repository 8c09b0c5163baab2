package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;

/** The Euclidean distance from the weights to a predicted limit, relative to the limit's norm. */
abstract sealed class DistanceToPrediction implements Observable permits DistanceToL1, DistanceToL2, DistanceToLimit {

    private final String prediction;
    private final String id;
    private final String limitName;
    private final String limitSymbol;

    DistanceToPrediction(String prediction, String id, String limitName, String limitSymbol) {
        this.prediction = prediction;
        this.id = id;
        this.limitName = limitName;
        this.limitSymbol = limitSymbol;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String name() {
        return "Distance to the " + limitName;
    }

    @Override
    public final String formula() {
        return "\\|w - " + limitSymbol + "\\|_2/\\|" + limitSymbol + "\\|_2";
    }

    @Override
    public final String summary() {
        return "The Euclidean distance from the weights to the " + limitName + ", relative to its norm.";
    }

    @Override
    public final String source() {
        return "definition";
    }

    @Override
    public final Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public final boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.prediction(prediction).isPresent();
    }

    @Override
    public final ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        Prediction limit = experiment.prediction(prediction).orElseThrow();
        // Weights of 0 have no direction that could be near another.
        return moment -> limit.kind() == Prediction.Kind.DIRECTION && Norms.max(moment.weights()) == 0
                ? Double.NaN
                : Norms.relativeDistance(moment.weights(), limit.comparableTo(moment.weights()));
    }
}
