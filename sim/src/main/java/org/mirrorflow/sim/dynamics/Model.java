package org.mirrorflow.sim.dynamics;

import java.util.Optional;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
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

    /**
     * The potential R_Λ that weight decay of ½‖θ‖² moves, or that of the parametrization's own penalty; empty when the decay
     * is not admissible, or when there are no factors to decay.
     */
    default Optional<SeparableMovingMirrorMap> movingPotential(boolean admissiblePenalty) {
        return Optional.empty();
    }

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
            return parametrization
                    .inducedMap(parametrization.start())
                    .filter(SeparableMirrorMap.class::isInstance)
                    .map(SeparableMirrorMap.class::cast);
        }

        @Override
        public Optional<SeparableMovingMirrorMap> movingPotential(boolean admissiblePenalty) {
            double[] start = parametrization.start();
            return (admissiblePenalty
                            ? parametrization.movingMapOfAdmissiblePenalty(start)
                            : parametrization.movingMap(start))
                    .filter(SeparableMovingMirrorMap.class::isInstance)
                    .map(SeparableMovingMirrorMap.class::cast);
        }
    }

    /**
     * Weights that follow the mirror flow of {@code map}.
     *
     * @param map R
     * @param start w₀, inside the domain of R; not written to
     */
    record Mirrored(MirrorMap map, double[] start) implements Model {

        public Mirrored {
            if (!map.contains(start)) {
                throw new IllegalArgumentException("the start lies outside the domain of the mirror map");
            }
        }

        /** From the rest point of the map. */
        public Mirrored(MirrorMap map) {
            this(map, restPoint(map));
        }

        private static double[] restPoint(MirrorMap map) {
            double[] w = new double[map.dimension()];
            map.restPoint(w);
            return w;
        }

        @Override
        public int dimension() {
            return map.dimension();
        }

        @Override
        public double[] startWeights() {
            return start.clone();
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
