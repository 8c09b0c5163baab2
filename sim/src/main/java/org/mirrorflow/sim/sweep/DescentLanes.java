package org.mirrorflow.sim.sweep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.reparam.DiagonalNetwork;

/**
 * Gradient descent of many cells of a sweep at once: diagonal networks of one depth on the same regression, each with its own
 * start, step size and end. Each number of all cells stands side by side in one array, so that the loops below run over the
 * cells in the lanes of vectors; a cell that is done leaves, and another takes its place.
 *
 * <p>A lane does the operations of {@link Kernels} one by one in their order, and nothing
 * passes between lanes: the numbers do not depend on which cells are together. Lanes advance in bursts. Where a cell ends
 * within a burst, its run takes over at the beginning of the burst and finds the end itself, so that what counts as an end is
 * written in one place.
 */
final class DescentLanes {

    /** Steps of a burst: the state is kept, and ends are looked for, once a burst. */
    static final int BURST = 32;

    /** Entries of a design up to which its cells are put together; beyond, one cell fills the vectors by itself. */
    private static final int LARGEST = 4096;

    /** What is close to a bound is left to the run, which knows the bound to the last digit. */
    private static final double NEAR = 1 + 1e-6;

    /** What cells must have in common to share lanes. */
    record Likeness(String data, int depth) {}

    private final double[] design;
    private final double[] targets;
    private final int n;
    private final int d;
    private final int depth;
    private final CellRun[] cells;
    private int size;

    private final double[][] u;
    private final double[][] v;
    private final double[][] w;
    private final double[][] residuals;
    private final double[][] keptU;
    private final double[][] keptV;
    private final double[] stepSize;
    private final double[] time;
    private final double[] normalisedTime;
    private final double[] keptTime;
    private final double[] keptNormalisedTime;
    private final double[] steps;
    private final double[] loss;
    private final double[] leastLoss;
    private final double[] largestLoss;
    private final double[] square;
    private final double[] leastSquare;
    private final double[] gradient;
    private final double[] powerU;
    private final double[] sum0;
    private final double[] sum1;
    private final double[] sum2;
    private final double[] sum3;
    private final double[] powerV;
    private final double[] lossBound;
    private final double[] squareBound;

    /**
     * @param alike an experiment with a {@link #likeness}
     * @param capacity how many cells at once
     */
    DescentLanes(Experiment alike, int capacity) {
        LinearRegression regression = (LinearRegression) alike.problem();
        this.design = regression.design().data;
        this.targets = regression.targets();
        this.n = regression.samples();
        this.d = regression.dimension();
        this.depth = likeness(alike).orElseThrow().depth();
        this.cells = new CellRun[capacity];
        this.u = new double[d][capacity];
        this.v = new double[d][capacity];
        this.w = new double[d][capacity];
        this.residuals = new double[n][capacity];
        this.keptU = new double[d][capacity];
        this.keptV = new double[d][capacity];
        this.stepSize = new double[capacity];
        this.time = new double[capacity];
        this.normalisedTime = new double[capacity];
        this.keptTime = new double[capacity];
        this.keptNormalisedTime = new double[capacity];
        this.steps = new double[capacity];
        this.loss = new double[capacity];
        this.leastLoss = new double[capacity];
        this.largestLoss = new double[capacity];
        this.square = new double[capacity];
        this.leastSquare = new double[capacity];
        this.gradient = new double[capacity];
        this.powerU = new double[capacity];
        this.sum0 = new double[capacity];
        this.sum1 = new double[capacity];
        this.sum2 = new double[capacity];
        this.sum3 = new double[capacity];
        this.powerV = new double[capacity];
        this.lossBound = new double[capacity];
        this.squareBound = new double[capacity];
    }

    /** What an experiment must share with others to go with them; empty where it has to go alone. */
    static Optional<Likeness> likeness(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("gradient-descent")
                        && experiment.specification().changes().all().isEmpty()
                        && experiment.problem() instanceof LinearRegression regression
                        && (long) regression.samples() * regression.dimension() <= LARGEST
                        && experiment.model() instanceof Model.Factored(DiagonalNetwork network)
                ? Optional.of(new Likeness(regression.digest(), network.depth()))
                : Optional.empty();
    }

    /** Cells under way. */
    int size() {
        return size;
    }

    /** Takes a cell in; there must be room. */
    void add(CellRun cell) {
        int c = size++;
        cells[c] = cell;
        Map<String, double[]> state = cell.run().state();
        double[] clock = array(state, "clock");
        double[] theta = array(state, "state");
        time[c] = clock[0];
        steps[c] = clock[1];
        normalisedTime[c] = clock[2];
        stepSize[c] = array(state, "adjustable")[0];
        double[] weights = new double[d];
        for (int j = 0; j < d; j++) {
            u[j][c] = theta[j];
            v[j][c] = theta[d + j];
        }
        Kernels.get().powerDifference(d, depth, theta, weights);
        for (int j = 0; j < d; j++) {
            w[j][c] = weights[j];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double r = Kernels.get().dot(d, design, i * d, weights, 0) - targets[i];
            residuals[i][c] = r;
            sum += r * r;
        }
        loss[c] = cell.run().loss();
        largestLoss[c] = sum;
        double target = cell.run().experiment().specification().stop().real("loss");
        lossBound[c] = target * NEAR;
        double vanished = cell.run().vanishedGradient();
        squareBound[c] = d * vanished * vanished * NEAR;
    }

    /**
     * Takes a burst of steps in all lanes. Those in which something ends leave before it, each at the state of its run.
     *
     * @param leaving hears of each that leaves
     */
    void burst(Consumer<CellRun> leaving) {
        for (int c = size - 1; c >= 0; c--) {
            if (limitNear(c)) {
                keep(c);
                leave(c, leaving);
            }
        }
        if (size == 0) {
            return;
        }
        for (int j = 0; j < d; j++) {
            System.arraycopy(u[j], 0, keptU[j], 0, size);
            System.arraycopy(v[j], 0, keptV[j], 0, size);
        }
        System.arraycopy(time, 0, keptTime, 0, size);
        System.arraycopy(normalisedTime, 0, keptNormalisedTime, 0, size);
        Arrays.fill(leastLoss, 0, size, Double.POSITIVE_INFINITY);
        Arrays.fill(largestLoss, 0, size, 0);
        Arrays.fill(leastSquare, 0, size, Double.POSITIVE_INFINITY);
        for (int k = 0; k < BURST; k++) {
            clocks(time, normalisedTime, stepSize, loss, size);
            descend(true);
            lower(leastSquare, square, size);
            evaluate();
        }
        descend(false);
        lower(leastSquare, square, size);
        for (int c = size - 1; c >= 0; c--) {
            boolean goesOn = leastLoss[c] > lossBound[c]
                    && largestLoss[c] < Double.POSITIVE_INFINITY
                    && leastSquare[c] > squareBound[c];
            // NaN is no comparison, and does not go on.
            if (goesOn) {
                steps[c] += BURST;
            } else {
                leave(c, leaving);
            }
        }
    }

    private boolean limitNear(int c) {
        var stop = cells[c].run().experiment().specification().stop();
        return steps[c] + BURST >= stop.wholeLong("steps")
                || (time[c] + BURST * stepSize[c]) * NEAR >= stop.real("time");
    }

    private void keep(int c) {
        for (int j = 0; j < d; j++) {
            keptU[j][c] = u[j][c];
            keptV[j][c] = v[j][c];
        }
        keptTime[c] = time[c];
        keptNormalisedTime[c] = normalisedTime[c];
    }

    /** Hands the state at the beginning of the burst to the run, and closes the gap with the last lane. */
    private void leave(int c, Consumer<CellRun> leaving) {
        CellRun cell = cells[c];
        Map<String, double[]> state = new LinkedHashMap<>(cell.run().state());
        double[] theta = new double[2 * d];
        for (int j = 0; j < d; j++) {
            theta[j] = keptU[j][c];
            theta[d + j] = keptV[j][c];
        }
        state.put("state", theta);
        state.put("clock", new double[] {keptTime[c], steps[c], keptNormalisedTime[c]});
        cell.run().skipTo(state);
        int last = --size;
        cells[c] = cells[last];
        for (int j = 0; j < d; j++) {
            u[j][c] = u[j][last];
            v[j][c] = v[j][last];
            w[j][c] = w[j][last];
            keptU[j][c] = keptU[j][last];
            keptV[j][c] = keptV[j][last];
        }
        for (double[] residual : residuals) {
            residual[c] = residual[last];
        }
        for (double[] each : new double[][] {
            stepSize, time, normalisedTime, keptTime, keptNormalisedTime, steps, loss, lossBound, squareBound
        }) {
            each[c] = each[last];
        }
        leaving.accept(cell);
    }

    private static double[] array(Map<String, double[]> state, String name) {
        double[] found = state.get(name);
        if (found == null) {
            throw new IllegalStateException("gradient descent saves no \"" + name + "\"");
        }
        return found;
    }

    /** The squared length of the gradient at w and, if asked, the step to the next factors and weights. */
    private void descend(boolean move) {
        Arrays.fill(square, 0, size, 0);
        for (int j = 0; j < d; j++) {
            int row = 0;
            for (; row + 4 <= n; row += 4) {
                gradient4(
                        gradient,
                        row == 0,
                        design[row * d + j],
                        residuals[row],
                        design[(row + 1) * d + j],
                        residuals[row + 1],
                        design[(row + 2) * d + j],
                        residuals[row + 2],
                        design[(row + 3) * d + j],
                        residuals[row + 3],
                        size);
            }
            if (row == 0) {
                Arrays.fill(gradient, 0, size, 0);
            }
            for (; row < n; row++) {
                addScaled(gradient, design[row * d + j], residuals[row], size);
            }
            if (!move) {
                squares(square, gradient, size);
            } else if (depth == 2) {
                move2(u[j], v[j], w[j], square, gradient, stepSize, size);
            } else {
                moveDeep(u[j], v[j], w[j]);
            }
        }
    }

    private void moveDeep(double[] uj, double[] vj, double[] wj) {
        powers(powerU, uj, depth - 1);
        powers(powerV, vj, depth - 1);
        moveWith(uj, vj, square, gradient, powerU, powerV, stepSize, depth, size);
        powers(powerU, uj, depth);
        powers(powerV, vj, depth);
        difference(wj, powerU, powerV, size);
    }

    private void powers(double[] out, double[] x, int exponent) {
        System.arraycopy(x, 0, out, 0, size);
        for (int k = 1; k < exponent; k++) {
            multiply(out, x, size);
        }
    }

    /** Residuals and loss at w. */
    private void evaluate() {
        Arrays.fill(loss, 0, size, 0);
        for (int i = 0; i < n; i++) {
            double[] r = residuals[i];
            int z = i * d;
            int j = 0;
            for (; j + 4 <= d; j += 4) {
                dots(j == 0, z + j, j);
            }
            if (j == 0) {
                Arrays.fill(r, 0, size, 0);
            } else {
                together(r, sum0, sum1, sum2, sum3, size);
            }
            for (; j < d; j++) {
                addScaled(r, design[z + j], w[j], size);
            }
            subtractAndSquare(r, targets[i], loss, size);
        }
        halve(loss, leastLoss, largestLoss, size);
    }

    private void dots(boolean first, int z, int j) {
        if (first) {
            start4(
                    sum0,
                    sum1,
                    sum2,
                    sum3,
                    design[z],
                    w[j],
                    design[z + 1],
                    w[j + 1],
                    design[z + 2],
                    w[j + 2],
                    design[z + 3],
                    w[j + 3],
                    size);
        } else {
            add4(
                    sum0,
                    sum1,
                    sum2,
                    sum3,
                    design[z],
                    w[j],
                    design[z + 1],
                    w[j + 1],
                    design[z + 2],
                    w[j + 2],
                    design[z + 3],
                    w[j + 3],
                    size);
        }
    }

    // One loop each, over the lanes alone: the compiler makes vectors of them. Sums are added in the order of
    // Kernels.

    private static void clocks(double[] time, double[] normalised, double[] h, double[] loss, int size) {
        for (int c = 0; c < size; c++) {
            time[c] += h[c];
            normalised[c] += loss[c] * h[c];
        }
    }

    private static void start4(
            double[] s0,
            double[] s1,
            double[] s2,
            double[] s3,
            double z0,
            double[] w0,
            double z1,
            double[] w1,
            double z2,
            double[] w2,
            double z3,
            double[] w3,
            int size) {
        for (int c = 0; c < size; c++) {
            s0[c] = Math.fma(z0, w0[c], 0.0);
            s1[c] = Math.fma(z1, w1[c], 0.0);
            s2[c] = Math.fma(z2, w2[c], 0.0);
            s3[c] = Math.fma(z3, w3[c], 0.0);
        }
    }

    private static void add4(
            double[] s0,
            double[] s1,
            double[] s2,
            double[] s3,
            double z0,
            double[] w0,
            double z1,
            double[] w1,
            double z2,
            double[] w2,
            double z3,
            double[] w3,
            int size) {
        for (int c = 0; c < size; c++) {
            s0[c] = Math.fma(z0, w0[c], s0[c]);
            s1[c] = Math.fma(z1, w1[c], s1[c]);
            s2[c] = Math.fma(z2, w2[c], s2[c]);
            s3[c] = Math.fma(z3, w3[c], s3[c]);
        }
    }

    private static void together(double[] r, double[] s0, double[] s1, double[] s2, double[] s3, int size) {
        for (int c = 0; c < size; c++) {
            r[c] = (s0[c] + s2[c]) + (s1[c] + s3[c]);
        }
    }

    private static void subtractAndSquare(double[] r, double y, double[] sum, int size) {
        for (int c = 0; c < size; c++) {
            double residual = r[c] - y;
            r[c] = residual;
            sum[c] = Math.fma(residual, residual, sum[c]);
        }
    }

    private static void addScaled(double[] r, double z, double[] w, int size) {
        for (int c = 0; c < size; c++) {
            r[c] = Math.fma(z, w[c], r[c]);
        }
    }

    private static void gradient4(
            double[] g,
            boolean first,
            double z0,
            double[] r0,
            double z1,
            double[] r1,
            double z2,
            double[] r2,
            double z3,
            double[] r3,
            int size) {
        if (first) {
            for (int c = 0; c < size; c++) {
                g[c] = Math.fma(z3, r3[c], Math.fma(z2, r2[c], Math.fma(z1, r1[c], Math.fma(z0, r0[c], 0.0))));
            }
        } else {
            for (int c = 0; c < size; c++) {
                g[c] = Math.fma(z3, r3[c], Math.fma(z2, r2[c], Math.fma(z1, r1[c], Math.fma(z0, r0[c], g[c]))));
            }
        }
    }

    private static void move2(double[] u, double[] v, double[] w, double[] square, double[] g, double[] h, int size) {
        for (int c = 0; c < size; c++) {
            double slope = g[c];
            double minus = -h[c];
            double a = u[c] + minus * (2 * u[c] * slope);
            double b = v[c] + minus * (-2 * v[c] * slope);
            square[c] += slope * slope;
            u[c] = a;
            v[c] = b;
            w[c] = (a - b) * (a + b);
        }
    }

    private static void moveWith(
            double[] u,
            double[] v,
            double[] square,
            double[] g,
            double[] powerU,
            double[] powerV,
            double[] h,
            double depth,
            int size) {
        for (int c = 0; c < size; c++) {
            double slope = g[c];
            double minus = -h[c];
            u[c] += minus * (depth * powerU[c] * slope);
            v[c] += minus * (-depth * powerV[c] * slope);
            square[c] += slope * slope;
        }
    }

    private static void difference(double[] out, double[] a, double[] b, int size) {
        for (int c = 0; c < size; c++) {
            out[c] = a[c] - b[c];
        }
    }

    private static void multiply(double[] out, double[] x, int size) {
        for (int c = 0; c < size; c++) {
            out[c] *= x[c];
        }
    }

    private static void squares(double[] sum, double[] r, int size) {
        for (int c = 0; c < size; c++) {
            sum[c] += r[c] * r[c];
        }
    }

    private static void halve(double[] loss, double[] least, double[] largest, int size) {
        for (int c = 0; c < size; c++) {
            double half = 0.5 * loss[c];
            loss[c] = half;
            least[c] = Math.min(least[c], half);
            largest[c] = Math.max(largest[c], half);
        }
    }

    private static void lower(double[] least, double[] value, int size) {
        for (int c = 0; c < size; c++) {
            least[c] = Math.min(least[c], value[c]);
        }
    }
}
