package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * R(x) = Σᵢ xᵢ log xᵢ on the open simplex {x : xᵢ &gt; 0, Σᵢ xᵢ = 1}, d ≥ 2, the entropy of a distribution up to its sign:
 * ∇R(x) = log x, ∇R* = softmax, R*(η) = log Σᵢ exp ηᵢ, ∇²R(x) v = v/x for v with Σ vᵢ = 0, D_R the divergence of Kullback
 * and Leibler.
 *
 * <p>The coordinates are coupled by the constraint alone. Directions are those within the simplex, Σ vᵢ = 0, so dual points
 * are known up to a multiple of (1, …, 1): softmax does not see it, and R* moves by it. Of all representatives ∇R takes
 * log x, the one at which R* = 0; hence Q(x) = R*(∇R(x)) = 0, as along the flow ⟨x, dη⟩ = 0 for that representative. Mirror
 * flow is the replicator dynamics ẋᵢ = −xᵢ(∂ᵢf − ⟨x, ∇f⟩), its steps are those of Hedge. The domain is bounded and has no
 * horizon function.
 *
 * <p>Points count as inside where Σ xᵢ is 1 to within {@link #SLACK}: doubles cannot do better.
 *
 * <p>Source: Beck and Teboulle 2003, Mirror descent and nonlinear projected subgradient methods, section 5; Hofbauer and
 * Sigmund 1998 for the replicator dynamics. Example: the mirror of (¼, ¾) is (log ¼, log ¾), and back for any c added to
 * both.
 */
public final class SimplexEntropy implements MirrorMap {

    /** How far from 1 the sum of a point of the simplex may be. */
    public static final double SLACK = 1e-12;

    private static final NegativeEntropy TERM = new NegativeEntropy();

    private final int dimension;

    /**
     * @param dimension d, at least 2
     * @throws IllegalArgumentException below it
     */
    public SimplexEntropy(int dimension) {
        if (dimension < 2) {
            throw new IllegalArgumentException(
                    "a simplex of one coordinate is a point; a dimension of at least 2 is needed, given " + dimension);
        }
        this.dimension = dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double value(double[] x) {
        if (!contains(x)) {
            return Double.NaN;
        }
        double sum = 0;
        for (double each : x) {
            sum += each * Math.log(each);
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] eta) {
        if (!contains(x)) {
            Arrays.fill(eta, Double.NaN);
            return;
        }
        for (int i = 0; i < dimension; i++) {
            eta[i] = Math.log(x[i]);
        }
    }

    /** {@inheritDoc} The softmax; a coordinate more than 745 below the largest becomes 0. */
    @Override
    public void conjugateGradient(double[] eta, double[] x) {
        check(eta);
        double largest = largest(eta);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            x[i] = Math.exp(eta[i] - largest);
            sum += x[i];
        }
        for (int i = 0; i < dimension; i++) {
            x[i] /= sum;
        }
    }

    @Override
    public double conjugate(double[] eta) {
        check(eta);
        double largest = largest(eta);
        double sum = 0;
        for (double each : eta) {
            sum += Math.exp(each - largest);
        }
        return largest + Math.log(sum);
    }

    /** NaN where an entry is not finite. */
    private static double largest(double[] eta) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : eta) {
            largest = Math.max(largest, Double.isFinite(each) ? each : Double.NaN);
        }
        return largest;
    }

    /** {@inheritDoc} Σ vᵢ = 0 is for the caller to see to. */
    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        boolean inside = contains(x);
        for (int i = 0; i < dimension; i++) {
            out[i] = inside ? v[i] / x[i] : Double.NaN;
        }
    }

    /** {@inheritDoc} xᵢ(vᵢ − ⟨x, v⟩) at x = softmax η, whose sum is 0 whatever v is: the replicator's speed. */
    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        double[] x = new double[dimension];
        conjugateGradient(eta, x);
        double mean = 0;
        for (int i = 0; i < dimension; i++) {
            mean += x[i] * v[i];
        }
        for (int i = 0; i < dimension; i++) {
            out[i] = x[i] * (v[i] - mean);
        }
    }

    /** Σ xᵢ log(xᵢ/yᵢ), as the sum of xᵢ log(xᵢ/yᵢ) − xᵢ + yᵢ ≥ 0, in which near points do not cancel. */
    @Override
    public double bregman(double[] x, double[] y) {
        if (!contains(x) || !contains(y)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += TERM.bregman(x[i], y[i]);
        }
        return sum;
    }

    /** {@inheritDoc} 0 everywhere: the sum that is kept at 1 leaves nothing to grow. */
    @Override
    public double balance(double[] x) {
        return contains(x) ? 0 : Double.NaN;
    }

    @Override
    public boolean contains(double[] x) {
        check(x);
        double sum = 0;
        for (double each : x) {
            if (!(each > 0)) {
                return false;
            }
            sum += each;
        }
        return Math.abs(sum - 1) <= SLACK;
    }

    @Override
    public boolean containsDual(double[] eta) {
        check(eta);
        return Arrays.stream(eta).allMatch(Double::isFinite);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the simplex is bounded");
    }

    @Override
    public void restPoint(double[] x) {
        check(x);
        Arrays.fill(x, 1.0 / dimension);
    }

    @Override
    public String toString() {
        return "SimplexEntropy[d=" + dimension + "]";
    }

    private void check(double[] x) {
        Lengths.check(dimension, x);
    }

    /** The catalogue entry {@code simplex-entropy}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "simplex-entropy";
        }

        @Override
        public String name() {
            return "Negative entropy on the simplex";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i \\log x_i,\\quad x_i > 0,\\ \\sum_i x_i = 1";
        }

        @Override
        public String summary() {
            return "Weights that are shares of a whole: softmax of the dual, replicator dynamics.";
        }

        @Override
        public String source() {
            return "Beck and Teboulle 2003; Hofbauer and Sigmund 1998 for the replicator dynamics.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public MirrorMap create(Settings settings, Layout layout) {
            if (layout.dimension() < 2) {
                throw new InvalidSettingException(
                        "kind",
                        "is a map of the simplex, but the weights are " + layout
                                + "; take a problem with at least two weights, or another map");
            }
            return new SimplexEntropy(layout.dimension());
        }
    }
}
