package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * Newton on the optimality conditions of min R(w) s.t. Vᵀw = b, with continuation.
 *
 * <p>The path: for an anchor a inside the domain, (w, ν)(τ) solves ∇R(w) = Vν + (1 − τ)∇R(a),
 * Vᵀw = (1 − τ)Vᵀa + τb. It starts at (a, 0). With a = 0 = argmin R it is the minimiser for the targets τb, so that
 * growing τ is shrinking the scale of R: from the kernel regime, where R is quadratic, to the one that is asked for.
 * Steps are taken in log τ.
 *
 * <p>At a degenerate vertex (fewer weights of full size than equations) the targets do not determine ν to working
 * precision. The equations are therefore relaxed to Vᵀw + δν = b, δ‖ν‖ = 1e-12 ‖w‖, and then solved with δ = 0 from
 * there; where that fails, the relaxed solution stands, and the certificate shows its feasibility.
 */
final class PotentialPath {

    private static final int DIRECT_ITERATIONS = 40;
    private static final int STEP_ITERATIONS = 25;
    private static final int POLISH_ITERATIONS = 10;
    private static final int MAX_STEPS = 2000;

    /** Share of the weights by which the equations are relaxed, ‖Vᵀw − b‖ = RELAXATION ‖w‖, along the path. */
    private static final double RELAXATION = 1e-12;

    /** Right-hand sides below this share of the weights are rounding errors: they must not move ν. */
    private static final double NOISE = 4e-15;

    private final RowSpace space;
    private final SeparableMirrorMap map;
    private final int r;
    private final int d;
    private final double[] anchor;
    private final double[] anchorMirror;
    private final double[] anchorImage;

    private final double[] x;
    private final double[] nu;
    private final double[] eta;
    private final double[] speed;
    private final double[] dualResidual;
    private final double[] primalResidual;
    private final double[] step;
    private final double[] dualStep;
    private final GradedNormalEquations equations;
    private double relaxation;
    private double delta;
    private int iterations;

    PotentialPath(RowSpace space, SeparableMirrorMap map) {
        this.space = space;
        this.map = map;
        r = space.rank;
        d = space.dimension;
        anchor = anchor();
        anchorMirror = new double[d];
        anchorImage = new double[r];
        map.gradient(anchor, anchorMirror);
        space.apply(anchor, anchorImage);
        x = anchor.clone();
        nu = new double[r];
        eta = new double[d];
        speed = new double[d];
        dualResidual = new double[d];
        primalResidual = new double[r];
        step = new double[r];
        dualStep = new double[d];
        equations = new GradedNormalEquations(space.rows, r, d);
    }

    double[] weights() {
        return x.clone();
    }

    /** The multiplier of the reduced system. */
    double[] multiplier() {
        return nu.clone();
    }

    int iterations() {
        return iterations;
    }

    /** The minimiser of R where its metric is regular, otherwise a point near the least-norm solution. */
    private double[] anchor() {
        double[] a = new double[d];
        map.restPoint(a);
        double[] least = new double[d];
        space.applyTransposed(space.rhs, least);
        double largest = 0;
        for (double value : least) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int j = 0; j < d; j++) {
            double metric = map.potential(j).secondDerivative(a[j]);
            if (!(metric > 0 && metric < Double.POSITIVE_INFINITY)) {
                a[j] = Math.copySign(Math.max(Math.abs(least[j]), 1e-2 * (largest > 0 ? largest : 1)), least[j]);
            }
        }
        return a;
    }

    void solve() {
        relaxation = RELAXATION;
        follow();
        double[] relaxedX = x.clone();
        double[] relaxedNu = nu.clone();
        relaxation = 0;
        if (!newton(1, POLISH_ITERATIONS)) {
            System.arraycopy(relaxedX, 0, x, 0, d);
            System.arraycopy(relaxedNu, 0, nu, 0, r);
        }
    }

    private void follow() {
        if (newton(1, DIRECT_ITERATIONS)) {
            return;
        }
        double logTau = 0;
        double length = 1;
        boolean started = false;
        while (!started && logTau > -600) {
            logTau -= length * Math.log(10);
            length *= 2;
            System.arraycopy(anchor, 0, x, 0, d);
            Arrays.fill(nu, 0);
            started = newton(Math.exp(logTau), STEP_ITERATIONS);
        }
        double[] goodX = x.clone();
        double[] goodNu = nu.clone();
        double advance = Math.log(10);
        for (int steps = 0; started && logTau < 0 && steps < MAX_STEPS && advance > 1e-6; steps++) {
            double next = Math.min(0, logTau + advance);
            if (newton(next == 0 ? 1 : Math.exp(next), STEP_ITERATIONS)) {
                logTau = next;
                advance *= 2;
                System.arraycopy(x, 0, goodX, 0, d);
                System.arraycopy(nu, 0, goodNu, 0, r);
            } else {
                advance /= 4;
                System.arraycopy(goodX, 0, x, 0, d);
                System.arraycopy(goodNu, 0, nu, 0, r);
            }
        }
        if (!started || logTau < 0) {
            throw new IllegalStateException("the minimiser of the potential was not found: Newton's method stalled at"
                    + " share " + Math.exp(logTau) + " of the targets after " + iterations
                    + " iterations; take less extreme parameters of the mirror map");
        }
    }

    /** Newton at τ from the present (x, ν); on success both optimality residuals are at rounding level. */
    private boolean newton(double tau, int budget) {
        boolean met = false;
        for (int i = 0; i < budget; i++) {
            iterations++;
            double scale = residuals(tau);
            if (!Double.isFinite(scale)) {
                return false;
            }
            boolean small = RowSpace.norm(primalResidual) <= 1e-14 * scale && dualResidualIsSmall();
            if (small && met) {
                return true;
            }
            met = small;
            direction(scale);
            for (int j = 0; j < d; j++) {
                x[j] = moved(map.potential(j), j);
            }
            for (int k = 0; k < r; k++) {
                nu[k] += step[k];
            }
        }
        return false;
    }

    /** Fills the residuals and the speeds; returns the size against which the primal residual is judged. */
    private double residuals(double tau) {
        space.applyTransposed(nu, dualResidual);
        for (int j = 0; j < d; j++) {
            ScalarPotential potential = map.potential(j);
            eta[j] = potential.derivative(x[j]);
            speed[j] = Math.min(1 / potential.secondDerivative(x[j]), 1e250);
            dualResidual[j] += (1 - tau) * anchorMirror[j] - eta[j];
        }
        space.apply(x, primalResidual);
        double size = RowSpace.norm(x);
        double slack = RowSpace.norm(nu);
        delta = slack == 0 ? 0 : relaxation * size / slack;
        for (int k = 0; k < r; k++) {
            double target = tau == 1 ? space.rhs[k] : anchorImage[k] + tau * (space.rhs[k] - anchorImage[k]);
            primalResidual[k] = target - primalResidual[k] - delta * nu[k];
        }
        double largest = 0;
        for (int j = 0; j < d; j++) {
            if (!Double.isFinite(eta[j] + speed[j] + dualResidual[j])) {
                return Double.NaN;
            }
            largest = Math.max(largest, Math.abs(eta[j]));
        }
        if (relaxation > 0) {
            // where the mirror is nearly flat a rounding error of η would move w by much more than one of w
            for (int j = 0; j < d; j++) {
                dualResidual[j] = Math.abs(dualResidual[j]) <= NOISE * largest ? 0 : dualResidual[j];
            }
        }
        return size;
    }

    private boolean dualResidualIsSmall() {
        double largest = 0;
        for (int j = 0; j < d; j++) {
            largest = Math.max(largest, Math.abs(eta[j]));
        }
        for (int j = 0; j < d; j++) {
            if (Math.abs(dualResidual[j]) > 1e-13 * largest) {
                return false;
            }
        }
        return true;
    }

    /** Solves (V diag(speed) Vᵀ + δI) Δν = ρ_p − V(speed ∘ ρ_d) and sets Δη = ρ_d + VᵀΔν. */
    private void direction(double scale) {
        double norm = 0;
        for (int k = 0; k < r; k++) {
            double sum = 0;
            for (int j = 0, at = k * d; j < d; j++, at++) {
                sum += space.rows[at] * (speed[j] * dualResidual[j]);
            }
            step[k] = primalResidual[k] - sum;
            norm += step[k] * step[k];
        }
        if (Math.sqrt(norm) <= NOISE * scale) {
            Arrays.fill(step, 0);
        } else {
            equations.factor(speed, delta);
            equations.solve(step);
        }
        space.applyTransposed(step, dualStep);
        for (int j = 0; j < d; j++) {
            dualStep[j] += dualResidual[j];
        }
    }

    /**
     * Both updates, w + Δη/r″ and r*′(η + Δη), agree to first order. The smaller move is taken: the first cannot
     * overflow where r*′ is convex, the second cannot leave the domain where it is concave. A
     * small change is linear: there η + Δη may be too coarse to resolve w.
     */
    private double moved(ScalarPotential potential, int j) {
        double change = speed[j] * dualStep[j];
        double linear = x[j] + change;
        if (Math.abs(change) <= 1e-4 * Math.abs(x[j])) {
            return linear;
        }
        double curved = potential.inverseDerivative(eta[j] + dualStep[j]);
        boolean linearInside = potential.domain().contains(linear);
        if (!(Double.isFinite(curved) && potential.domain().contains(curved))) {
            return linearInside ? linear : 0.5 * (x[j] + potential.domain().lower());
        }
        if (!linearInside || speed[j] == 0) {
            return curved;
        }
        return Math.abs(linear - x[j]) <= Math.abs(curved - x[j]) ? linear : curved;
    }
}
