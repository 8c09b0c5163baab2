package org.mirrorflow.sim.observe;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SquaredPNorm;

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

    /**
     * α, the index of growth of the mirror map: R(sw) grows like s^α, and ⟨w, ∇²R(w)w⟩ is α times the balance function far
     * out. It is the exponent of the horizon norm of a map that sums over coordinates or singular values, and 2 for a
     * quadratic map and for the square of a norm, whatever its shape. Empty where it is not known.
     */
    public static OptionalDouble growth(Experiment experiment) {
        MirrorMap map = map(experiment).orElse(null);
        if (map == null) {
            return OptionalDouble.empty();
        }
        return switch (map.horizon()) {
            case HorizonFunction.Gauge gauge -> OptionalDouble.of(gauge.degree());
            case HorizonFunction.Norm(double p) -> OptionalDouble.of(map instanceof SquaredPNorm ? 2 : p);
            case HorizonFunction.WeightedNorm weighted -> OptionalDouble.of(weighted.p());
            case HorizonFunction.Schatten schatten -> OptionalDouble.of(schatten.p());
            case HorizonFunction.None none -> OptionalDouble.empty();
        };
    }

    /** minᵢ qᵢ(w)/φ∞(w)^L for margins of degree L; NaN at w = 0. */
    public static double normalisedMargin(MarginProblem problem, double[] w, HorizonFunction horizon) {
        return problem.smallestMargin(w) / Math.pow(horizon.of(w), problem.degree());
    }
}
