package org.mirrorflow.theory.reparam;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * The conditions under which gradient flow on factors is a mirror flow of the weights, evaluated numerically.
 *
 * <ul>
 *   <li>Commuting: the Lie brackets [∇gᵢ, ∇gⱼ] = D²gⱼ∇gᵢ − D²gᵢ∇gⱼ vanish, and with a decay of h also [∇gᵢ, ∇h]. This
 *       is sufficient.
 *   <li>In the kernel: Dg·[∇gᵢ, ∇gⱼ] = 0. This is necessary on an open set: a bracket that moves the weights makes their
 *       path depend on the order in which the same gradients arrive.
 *   <li>Regular: Dg has full row rank, so that the metric (DgDgᵀ)⁻¹ is finite.
 *   <li>Coercive: the mirror takes every dual value, so that the flow cannot run into the end of a bounded dual domain.
 * </ul>
 *
 * <p>Brackets are central differences at seeded points near θ₀, relative to the size of the two fields and of the parameters;
 * an exact zero shows as about 1e-9. With many weights they are taken among a seeded choice of them, which can disprove but
 * only suggest that all commute.
 *
 * <p>Source: Li, Wang, Lee and Arora 2022 (arXiv 2207.04036), Theorems 4.8 and 4.9; with a penalty, Jacobs, Zhou and Burkholz
 * 2025 (arXiv 2504.12883), Theorem 3.1.
 *
 * @param bracket the largest bracket, relative
 * @param movesWeights the largest Dg·bracket, relative
 * @param leastSingular the least singular value of Dg over its largest, at the point where that is least
 * @param coercive whether the induced mirror is onto; empty where there is no separable induced map to ask
 * @param worst the two whose bracket moves the weights most; empty where there is only one
 * @param among how many weights were looked at
 */
public record Commutation(
        double bracket,
        double movesWeights,
        double leastSingular,
        Optional<Boolean> coercive,
        Optional<Pair> worst,
        int among) {

    /**
     * Two fields, ∇gᵢ and ∇gⱼ or ∇gᵢ and ∇h.
     *
     * @param first i
     * @param second j; d, the number of weights, for the penalty h
     */
    public record Pair(int first, int second) {}

    /** A relative bracket below this is 0. */
    public static final double TOLERANCE = 1e-6;

    private static final int POINTS = 5;

    /** Points where there are more weights than are looked at, so that a large model does not wait for it. */
    private static final int FEW_POINTS = 2;

    /** So many weights are looked at, all of them where there are no more. */
    private static final int MOST = 8;

    private static final double STEP = 1e-5;

    /** Of the flow without decay. */
    public static Commutation of(Reparametrization g, double[] theta0) {
        return evaluate(g, theta0, Optional.empty());
    }

    /** Of the flow with the decay of {@code penalty}: brackets among the weights and with the penalty. */
    public static Commutation of(Reparametrization g, double[] theta0, Penalty penalty) {
        return evaluate(g, theta0, Optional.of(penalty));
    }

    /** Whether all brackets vanish. */
    public boolean commuting() {
        return bracket <= TOLERANCE;
    }

    /** Whether no bracket moves the weights: without this there is no mirror map, static or moving. */
    public boolean admissible() {
        return movesWeights <= TOLERANCE;
    }

    /** Whether the metric is finite near the start. */
    public boolean regular() {
        return leastSingular > 1e-12;
    }

    private static Commutation evaluate(Reparametrization g, double[] theta0, Optional<Penalty> penalty) {
        int[] weights = chosen(g.dimension());
        int d = weights.length;
        int p = g.factorCount();
        int fields = d + (penalty.isPresent() ? 1 : 0);
        SeededRandom random = new SeededRandom(1, "commutation");
        double size = 0;
        for (double x : theta0) {
            size = Math.max(size, Math.abs(x));
        }
        if (size == 0) {
            size = 1;
        }
        double bracket = 0;
        double moves = 0;
        Optional<Pair> worst = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        double[] point = new double[p];
        double[][] field = new double[fields][p];
        for (int k = 0; k < (d < g.dimension() ? FEW_POINTS : POINTS); k++) {
            for (int i = 0; i < p; i++) {
                // positive factors stay positive
                point[i] = theta0[i] * (1 + 0.1 * random.nextDouble())
                        + (theta0[i] == 0 ? 0.1 * size * random.nextDouble() : 0);
            }
            double jacobian = 0;
            for (int i = 0; i < fields; i++) {
                field(g, penalty, point, weight(weights, i, g), field[i]);
                jacobian = i < d ? Math.max(jacobian, norm(field[i])) : jacobian;
            }
            least = Math.min(least, leastSingular(field, d));
            for (int i = 0; i < fields; i++) {
                for (int j = 0; j < i; j++) {
                    double scale = norm(field[i]) * norm(field[j]) / Math.max(norm(point), 1e-300);
                    if (scale == 0) {
                        continue;
                    }
                    Pair pair = new Pair(weight(weights, j, g), weight(weights, i, g));
                    double[] commutator = bracket(g, penalty, point, field[j], field[i], pair, size);
                    double[] pushed = new double[g.dimension()];
                    g.pushForward(point, commutator, pushed);
                    double moved = norm(pushed) / (scale * jacobian);
                    bracket = Math.max(bracket, norm(commutator) / scale);
                    if (worst.isEmpty() || moved > moves) {
                        moves = moved;
                        worst = Optional.of(pair);
                    }
                }
            }
        }
        return new Commutation(bracket, moves, least, coercive(g, theta0), worst, d);
    }

    /** All weights, or neighbours at seeded places: those of a matrix that share a row are among the first not to commute. */
    private static int[] chosen(int dimension) {
        if (dimension <= MOST) {
            return IntStream.range(0, dimension).toArray();
        }
        SeededRandom random = new SeededRandom(1, "weights");
        SortedSet<Integer> chosen = new TreeSet<>();
        while (chosen.size() < MOST - 1) {
            int place = random.nextInt(dimension - 1);
            chosen.add(place);
            chosen.add(place + 1);
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int weight(int[] weights, int field, Reparametrization g) {
        return field < weights.length ? weights[field] : g.dimension();
    }

    /** The induced map; a start from which a weight can never move has none, though brackets can be taken around it. */
    static Optional<MirrorMap> induced(Reparametrization g, double[] theta0) {
        try {
            return g.inducedMap(theta0);
        } catch (IllegalArgumentException stationary) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> coercive(Reparametrization g, double[] theta0) {
        return induced(g, theta0)
                .filter(SeparableMirrorMap.class::isInstance)
                .flatMap(LegendreConditions::of)
                .map(LegendreConditions::coercive);
    }

    /** ∇gᵢ, or ∇h for the last. */
    private static void field(Reparametrization g, Optional<Penalty> penalty, double[] point, int i, double[] out) {
        if (i == g.dimension()) {
            penalty.orElseThrow().gradient(point, out);
            return;
        }
        double[] unit = new double[g.dimension()];
        unit[i] = 1;
        g.pullBack(point, unit, out);
    }

    /** D(second)·first − D(first)·second. */
    private static double[] bracket(
            Reparametrization g,
            Optional<Penalty> penalty,
            double[] point,
            double[] first,
            double[] second,
            Pair pair,
            double size) {
        double[] out = new double[point.length];
        add(g, penalty, point, first, pair.second(), size, 1, out);
        add(g, penalty, point, second, pair.first(), size, -1, out);
        return out;
    }

    private static void add(
            Reparametrization g,
            Optional<Penalty> penalty,
            double[] point,
            double[] direction,
            int of,
            double size,
            double sign,
            double[] out) {
        double length = norm(direction);
        if (length == 0) {
            return;
        }
        double h = STEP * size / length;
        double[] moved = new double[point.length];
        double[] value = new double[point.length];
        for (int side = -1; side <= 1; side += 2) {
            for (int l = 0; l < moved.length; l++) {
                moved[l] = point[l] + side * h * direction[l];
            }
            field(g, penalty, moved, of, value);
            for (int l = 0; l < out.length; l++) {
                out[l] += sign * side * value[l] / (2 * h);
            }
        }
    }

    private static double leastSingular(double[][] field, int d) {
        DMatrixRMaj jacobian = new DMatrixRMaj(d, field[0].length);
        for (int i = 0; i < d; i++) {
            System.arraycopy(field[i], 0, jacobian.data, i * field[0].length, field[0].length);
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(d, field[0].length, false, false, false);
        if (!svd.decompose(jacobian)) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < svd.numberOfSingularValues(); i++) {
            least = Math.min(least, svd.getSingularValues()[i]);
            largest = Math.max(largest, svd.getSingularValues()[i]);
        }
        return svd.numberOfSingularValues() < d || largest == 0 ? 0 : least / largest;
    }

    private static double norm(double[] x) {
        double norm = 0;
        for (double value : x) {
            norm = Math.hypot(norm, value);
        }
        return norm;
    }
}
