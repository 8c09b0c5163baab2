package org.mirrorflow.sim.problem;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * Regression by one attention head whose value is trained with its scores: f(W, V) = 1/(2n) Σᵢ‖V cᵢ − yᵢ‖² with the context
 * cᵢ = Xᵢᵀ softmax(Xᵢ W zᵢ) of a query zᵢ over the T tokens in the rows of Xᵢ. The weights are the scores W, d × d, and the
 * value V, o × d. The loss is convex in V alone, and in neither when both move.
 *
 * <p>An instance owns workspaces and belongs to one thread.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), on attention; Vaswani et al. 2017 (arXiv 1706.03762).
 */
public final class AttentionRegression implements Problem {

    private final double[] tokens;
    private final double[] queries;
    private final double[] targets;
    private final int sequences;
    private final int length;
    private final int width;
    private final int outputs;
    private final double @Nullable [] planted;
    private final String description;
    private final String digest;
    /** X₁ᵀ … X_nᵀ: a product with a short row costs more to sum up than to multiply. */
    private final double[] tokensAcross;
    /** Attention, sequence by sequence. */
    private final double[] scores;
    /** cᵢ as rows. */
    private final double[] contexts;
    /** Derivatives by the cᵢ as rows. */
    private final double[] slopes;
    /** Derivatives by the Wzᵢ as rows. */
    private final double[] pulls;
    /** Of one sequence, token by token. */
    private final double[] along;
    /** V cᵢ − yᵢ as rows. */
    private final double[] residuals;

    /**
     * @param tokens X₁ … X_n, each T × d by rows
     * @param queries zᵢ as the rows of n × d
     * @param targets yᵢ as the rows of n × o
     * @param length T
     * @param width d
     * @param outputs o
     * @param planted the weights from which the targets were made, or null
     * @param description one line for people
     */
    public AttentionRegression(
            double[] tokens,
            double[] queries,
            double[] targets,
            int length,
            int width,
            int outputs,
            double @Nullable [] planted,
            String description) {
        sequences = targets.length / outputs;
        if (sequences == 0
                || targets.length != sequences * outputs
                || queries.length != sequences * width
                || tokens.length != sequences * length * width) {
            throw new IllegalArgumentException("n sequences of " + length + " tokens of length " + width + " have n·"
                    + length * width + " entries, their queries n·" + width + " and their targets n·" + outputs
                    + "; given " + tokens.length + ", " + queries.length + " and " + targets.length);
        }
        this.tokens = tokens.clone();
        this.queries = queries.clone();
        this.targets = targets.clone();
        this.length = length;
        this.width = width;
        this.outputs = outputs;
        this.planted = planted == null ? null : planted.clone();
        this.description = description;
        digest = Digests.of(
                "attention-regression", new int[] {sequences, length, width, outputs}, tokens, queries, targets);
        tokensAcross = new double[tokens.length];
        for (int i = 0; i < sequences; i++) {
            for (int t = 0; t < length; t++) {
                for (int a = 0; a < width; a++) {
                    tokensAcross[(i * width + a) * length + t] = tokens[(i * length + t) * width + a];
                }
            }
        }
        scores = new double[sequences * length];
        contexts = new double[sequences * width];
        slopes = new double[sequences * width];
        pulls = new double[sequences * width];
        along = new double[length];
        residuals = new double[sequences * outputs];
    }

    /** d, the length of a token. */
    public int width() {
        return width;
    }

    /** X₁ … X_n. The problem's own array, not a copy: do not write to it. */
    public double[] tokens() {
        return tokens;
    }

    /** zᵢ as rows. The problem's own array, not a copy: do not write to it. */
    public double[] queries() {
        return queries;
    }

    /** yᵢ as rows. The problem's own array, not a copy: do not write to it. */
    public double[] targets() {
        return targets;
    }

    @Override
    public int dimension() {
        return width * width + outputs * width;
    }

    /** The scores W, then the value V. */
    @Override
    public Layout layout() {
        return Layout.of(new Block("W", width, width), new Block("V", outputs, width));
    }

    /** V cᵢ as the rows of n × o, a fresh array. */
    public double[] predict(double[] w) {
        require("w", w);
        double[] predictions = new double[targets.length];
        forward(w);
        for (int k = 0; k < predictions.length; k++) {
            predictions[k] = residuals[k] + targets[k];
        }
        return predictions;
    }

    @Override
    public double loss(double[] w) {
        require("w", w);
        return 0.5 * forward(w) / sequences;
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        require("w", w);
        require("gradient", gradient);
        double sum = forward(w);
        backward(w, gradient);
        return 0.5 * sum / sequences;
    }

    /** Leaves attention, contexts and residuals of all sequences in the workspace; returns Σ‖residual‖². */
    private double forward(double[] w) {
        Kernels kernels = Kernels.get();
        int n = sequences;
        // the rows of slopes hold Wz until the scores are known
        Arrays.fill(slopes, 0);
        kernels.addProduct(n, width, width, queries, 0, false, w, 0, true, slopes, 0);
        Arrays.fill(scores, 0);
        Arrays.fill(contexts, 0);
        for (int i = 0; i < n; i++) {
            int at = i * length * width;
            int row = i * length;
            kernels.addTransposed(width, length, tokensAcross, at, slopes, i * width, scores, row);
            kernels.softMax(length, scores, row);
            kernels.addTransposed(length, width, tokens, at, scores, row, contexts, i * width);
        }
        for (int k = 0; k < residuals.length; k++) {
            residuals[k] = -targets[k];
        }
        kernels.addProduct(n, width, outputs, contexts, 0, false, w, width * width, true, residuals, 0);
        double square = 0;
        for (double r : residuals) {
            square += r * r;
        }
        return square;
    }

    /** The gradient, after {@link #forward}. */
    private void backward(double[] w, double[] gradient) {
        Kernels kernels = Kernels.get();
        int n = sequences;
        int values = width * width;
        Arrays.fill(gradient, 0);
        for (int k = 0; k < residuals.length; k++) {
            residuals[k] /= n;
        }
        kernels.addProduct(outputs, n, width, residuals, 0, true, contexts, 0, false, gradient, values);
        Arrays.fill(slopes, 0);
        kernels.addProduct(n, outputs, width, residuals, 0, false, w, values, false, slopes, 0);
        Arrays.fill(pulls, 0);
        for (int i = 0; i < n; i++) {
            int at = i * length * width;
            // the softmax turns a slope in the context into one of p_t⟨x_t − c, slope⟩ in the score of token t
            Arrays.fill(along, 0);
            kernels.addTransposed(width, length, tokensAcross, at, slopes, i * width, along, 0);
            double mean = kernels.dot(width, contexts, i * width, slopes, i * width);
            for (int t = 0; t < length; t++) {
                along[t] = (along[t] - mean) * scores[i * length + t];
            }
            kernels.addTransposed(length, width, tokens, at, along, 0, pulls, i * width);
        }
        kernels.addProduct(width, n, width, pulls, 0, true, queries, 0, false, gradient, 0);
    }

    private void require(String what, double[] vector) {
        if (vector.length != dimension()) {
            throw new IllegalArgumentException(what + " has length " + vector.length + " but the weights are "
                    + layout() + "; it needs length " + dimension());
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Optional<double[]> planted() {
        return planted == null ? Optional.empty() : Optional.of(planted.clone());
    }

    @Override
    public String withoutLimit() {
        return "No limit is predicted: the loss is not convex in scores and value together, and no theorem names the"
                + " minimiser at which the flow ends. What key and query conserve, and a factored value, holds for any loss.";
    }

    @Override
    public AttentionRegression copy() {
        return new AttentionRegression(tokens, queries, targets, length, width, outputs, planted, description);
    }
}
