package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.reparam.Coordinatewise;

/**
 * θ̇ = −Dgᵀ∇f − λ(t)θ for a least-squares loss, with solves in its Jacobian: s·I − J = B + DgᵀZᵀZDg, where B has one k × k
 * block (s + λ)I + ∂ᵢf·D²gᵢ a weight. By Woodbury a solve costs one n × n factorisation, whatever the number of weights.
 */
final class ImplicitFactorSystem implements FlowSystem.Implicit {

    /**
     * Explicit steps are bound to the reciprocal of the fastest rate; a flow that needs more of them than this to reach the
     * size of its solution is stiff.
     */
    private static final double EXPLICIT_STEPS = 2e3;

    private final LinearRegression problem;
    private final Coordinatewise map;
    private final DecayClock decay;
    private final double tolerance;
    private final double startFloor;
    private final int n;
    private final int d;
    private final int k;
    private final double[] weights;
    private final double[] gradient;
    /** d blocks of k slopes, and of k × k curvatures times ∂ᵢf. */
    private final double[] slopes;

    private final double[] curvatures;
    private final double[] inverse;
    private final double[] scale;
    private final double[] slope;
    private final double[] square;
    private final double[] augmented;
    private final double[] reduced;
    private final double[] back;
    private final DMatrixRMaj inner;
    private final DMatrixRMaj right;
    private final DMatrixRMaj middle;
    private final LinearSolverDense<DMatrixRMaj> solver;
    private double lambda;

    ImplicitFactorSystem(LinearRegression problem, Coordinatewise map, DecayClock decay, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.decay = decay;
        this.tolerance = tolerance;
        this.startFloor = FactorSystem.floor(map.start());
        n = problem.samples();
        d = map.dimension();
        k = map.factorsPerWeight();
        weights = new double[d];
        gradient = new double[d];
        slopes = new double[d * k];
        curvatures = new double[d * k * k];
        inverse = new double[d * k * k];
        scale = new double[d];
        slope = new double[k];
        square = new double[k * k];
        augmented = new double[k * 2 * k];
        reduced = new double[d];
        back = new double[d];
        inner = new DMatrixRMaj(n, n);
        right = new DMatrixRMaj(n, 1);
        middle = new DMatrixRMaj(n, 1);
        solver = LinearSolverFactory_DDRM.lu(n);
    }

    /**
     * Whether explicit steps would be too many: the dual way to weights of the size of the least-norm gradient step, over the
     * slope of the loss at the start, in units of the fastest rate there.
     */
    static boolean stiff(LinearRegression problem, Coordinatewise map) {
        MirrorMap induced = map.inducedMap(map.start()).orElse(null);
        if (!(induced instanceof SeparableMirrorMap potential)) {
            return false;
        }
        int d = map.dimension();
        double[] w = new double[d];
        map.apply(map.start(), w);
        double[] g = new double[d];
        problem.lossAndGradient(w, g);
        DMatrixRMaj z = problem.design();
        double trace = 0;
        double steepest = 0;
        for (int i = 0; i < d; i++) {
            steepest = Math.max(steepest, Math.abs(g[i]));
        }
        for (double value : z.data) {
            trace += value * value;
        }
        double curvature = trace / Math.min(n(problem), d);
        if (!(steepest > 0 && curvature > 0)) {
            return false;
        }
        double size = steepest / curvature;
        double way = 0;
        double rate = 0;
        for (int i = 0; i < d; i++) {
            double there = w[i] - Math.copySign(size, g[i]);
            if (!potential.potential(i).domain().contains(there)) {
                continue;
            }
            way = Math.max(way, Math.abs(potential.potential(i).derivative(there)));
            rate = Math.max(rate, 1 / potential.potential(i).secondDerivative(there));
        }
        return way / steepest * rate * curvature > EXPLICIT_STEPS;
    }

    private static int n(LinearRegression problem) {
        return problem.samples();
    }

    @Override
    public int dimension() {
        return map.factorCount();
    }

    @Override
    public void rate(double[] theta, double[] rate) {
        rate(0, theta, rate);
    }

    @Override
    public void rate(double t, double[] theta, double[] rate) {
        map.apply(theta, weights);
        problem.lossAndGradient(weights, gradient);
        map.pullBack(theta, gradient, rate);
        double now = decay.rate(t);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i] - now * theta[i];
        }
    }

    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        return FactorSystem.relativeError(before, after, error, startFloor, tolerance);
    }

    @Override
    public void linearise(double[] theta) {
        linearise(0, theta);
    }

    @Override
    public void linearise(double t, double[] theta) {
        lambda = decay.rate(t);
        map.apply(theta, weights);
        problem.lossAndGradient(weights, gradient);
        for (int i = 0; i < d; i++) {
            map.slopes(theta, i, slope);
            map.curvatures(theta, i, square);
            System.arraycopy(slope, 0, slopes, i * k, k);
            for (int j = 0; j < k * k; j++) {
                curvatures[i * k * k + j] = gradient[i] * square[j];
            }
        }
    }

    @Override
    public boolean autonomous() {
        return decay.constant();
    }

    @Override
    public void timeDerivative(double t, double[] theta, double[] out) {
        double change = decay.slope(t);
        for (int i = 0; i < out.length; i++) {
            out[i] = -change * theta[i];
        }
    }

    @Override
    public boolean factor(double s) {
        for (int i = 0; i < d; i++) {
            if (!invert(i, s + lambda)) {
                return false;
            }
            double sum = 0;
            for (int j = 0; j < k; j++) {
                for (int l = 0; l < k; l++) {
                    sum += slopes[i * k + j] * inverse[(i * k + j) * k + l] * slopes[i * k + l];
                }
            }
            scale[i] = sum;
        }
        double[] z = problem.design().data;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = a == b ? 1 : 0;
                for (int i = 0; i < d; i++) {
                    sum += z[a * d + i] * scale[i] * z[b * d + i];
                }
                inner.data[a * n + b] = sum;
                inner.data[b * n + a] = sum;
            }
        }
        return solver.setA(inner) && !Double.isNaN(solver.quality());
    }

    /** Inverts (shift)I + curvatures of weight i by Gauss–Jordan with row pivots. */
    private boolean invert(int i, double shift) {
        int width = 2 * k;
        for (int r = 0; r < k; r++) {
            for (int c = 0; c < k; c++) {
                augmented[r * width + c] = curvatures[(i * k + r) * k + c] + (r == c ? shift : 0);
                augmented[r * width + k + c] = r == c ? 1 : 0;
            }
        }
        for (int c = 0; c < k; c++) {
            int pivot = c;
            for (int r = c + 1; r < k; r++) {
                if (Math.abs(augmented[r * width + c]) > Math.abs(augmented[pivot * width + c])) {
                    pivot = r;
                }
            }
            double value = augmented[pivot * width + c];
            if (!(Math.abs(value) > 0) || Double.isInfinite(value)) {
                return false;
            }
            for (int j = 0; j < width; j++) {
                double swap = augmented[c * width + j];
                augmented[c * width + j] = augmented[pivot * width + j] / value;
                if (pivot != c) {
                    augmented[pivot * width + j] = swap;
                }
            }
            for (int r = 0; r < k; r++) {
                double factor = augmented[r * width + c];
                if (r != c && factor != 0) {
                    for (int j = 0; j < width; j++) {
                        augmented[r * width + j] -= factor * augmented[c * width + j];
                    }
                }
            }
        }
        for (int r = 0; r < k; r++) {
            System.arraycopy(augmented, r * width + k, inverse, (i * k + r) * k, k);
        }
        return true;
    }

    @Override
    public void solve(double[] b, double[] x) {
        double[] z = problem.design().data;
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < k; j++) {
                for (int l = 0; l < k; l++) {
                    sum += slopes[i * k + j] * inverse[(i * k + j) * k + l] * b[l * d + i];
                }
            }
            reduced[i] = sum;
        }
        for (int a = 0; a < n; a++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += z[a * d + i] * reduced[i];
            }
            right.data[a] = sum;
        }
        solver.solve(right, middle);
        Arrays.fill(back, 0);
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < d; i++) {
                back[i] += z[a * d + i] * middle.data[a];
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < k; j++) {
                slope[j] = b[j * d + i] - slopes[i * k + j] * back[i];
            }
            for (int j = 0; j < k; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += inverse[(i * k + j) * k + l] * slope[l];
                }
                x[j * d + i] = sum;
            }
        }
    }
}
