package org.mirrorflow.theory.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * Where sharpness-aware minimisation takes its gradient: not at θ but at the worst point of a ball around it, to first order
 *
 * <pre>
 * e = ρ g/‖g‖₂,  g = ∇f(θ);   the step of any optimizer is then taken from θ along ∇f(θ + e)
 * </pre>
 *
 * <p>The norm is that of all tensors together. Where g = 0, e = 0. It keeps a copy of the parameters, so that they come back
 * bit for bit, and nothing from one step to the next.
 *
 * <p>Source: Foret, Kleiner, Mobahi and Neyshabur 2021 (arXiv 2010.01412), equation 2 and algorithm 1, with p = 2. Example:
 * with ρ = ½ and gradients (3) and (4) of two tensors the parameters move by (0.3) and (0.4).
 *
 * @param <T> the tensor type
 */
public final class SharpnessAware<T> {

    private final Algebra<T> algebra;
    private final List<T> kept = new ArrayList<>();
    private double radius;

    /**
     * @param shapes tensors of the parameters' shapes
     * @param radius ρ, at least 0 and finite
     * @throws IllegalArgumentException outside this range
     */
    public SharpnessAware(Algebra<T> algebra, List<T> shapes, double radius) {
        this.algebra = algebra;
        shapes.forEach(shape -> kept.add(algebra.zerosLike(shape)));
        setRadius(radius);
    }

    /** ρ from the next step on. */
    public void setRadius(double radius) {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the radius must be at least 0 and finite; given " + radius);
        }
        this.radius = radius;
    }

    /**
     * θ ← θ + e.
     *
     * @param gradients g, one tensor for each of the parameters
     * @return whether there is anything to evaluate anew: false, with nothing changed, where e = 0
     */
    public boolean perturb(List<T> parameters, List<T> gradients) {
        double length = 0;
        for (T gradient : gradients) {
            length = Math.hypot(length, algebra.norm(gradient));
        }
        if (radius == 0 || length == 0) {
            return false;
        }
        for (int i = 0; i < kept.size(); i++) {
            algebra.copy(parameters.get(i), kept.get(i));
            algebra.addScaled(radius / length, gradients.get(i), parameters.get(i));
        }
        return true;
    }

    /** θ as it was before {@link #perturb}. */
    public void restore(List<T> parameters) {
        for (int i = 0; i < kept.size(); i++) {
            algebra.copy(kept.get(i), parameters.get(i));
        }
    }
}
