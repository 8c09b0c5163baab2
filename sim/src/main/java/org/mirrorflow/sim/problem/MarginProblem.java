package org.mirrorflow.sim.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Classification by margins: f(w) = Σᵢ ℓ(qᵢ(w)) with qᵢ(w) = yᵢΦ(w; xᵢ), labels yᵢ = ±1, a predictor Φ that is
 * L-homogeneous in its weights, and ℓ(q) = e^{−q} or log(1 + e^{−q}).
 *
 * <p>On separable data f has no minimiser: its infimum 0 is approached along a direction. Everything is computed in the
 * log domain, so that log f and ∇f/f keep their digits where f underflows.
 *
 * <p>An instance owns workspaces and belongs to one thread; {@link #copy()} gives another over the same data.
 */
public abstract class MarginProblem implements Problem {

    /** The loss of one margin. */
    public enum Tail {
        /** e^{−q}. */
        EXPONENTIAL("exponential"),
        /** log(1 + e^{−q}). */
        LOGISTIC("logistic");

        private final String id;

        Tail(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** log ℓ(q). */
        double log(double q) {
            if (this == EXPONENTIAL) {
                return -q;
            }
            // log1p(e^{−q}) is e^{−q} times a factor that goes to 1, and underflows with it.
            return q > 30 ? -q : q < -30 ? Math.log(-q) : Math.log(Math.log1p(Math.exp(-q)));
        }

        /** −ℓ′(q)/ℓ(q). */
        double rate(double q) {
            if (this == EXPONENTIAL || q > 30) {
                return 1;
            }
            double e = Math.exp(-Math.abs(q));
            double sigmoid = q >= 0 ? e / (1 + e) : 1 / (1 + e);
            double loss = q >= 0 ? Math.log1p(e) : Math.log1p(e) - q;
            return sigmoid / loss;
        }
    }

    /**
     * A hidden neuron, whose activation is homogeneous of degree k: scaling its incoming weights by c &gt; 0 and its
     * outgoing ones by c^{−k} leaves every margin as it was.
     *
     * @param incoming indices of its incoming weights
     * @param outgoing indices of its outgoing weights
     * @param degree k
     */
    public record Neuron(int[] incoming, int[] outgoing, double degree) {

        /** |outgoing|₂ times |incoming|₂: how much the neuron says. */
        public double strength(double[] w) {
            return length(w, incoming) * length(w, outgoing);
        }

        private static double length(double[] w, int[] places) {
            double length = 0;
            for (int place : places) {
                length = Math.hypot(length, w[place]);
            }
            return length;
        }
    }

    /** Id of the setting that chooses the loss. */
    static final String LOSS = "loss";

    private final int samples;
    private final Tail tail;
    private final double[] margin;
    private final double[] share;
    private final double[] row;

    /**
     * @param dimension d
     * @param samples n
     * @param tail the loss of one margin
     */
    MarginProblem(int dimension, int samples, Tail tail) {
        this.samples = samples;
        this.tail = tail;
        this.margin = new double[samples];
        this.share = new double[samples];
        this.row = new double[dimension];
    }

    /** The declared parameter that chooses the loss. */
    static Parameter lossParameter() {
        return new Parameter.Choice(
                LOSS,
                "\\ell",
                "Loss",
                "Loss of a margin q: exponential exp(-q), or logistic log(1 + exp(-q)).",
                false,
                Tail.EXPONENTIAL.id(),
                Arrays.stream(Tail.values()).map(Tail::id).toList());
    }

    static Tail tail(Settings settings) {
        return Arrays.stream(Tail.values())
                .filter(each -> each.id().equals(settings.text(LOSS)))
                .findFirst()
                .orElseThrow();
    }

    /** n. */
    public final int samples() {
        return samples;
    }

    /** The loss of one margin. */
    public final Tail tail() {
        return tail;
    }

    /** L: every margin is homogeneous of this degree in all weights. */
    public abstract double degree();

    /** L_k: the degree in the weights of block {@code k} of the layout alone. */
    public abstract double degree(int k);

    /** The hidden neurons; empty for a linear predictor. */
    public List<Neuron> neurons() {
        return List.of();
    }

    /** q = (q₁, …, q_n); both lengths are checked. Allocates nothing. */
    public final void margins(double[] w, double[] q) {
        requireLength("w", w, dimension());
        requireLength("q", q, samples);
        forward(w, q);
    }

    /** The smallest margin; allocates nothing. */
    public final double smallestMargin(double[] w) {
        margins(w, margin);
        double smallest = Double.POSITIVE_INFINITY;
        for (double q : margin) {
            smallest = Math.min(smallest, q);
        }
        return smallest;
    }

    /** ∇q₁, …, ∇q_n as the rows of an n × d matrix. */
    public final DMatrixRMaj marginGradients(double[] w) {
        margins(w, margin);
        DMatrixRMaj rows = new DMatrixRMaj(samples, dimension());
        double[] unit = new double[samples];
        for (int i = 0; i < samples; i++) {
            unit[i] = 1;
            backward(w, unit, row);
            System.arraycopy(row, 0, rows.data, i * row.length, row.length);
            unit[i] = 0;
        }
        return rows;
    }

    /** maxᵢ Σⱼ sⱼ(∂ⱼqᵢ(w))² for a diagonal inverse metric s; allocates nothing. */
    public final double largestMarginSpeed(double[] w, double[] s) {
        margins(w, margin);
        Arrays.fill(share, 0);
        double largest = 0;
        for (int i = 0; i < samples; i++) {
            share[i] = 1;
            backward(w, share, row);
            share[i] = 0;
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0) {
                    sum += s[j] * row[j] * row[j];
                }
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** q = (q₁, …, q_n); may keep what {@link #backward} needs. */
    abstract void forward(double[] w, double[] q);

    /** out = Σ cᵢ∇qᵢ(w), at the weights of the last {@link #forward}. */
    abstract void backward(double[] w, double[] c, double[] out);

    @Override
    public final double loss(double[] w) {
        return Math.exp(logLoss(w));
    }

    @Override
    public final double logLoss(double[] w) {
        margins(w, margin);
        return logSum(margin, share);
    }

    /**
     * log f(w), with ∇f(w)/f(w) = −Σ pᵢ∇qᵢ(w), pᵢ = −ℓ′(qᵢ)/f, written to {@code gradient}: the gradient in normalised time
     * ds = f dt, which neither vanishes nor underflows. Allocates nothing.
     */
    public final double logLossAndGradient(double[] w, double[] gradient) {
        requireLength("gradient", gradient, dimension());
        margins(w, margin);
        double log = logSum(margin, share);
        for (int i = 0; i < samples; i++) {
            share[i] *= -tail.rate(margin[i]);
        }
        backward(w, share, gradient);
        return log;
    }

    @Override
    public final double lossAndGradient(double[] w, double[] gradient) {
        double loss = Math.exp(logLossAndGradient(w, gradient));
        for (int j = 0; j < gradient.length; j++) {
            // Where f overflows or underflows beside a gradient entry of 0, the product is 0, not NaN.
            gradient[j] = gradient[j] == 0 ? 0 : gradient[j] * loss;
        }
        return loss;
    }

    /** The shares pᵢ = ℓ(qᵢ)/f of given margins, summing to 1; returns log f. */
    public final double shares(double[] q, double[] p) {
        requireLength("q", q, samples);
        requireLength("p", p, samples);
        return logSum(q, p);
    }

    private double logSum(double[] q, double[] p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < samples; i++) {
            p[i] = tail.log(q[i]);
            largest = Math.max(largest, p[i]);
        }
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            p[i] = Math.exp(p[i] - largest);
            sum += p[i];
        }
        for (int i = 0; i < samples; i++) {
            p[i] /= sum;
        }
        return largest + Math.log(sum);
    }

    private static void requireLength(String what, double[] vector, int length) {
        if (vector.length != length) {
            throw new IllegalArgumentException(
                    what + " has length " + vector.length + "; this problem needs length " + length);
        }
    }

    @Override
    public final boolean attainsInfimum() {
        return false;
    }

    @Override
    public Optional<double[]> planted() {
        return Optional.empty();
    }

    @Override
    public abstract MarginProblem copy();
}
