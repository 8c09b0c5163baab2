package org.mirrorflow.sim.observe;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;

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

    /** The horizon function of the mirror map; empty where the map has none. */
    public static Optional<HorizonFunction> horizon(Experiment experiment) {
        return map(experiment).map(MirrorMap::horizon).filter(horizon -> !(horizon instanceof HorizonFunction.None));
    }

    /** α, the index of growth of the mirror map, see {@link MirrorMap#growth}; empty where it is not known. */
    public static OptionalDouble growth(Experiment experiment) {
        return map(experiment).map(MirrorMap::growth).orElse(OptionalDouble.empty());
    }

    /** minᵢ qᵢ(w)/φ∞(w)^L for margins of degree L; NaN at w = 0. */
    public static double normalisedMargin(MarginProblem problem, double[] w, HorizonFunction horizon) {
        return problem.smallestMargin(w) / Math.pow(horizon.of(w), problem.degree());
    }
}
