package org.mirrorflow.sim.observe;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;

/** The geometry in which the weights of a classification experiment move, and what margins mean in it. */
public final class MarginGeometry {

    private MarginGeometry() {}

    /** The margins of an experiment; empty when it is no classification by margins. */
    public static Optional<MarginProblem> margins(Experiment experiment) {
        return experiment.problem() instanceof MarginProblem margins ? Optional.of(margins) : Optional.empty();
    }

    /** The mirror map of the weights: the model's own, or the one that its factors induce. */
    public static Optional<MirrorMap> map(Experiment experiment) {
        return experiment.model() instanceof Model.Mirrored mirrored
                ? Optional.of(mirrored.map())
                : experiment.model().potential().map(MirrorMap.class::cast);
    }

    /** p of the horizon function ‖·‖_p; empty where the map has none or it is no such norm. */
    public static OptionalDouble exponent(Experiment experiment) {
        return map(experiment)
                .map(MirrorMap::horizon)
                .filter(HorizonFunction.Norm.class::isInstance)
                .map(horizon -> OptionalDouble.of(((HorizonFunction.Norm) horizon).p()))
                .orElse(OptionalDouble.empty());
    }

    /** minᵢ qᵢ(w)/‖w‖_p^L for margins of degree L; NaN at w = 0. */
    public static double normalisedMargin(MarginProblem problem, double[] w, double p) {
        return problem.smallestMargin(w) / Math.pow(MaxMargin.norm(w, p), problem.degree());
    }
}
