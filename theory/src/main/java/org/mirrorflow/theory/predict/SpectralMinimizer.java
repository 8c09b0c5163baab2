package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;

/**
 * The interpolator argmin R(X) s.t. 𝒜(X) = y of a spectral map: where its mirror flow ends on linear measurements, from the
 * point where ∇R vanishes, and where the flow of factors ends as long as measurements and weights are aligned.
 *
 * <p>Method: damped Newton steps for the concave dual ⟨ν, y⟩ − R*(𝒜*ν), whose Hessian is −𝒜∇²R*𝒜*. A map of eigenvalues
 * sees the symmetric parts of the measurements.
 *
 * <p>Certificate: X = ∇R*(𝒜*ν) by construction, so the gap R(X) + R*(𝒜*ν) − ⟨ν, y⟩ is ⟨ν, 𝒜(X) − y⟩, relative to
 * max(1, |R(X)|), and the stationarity is the rounding of ∇R(X) against 𝒜*ν.
 *
 * <p>Source: Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246), Theorem 1.
 */
public final class SpectralMinimizer implements Predictor {

    private static final int MOST_ITERATIONS = 500;

    private final SpectralMirrorMap map;
    private final double[] origin;

    /** @param map R, on rows × columns matrices */
    public SpectralMinimizer(SpectralMirrorMap map) {
        this(map, new double[map.dimension()]);
    }

    /**
     * Minimises R(X) − ⟨η₀, X⟩ instead: the limit of a mirror flow that starts at ∇R*(η₀).
     *
     * @param map R, on rows × columns matrices
     * @param origin η₀, by rows
     */
    public SpectralMinimizer(SpectralMirrorMap map, double[] origin) {
        if (origin.length != map.dimension()) {
            throw new IllegalArgumentException("the map acts on " + map.rows() + " × " + map.columns()
                    + " matrices; given a dual origin of length " + origin.length);
        }
        this.map = map;
        this.origin = origin.clone();
    }

    /**
     * {@inheritDoc}
     *
     * @throws NoInterpolatorException when no matrix has these measurements
     * @throws IllegalStateException when the iteration stalls, as it does when no solution lies inside the domain of R
     */
    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        if (z.numCols != map.dimension()) {
            throw new IllegalArgumentException("the map acts on " + map.rows() + " × " + map.columns()
                    + " matrices; given measurements of shape " + z.numRows + "×" + z.numCols);
        }
        RowSpace space = RowSpace.of(map instanceof EigenvalueMap ? symmetrised(z, map.rows()) : z, y);
        int r = space.rank;
        double[] nu = new double[r];
        double[] eta = new double[space.dimension];
        double[] x = new double[space.dimension];
        double[] residual = new double[r];
        double[] step = new double[r];
        double[] trial = new double[r];
        double size = Math.max(1e-300, RowSpace.norm(space.rhs));
        double objective = dual(space, nu, eta);
        int iteration = 0;
        double error = Double.POSITIVE_INFINITY;
        double best = Double.POSITIVE_INFINITY;
        int sinceBest = 0;
        while (iteration < MOST_ITERATIONS) {
            dualPoint(space, nu, eta);
            map.conjugateGradient(eta, x);
            space.apply(x, residual);
            for (int k = 0; k < r; k++) {
                residual[k] = space.rhs[k] - residual[k];
            }
            error = RowSpace.norm(residual) / size;
            if (error < 0.5 * best) {
                best = error;
                sinceBest = 0;
            } else {
                sinceBest++;
            }
            if (error <= 1e-15 || (error <= 1e-11 && sinceBest > 3)) {
                break;
            }
            newtonStep(space, eta, residual, step);
            double slope = RowSpace.dot(residual, step);
            double length = 1;
            double next = Double.NaN;
            for (int halving = 0; halving < 200; halving++, length *= 0.5) {
                for (int k = 0; k < r; k++) {
                    trial[k] = nu[k] + length * step[k];
                }
                next = dual(space, trial, eta);
                // near the optimum the objective no longer tells steps apart: a Newton step is then taken whole
                if (next >= objective + 1e-4 * length * slope
                        || (length == 1 && error < 1e-6 && Double.isFinite(next))) {
                    break;
                }
            }
            if (!Double.isFinite(next)) {
                break;
            }
            System.arraycopy(trial, 0, nu, 0, r);
            objective = next;
            iteration++;
        }
        if (!(error <= 1e-9)) {
            throw new IllegalStateException("the minimiser of the spectral potential was not found on " + r
                    + " independent measurements of " + map.rows() + " × " + map.columns()
                    + " weights: after " + iteration + " steps the measurements are missed by " + error
                    + "; there may be no solution inside the domain of the map");
        }
        dualPoint(space, nu, eta);
        map.conjugateGradient(eta, x);
        double[] mirror = new double[x.length];
        map.gradient(x, mirror);
        double off = 0;
        double scale = 1;
        for (int i = 0; i < x.length; i++) {
            off = Math.max(off, Math.abs(mirror[i] - eta[i]));
            scale = Math.max(scale, Math.abs(eta[i]));
        }
        space.apply(x, residual);
        double gap = 0;
        for (int k = 0; k < r; k++) {
            gap += nu[k] * (residual[k] - space.rhs[k]);
        }
        double value = map.value(x) - RowSpace.dot(origin, x);
        return new Interpolator(
                x,
                space.lift(nu),
                value,
                gap / Math.max(1, Math.abs(value)),
                space.feasibility(x),
                off / scale,
                iteration);
    }

    /** η = η₀ + 𝒜*ν. */
    private void dualPoint(RowSpace space, double[] nu, double[] eta) {
        space.applyTransposed(nu, eta);
        for (int i = 0; i < eta.length; i++) {
            eta[i] += origin[i];
        }
    }

    private double dual(RowSpace space, double[] nu, double[] eta) {
        dualPoint(space, nu, eta);
        double conjugate = map.conjugate(eta);
        return Double.isFinite(conjugate) ? RowSpace.dot(nu, space.rhs) - conjugate : Double.NaN;
    }

    /** Solves (𝒜∇²R*𝒜*) step = residual at η. */
    private void newtonStep(RowSpace space, double[] eta, double[] residual, double[] step) {
        int r = space.rank;
        int d = space.dimension;
        DMatrixRMaj hessian = new DMatrixRMaj(r, r);
        double[] row = new double[d];
        double[] image = new double[d];
        double[] column = new double[r];
        double largest = 0;
        for (int k = 0; k < r; k++) {
            System.arraycopy(space.rows, k * d, row, 0, d);
            map.conjugateHessianTimes(eta, row, image);
            space.apply(image, column);
            for (int l = 0; l < r; l++) {
                hessian.set(l, k, column[l]);
            }
            largest = Math.max(largest, column[k]);
        }
        if (!(largest > 0)) {
            // the dual is flat here, as that of powers below 2 is at 0
            System.arraycopy(residual, 0, step, 0, r);
            return;
        }
        for (int k = 0; k < r; k++) {
            hessian.add(k, k, 1e-15 * largest);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
        DMatrixRMaj solution = new DMatrixRMaj(r, 1);
        if (!solver.setA(hessian)) {
            throw new IllegalStateException("the metric of the dual cannot be inverted");
        }
        solver.solve(DMatrixRMaj.wrap(r, 1, residual), solution);
        System.arraycopy(solution.data, 0, step, 0, r);
        if (!Double.isFinite(Arrays.stream(step).sum())) {
            System.arraycopy(residual, 0, step, 0, r);
        }
    }

    private static DMatrixRMaj symmetrised(DMatrixRMaj z, int n) {
        DMatrixRMaj out = z.copy();
        for (int k = 0; k < z.numRows; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    out.set(k, i * n + j, 0.5 * z.get(k, i * n + j) + 0.5 * z.get(k, j * n + i));
                }
            }
        }
        return out;
    }
}
