package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * argmin R(w) s.t. Zw = y for a separable mirror map R: the limit of the mirror flow of R on regression, when the flow
 * starts at the minimiser of R. A flow from w₀ is covered by the tilted map R − ⟨∇R(w₀), ·⟩, which is how
 * {@link org.mirrorflow.theory.reparam.Reparametrization#inducedMap} hands its maps over.
 *
 * <p>Method: Newton on ∇R(w) = Zᵀν, Zw = y in (w, ν), with a triangular factor of Z(∇²R)⁻¹Zᵀ, along the path of minimisers
 * from the start to y where Newton alone does not get through. Carrying w beside ν keeps maps with a bounded mirror
 * precise: near the end of the dual interval a rounded η no longer determines w.
 *
 * <p>Certificate: the stationarity is ‖∇R(w) − Zᵀν‖_∞ / max(1, ‖∇R(w)‖_∞), and the gap is
 * R(w) + R*(Zᵀν) − ⟨ν, y⟩ = D_R(w, ∇R*(Zᵀν)) + ⟨ν, Zw − y⟩, relative to max(1, |R(w)|).
 *
 * <p>Source: Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246), Theorem 1; the dual by Fenchel–Rockafellar.
 */
public final class PotentialMinimizer implements Predictor {

    private final SeparableMirrorMap map;

    /** @param map R, on ℝᵈ */
    public PotentialMinimizer(SeparableMirrorMap map) {
        this.map = map;
    }

    /**
     * {@inheritDoc}
     *
     * @throws NoInterpolatorException when Zw = y has no solution, none inside the domain of R, or R has no minimiser
     *     among the solutions
     * @throws IllegalStateException when the iteration stalls before the optimality conditions hold
     */
    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        if (z.numCols != map.dimension()) {
            throw new IllegalArgumentException("the map acts on ℝ^" + map.dimension() + "; given Z of shape "
                    + z.numRows + "×" + z.numCols);
        }
        RowSpace space = RowSpace.of(z, y);
        Existence.require(space, map);
        PotentialPath path = new PotentialPath(space, map);
        path.solve();
        return certified(space, path);
    }

    private Interpolator certified(RowSpace space, PotentialPath path) {
        double[] w = path.weights();
        double[] nu = path.multiplier();
        double[] eta = new double[w.length];
        double[] mirror = new double[w.length];
        double[] dualPoint = new double[w.length];
        map.gradient(w, mirror);
        shrinkIntoDualDomain(space, nu, eta, dualPoint);
        double size = 1;
        double off = 0;
        for (int i = 0; i < w.length; i++) {
            size = Math.max(size, Math.abs(mirror[i]));
            off = Math.max(off, Math.abs(mirror[i] - eta[i]));
        }
        double[] residual = new double[space.rank];
        space.apply(w, residual);
        double gap = map.bregman(w, dualPoint);
        for (int k = 0; k < space.rank; k++) {
            gap += nu[k] * (residual[k] - space.rhs[k]);
        }
        double objective = map.value(w);
        return new Interpolator(
                w,
                space.lift(nu),
                objective,
                gap / Math.max(1, Math.abs(objective)),
                space.feasibility(w),
                off / size,
                path.iterations());
    }

    /**
     * Rounding may leave Zᵀν an ulp outside a bounded dual domain; towards 0, which is inside, it comes back. Leaves
     * η = Zᵀν and ∇R*(η) in the last two arguments.
     */
    private void shrinkIntoDualDomain(RowSpace space, double[] nu, double[] eta, double[] dualPoint) {
        space.applyTransposed(nu, eta);
        map.conjugateGradient(eta, dualPoint);
        for (int k = 0; k < 12 && !Double.isFinite(Arrays.stream(dualPoint).sum()); k++) {
            double factor = 1 - Math.scalb(1, -50 + k);
            for (int i = 0; i < nu.length; i++) {
                nu[i] *= factor;
            }
            space.applyTransposed(nu, eta);
            map.conjugateGradient(eta, dualPoint);
        }
    }

    /** Whether 0 is a possible mirror value, so that r has a minimiser. */
    static boolean hasMinimiser(ScalarPotential potential) {
        Interval dual = potential.dualDomain();
        return dual.contains(0);
    }
}
