package org.mirrorflow.sim.dynamics;

import java.util.Optional;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The geometry in which weights move: a product of factors, or a mirror map. */
public sealed interface Model {

    /** d. */
    int dimension();

    /** w₀, a fresh array. */
    double[] startWeights();

    /**
     * The potential R of the mirror flow that the weights follow in continuous time, normalised so that ∇R(w₀) = 0.
     * Empty when the parametrization induces none.
     */
    Optional<SeparableMirrorMap> potential();

    /** Weights w = g(θ) of trained factors θ. */
    record Factored(Reparametrization parametrization) implements Model {
        @Override
        public int dimension() {
            return parametrization.dimension();
        }

        @Override
        public double[] startWeights() {
            double[] w = new double[dimension()];
            parametrization.apply(parametrization.start(), w);
            return w;
        }

        @Override
        public Optional<SeparableMirrorMap> potential() {
            return parametrization.inducedMap(parametrization.start()).map(SeparableMirrorMap.class::cast);
        }
    }

    /** Weights that follow the mirror flow of {@code map} from its rest point. */
    record Mirrored(MirrorMap map) implements Model {
        @Override
        public int dimension() {
            return map.dimension();
        }

        @Override
        public double[] startWeights() {
            double[] w = new double[dimension()];
            map.restPoint(w);
            return w;
        }

        @Override
        public Optional<SeparableMirrorMap> potential() {
            if (!(map instanceof SeparableMirrorMap separable)) {
                return Optional.empty();
            }
            double[] slope = startWeights();
            map.gradient(slope, slope);
            return Optional.of(separable.tilted(slope));
        }
    }
}
