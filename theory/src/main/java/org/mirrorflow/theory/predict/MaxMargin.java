package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.matrix.SymmetricEigen;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SingularValueMap;
import org.mirrorflow.theory.mirror.SquaredPNorm;

/**
 * The max-margin direction of a horizon function φ: argmax minᵢ⟨aᵢ, u⟩ over φ(u) ≤ 1, where a mirror flow with that
 * horizon function goes on separable data; over the closure of the map's domain where that is a cone.
 *
 * <p>Methods: for ℓ1 and ℓ∞ the linear programme min φ(u) s.t. Au ≥ 1 by ojAlgo's simplex. Where a power R = φ^α/α is
 * strictly convex, the dual min R*(Aᵀλ) − Σλ over λ ≥ 0 by a projected Newton method (Bertsekas 1982), with u = ∇R*(Aᵀλ),
 * where need be from the end of the central path.
 * For the nuclear and the spectral norm and the trace by Douglas–Rachford splitting. A weighted norm is the norm itself
 * after the change of variables uᵢ → cᵢ^{1/p}uᵢ. Where the minimiser is not unique it is one of them, for ℓ1 and ℓ∞ a
 * vertex of the optimal face.
 *
 * <p>Certificate: u is feasible and λ is dual feasible exactly, so γ lies between minᵢ⟨aᵢ, u⟩/φ(u) and the polar gauge
 * φ°(Aᵀλ)/Σλ, whatever the solvers did. On the positive orthant and on positive semidefinite matrices the positive part of
 * Aᵀλ stands for Aᵀλ.
 *
 * <p>Example: {@code MaxMargin.of(new Mahalanobis(p)).predict(a)} has the direction P⁻¹a/√(aᵀP⁻¹a) and the margin
 * √(aᵀP⁻¹a) for a single row a.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763); for p = 2 Soudry et al. 2018; for the nuclear norm
 * Tarzanagh et al. 2023 (arXiv 2308.16898), Sheen et al. 2024 (arXiv 2403.08699).
 */
public final class MaxMargin {

    /** A gap below this needs no second method. */
    private static final double CONTENT = 1e-10;

    /** A gap above this is no solution. */
    private static final double USELESS = 1e-4;

    /** Share of the largest entry below which an entry is held at a finite curvature of the dual. */
    private static final double STEEP = 1e-12;

    /** Which u are asked for. */
    private enum Cone {
        /** All of them, or those with given signs in some coordinates. */
        SPACE,
        /** Symmetric matrices. */
        SYMMETRIC,
        /** Positive semidefinite matrices. */
        SEMIDEFINITE
    }

    private final HorizonFunction horizon;
    private final Cone cone;
    /** 1 or −1 where uⱼ must have that sign, else 0; null where no coordinate must. */
    private final double @Nullable [] signs;

    private MaxMargin(HorizonFunction horizon, Cone cone, double @Nullable [] signs) {
        if (horizon instanceof HorizonFunction.None(String reason)) {
            throw new NoInterpolatorException("No direction is predicted: " + reason + ".");
        }
        this.horizon = horizon;
        this.cone = cone;
        this.signs = signs;
    }

    /**
     * Of the ℓp norm.
     *
     * @param p exponent of the norm, from 1 to ∞
     * @throws IllegalArgumentException for any other p
     */
    public MaxMargin(double p) {
        this(new HorizonFunction.Norm(p), Cone.SPACE, null);
    }

    /**
     * Of any horizon function, over the whole space.
     *
     * @throws NoInterpolatorException where there is none, with its reason
     */
    public static MaxMargin of(HorizonFunction horizon) {
        return new MaxMargin(horizon, Cone.SPACE, null);
    }

    /**
     * Of the horizon function of a mirror map, over the closure of the cone that is its domain: the whole space, coordinates
     * of one sign, symmetric or positive semidefinite matrices.
     *
     * @throws NoInterpolatorException where the map has no horizon function, with its reason
     */
    public static MaxMargin of(MirrorMap map) {
        return switch (map) {
            case SeparableMirrorMap separable -> signed(map.horizon(), signs(separable));
            case EigenvalueMap eigenvalues -> {
                if (eigenvalues.potential().domain().equals(Interval.REAL_LINE)) {
                    yield new MaxMargin(map.horizon(), Cone.SYMMETRIC, null);
                }
                if (map.horizon() instanceof HorizonFunction.Schatten schatten && schatten.p() > 1) {
                    throw new NoInterpolatorException(
                            "No direction is predicted on positive semidefinite matrices for a"
                                    + " Schatten norm other than the trace.");
                }
                yield new MaxMargin(map.horizon(), Cone.SEMIDEFINITE, null);
            }
            default -> new MaxMargin(map.horizon(), Cone.SPACE, null);
        };
    }

    /**
     * Of a norm over given signs.
     *
     * @param signs 1 or −1 where uⱼ must have that sign, else 0
     */
    static MaxMargin signed(HorizonFunction horizon, double[] signs) {
        boolean none = Arrays.stream(signs).allMatch(sign -> sign == 0);
        return new MaxMargin(horizon, Cone.SPACE, none ? null : signs);
    }

    private static double[] signs(SeparableMirrorMap map) {
        double[] signs = new double[map.dimension()];
        for (int j = 0; j < signs.length; j++) {
            Interval domain = map.potential(j).domain();
            signs[j] = domain.equals(Interval.POSITIVE) ? 1 : domain.equals(Interval.NEGATIVE) ? -1 : 0;
        }
        return signs;
    }

    /** ‖x‖_p, without overflow or underflow of the powers. */
    public static double norm(double[] x, double p) {
        return new HorizonFunction.Norm(p).of(x);
    }

    /**
     * The max-margin direction of the rows of A, each a sample times its label.
     *
     * @param a A, n × d, kept as it is; for a norm of matrices one matrix a row, by rows
     * @throws NotSeparableException when no direction has a positive margin on every row
     * @throws IllegalArgumentException when an entry is not finite, there is no row, or rows do not fit the horizon function
     * @throws IllegalStateException when the iteration stalls far from the optimum
     */
    public Separator predict(DMatrixRMaj a) {
        int n = a.numRows;
        int d = a.numCols;
        check(a);
        double scale = 0;
        for (int i = 0; i < n * d; i++) {
            scale = Math.max(scale, Math.abs(a.data[i]));
        }
        if (scale == 0) {
            throw notSeparable(n, d);
        }
        double[] rows = new double[n * d];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = a.data[i] / scale;
        }
        if (cone == Cone.SYMMETRIC || cone == Cone.SEMIDEFINITE) {
            symmetrise(rows, n, (int) Math.round(Math.sqrt(d)));
        }
        Separator unit = solve(rows, n, d);
        if (!(unit.dualityGap() <= USELESS)) {
            throw new IllegalStateException("the max-margin direction of " + horizon + " was not found on " + n + " × "
                    + d + " data: the relative duality gap is " + unit.dualityGap());
        }
        return new Separator(
                unit.direction(),
                unit.multipliers(),
                unit.margin() * scale,
                unit.bound() * scale,
                unit.dualityGap(),
                unit.complementarity());
    }

    private void check(DMatrixRMaj a) {
        int n = a.numRows;
        int d = a.numCols;
        if (n == 0 || d == 0) {
            throw new IllegalArgumentException("the data are " + n + " × " + d + "; a row and a column are needed");
        }
        for (int i = 0; i < n * d; i++) {
            if (!Double.isFinite(a.data[i])) {
                throw new IllegalArgumentException("A[" + i / d + ", " + i % d + "] is " + a.data[i]);
            }
        }
        int expected = switch (horizon) {
            case HorizonFunction.Schatten schatten -> schatten.rows() * schatten.columns();
            case HorizonFunction.WeightedNorm weighted -> weighted.weights().length;
            case HorizonFunction.Gauge gauge -> gauge.power().dimension();
            default -> signs == null ? d : signs.length;
        };
        if (d != expected) {
            throw new IllegalArgumentException(
                    "the horizon function is one of " + expected + " coordinates; the rows have " + d);
        }
    }

    /** ⟨M, W⟩ of a symmetric W is that of the symmetric part of M. */
    private static void symmetrise(double[] rows, int n, int size) {
        for (int i = 0; i < n; i++) {
            int at = i * size * size;
            for (int j = 0; j < size; j++) {
                for (int k = j + 1; k < size; k++) {
                    double mean = 0.5 * (rows[at + j * size + k] + rows[at + k * size + j]);
                    rows[at + j * size + k] = mean;
                    rows[at + k * size + j] = mean;
                }
            }
        }
    }

    private Separator solve(double[] rows, int n, int d) {
        return switch (horizon) {
            case HorizonFunction.Norm(double p) -> scaled(rows, n, d, p, null);
            case HorizonFunction.WeightedNorm weighted -> scaled(rows, n, d, weighted.p(), weighted.weights());
            case HorizonFunction.Gauge gauge ->
                newton(rows, n, d, new DualNewton(gauge.power(), gauge.degree(), null, v -> v), gauge.power());
            case HorizonFunction.Schatten schatten -> matrix(rows, n, d, schatten);
            case HorizonFunction.None none -> throw new IllegalStateException(none.reason());
        };
    }

    /** A norm Σcⱼ|uⱼ|ᵖ with signs, in the coordinates signⱼ cⱼ^{1/p} uⱼ, in which it is ‖·‖_p on the positive ones. */
    private Separator scaled(double[] rows, int n, int d, double p, double @Nullable [] weights) {
        double[] factor = new double[d];
        boolean[] positive = new boolean[d];
        double[] changed = new double[n * d];
        for (int j = 0; j < d; j++) {
            positive[j] = signs != null && signs[j] != 0;
            factor[j] = (weights == null ? 1 : Math.pow(weights[j], 1 / p)) * (signs != null && signs[j] < 0 ? -1 : 1);
            for (int i = 0; i < n; i++) {
                changed[i * d + j] = rows[i * d + j] / factor[j];
            }
        }
        BiFunction<double[], double[], @Nullable Separator> back = (v, lambda) -> {
            double[] u = v.clone();
            for (int j = 0; j < d; j++) {
                u[j] /= factor[j];
            }
            return certified(rows, n, d, u, lambda);
        };
        if (p == 1 || Double.isInfinite(p)) {
            NormProgramme.Solution solution = new NormProgramme(p, positive).solve(changed, n, d);
            return found(solution == null ? null : back.apply(solution.u(), solution.multipliers()), n, d);
        }
        SeparableMirrorMap power = SeparableMirrorMap.uniform(new PowerPotential(p), d);
        return convex(
                changed,
                n,
                d,
                new DualNewton(power, p, positive, MaxMargin::awayFromZero),
                new SquaredPNorm(p, d),
                positive,
                back);
    }

    /**
     * Newton's method on the dual, and where that does not find the active samples from equal multipliers, from those at the
     * end of the central path of a power of the norm.
     */
    private static Separator convex(
            double[] rows,
            int n,
            int d,
            DualNewton method,
            MirrorMap power,
            boolean @Nullable [] positive,
            BiFunction<double[], double[], @Nullable Separator> certified) {
        double[] start = new double[n];
        Arrays.fill(start, 1.0 / n);
        Separator best = method.solve(rows, n, d, start, certified);
        if (best != null && best.dualityGap() <= CONTENT) {
            return best;
        }
        // Whether anything separates at all is a linear programme, whatever the norm.
        NormProgramme.Solution feasible =
                new NormProgramme(1, positive == null ? new boolean[d] : positive).solve(rows, n, d);
        if (feasible == null) {
            throw notSeparable(n, d);
        }
        best = better(best, new BarrierMethod(power, positive).solve(rows, n, d, feasible.u(), certified));
        if (best != null) {
            best = better(best, method.solve(rows, n, d, best.multipliers(), certified));
        }
        return found(best, n, d);
    }

    private static @Nullable Separator better(@Nullable Separator a, @Nullable Separator b) {
        return a == null || (b != null && b.dualityGap() < a.dualityGap()) ? b : a;
    }

    private Separator matrix(double[] rows, int n, int d, HorizonFunction.Schatten schatten) {
        int r = schatten.rows();
        int c = schatten.columns();
        if (schatten.p() == 2) {
            return scaled(rows, n, d, 2, null);
        }
        if (schatten.p() > 1 && !Double.isInfinite(schatten.p())) {
            SingularValueMap power = new SingularValueMap(new PowerPotential(schatten.p()), r, c);
            return newton(rows, n, d, new DualNewton(power, schatten.p(), null, awayFromLowRank(r, c)), power);
        }
        SchattenSplitting splitting = cone == Cone.SEMIDEFINITE
                ? SchattenSplitting.trace(r)
                : schatten.p() == 1 ? SchattenSplitting.nuclear(r, c) : SchattenSplitting.spectral(r, c);
        // Separable or not, and the scale of the solution: the Frobenius direction tells both.
        Separator frobenius = new MaxMargin(2).predict(DMatrixRMaj.wrap(n, d, rows));
        double[] start = frobenius.direction().clone();
        for (int j = 0; j < d; j++) {
            start[j] /= frobenius.margin();
        }
        return found(
                splitting.solve(DMatrixRMaj.wrap(n, d, rows), start, (u, lambda) -> certified(rows, n, d, u, lambda)),
                n,
                d);
    }

    private Separator newton(double[] rows, int n, int d, DualNewton method, MirrorMap power) {
        return convex(rows, n, d, method, power, null, (u, lambda) -> certified(rows, n, d, u, lambda));
    }

    private static Separator found(@Nullable Separator separator, int n, int d) {
        if (separator == null) {
            throw notSeparable(n, d);
        }
        return separator;
    }

    /** A point near v at which |·|^q has a finite curvature in every coordinate also where q &lt; 2. */
    private static double[] awayFromZero(double[] v) {
        double floor = STEEP * norm(v, Double.POSITIVE_INFINITY);
        double[] near = v.clone();
        for (int j = 0; j < near.length; j++) {
            near[j] = Math.copySign(Math.max(Math.abs(near[j]), floor), near[j]);
        }
        return near;
    }

    /** The same for singular values. */
    private static UnaryOperator<double[]> awayFromLowRank(int rows, int columns) {
        SingularValues svd = new SingularValues(rows, columns);
        return v -> {
            svd.decompose(v);
            double[] near = new double[v.length];
            svd.compose(awayFromZero(svd.values()), near);
            return near;
        };
    }

    /** What u and λ, each as near a solution as some method came, prove; null when u separates nothing. */
    private @Nullable Separator certified(double[] rows, int n, int d, double[] u, double[] multipliers) {
        double length = horizon.of(u);
        double total = 0;
        for (double each : multipliers) {
            total += Math.max(0, each);
        }
        if (!(total > 0) || !(length > 0) || !Double.isFinite(total) || !Double.isFinite(length)) {
            return null;
        }
        double[] direction = new double[d];
        for (int j = 0; j < d; j++) {
            direction[j] = u[j] / length;
        }
        double[] lambda = new double[n];
        double[] image = new double[d];
        double[] margins = new double[n];
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            lambda[i] = Math.max(0, multipliers[i]) / total;
            for (int j = 0; j < d; j++) {
                image[j] += lambda[i] * rows[i * d + j];
                margins[i] += rows[i * d + j] * direction[j];
            }
            margin = Math.min(margin, margins[i]);
        }
        if (!(margin > 0)) {
            return null;
        }
        double bound = horizon.polar(positivePart(image));
        double slack = 0;
        for (int i = 0; i < n; i++) {
            slack = Math.max(slack, lambda[i] * (margins[i] - margin) / margin);
        }
        return new Separator(direction, lambda, margin, bound, (bound - margin) / bound, slack);
    }

    /** The projection of v on the cone, of which ⟨·, u⟩ is no smaller for any u in it. */
    private double[] positivePart(double[] v) {
        double[] part = v.clone();
        for (int j = 0; signs != null && j < v.length; j++) {
            part[j] = signs[j] * v[j] < 0 ? 0 : v[j];
        }
        if (cone == Cone.SEMIDEFINITE) {
            SymmetricEigen eigen = new SymmetricEigen((int) Math.round(Math.sqrt(v.length)));
            eigen.decompose(v);
            eigen.compose(
                    Arrays.stream(eigen.values()).map(each -> Math.max(0, each)).toArray(), part);
        }
        return part;
    }

    private static NotSeparableException notSeparable(int n, int d) {
        return new NotSeparableException("no direction separates the " + n + " samples in " + d
                + " features; use fewer samples, more features or other classes");
    }
}
