package org.mirrorflow.sim.problem;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final double[] score;
    private final double[] context;
    private final double[] contextSlope;
    private final double[] residual;

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
        score = new double[length];
        context = new double[width];
        contextSlope = new double[width];
        residual = new double[outputs];
    }

    /** d, the length of a token. */
    public int width() {
        return width;
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
        for (int i = 0; i < sequences; i++) {
            forward(w, i);
            for (int k = 0; k < outputs; k++) {
                predictions[i * outputs + k] = residual[k] + targets[i * outputs + k];
            }
        }
        return predictions;
    }

    @Override
    public double loss(double[] w) {
        require("w", w);
        double sum = 0;
        for (int i = 0; i < sequences; i++) {
            sum += forward(w, i);
        }
        return 0.5 * sum / sequences;
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        require("w", w);
        require("gradient", gradient);
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i < sequences; i++) {
            sum += forward(w, i);
            backward(w, i, gradient);
        }
        return 0.5 * sum / sequences;
    }

    /** Leaves the attention, the context and the residual of one sequence in the workspace; returns ‖residual‖². */
    private double forward(double[] w, int i) {
        int at = i * length * width;
        double largest = Double.NEGATIVE_INFINITY;
        // contextSlope holds Wz until the scores are known
        for (int a = 0; a < width; a++) {
            double sum = 0;
            for (int b = 0; b < width; b++) {
                sum += w[a * width + b] * queries[i * width + b];
            }
            contextSlope[a] = sum;
        }
        for (int t = 0; t < length; t++) {
            double sum = 0;
            for (int a = 0; a < width; a++) {
                sum += tokens[at + t * width + a] * contextSlope[a];
            }
            score[t] = sum;
            largest = Math.max(largest, sum);
        }
        double total = 0;
        for (int t = 0; t < length; t++) {
            score[t] = Math.exp(score[t] - largest);
            total += score[t];
        }
        Arrays.fill(context, 0);
        for (int t = 0; t < length; t++) {
            score[t] /= total;
            for (int a = 0; a < width; a++) {
                context[a] += score[t] * tokens[at + t * width + a];
            }
        }
        double square = 0;
        for (int k = 0; k < outputs; k++) {
            double sum = -targets[i * outputs + k];
            for (int a = 0; a < width; a++) {
                sum += w[width * width + k * width + a] * context[a];
            }
            residual[k] = sum;
            square += sum * sum;
        }
        return square;
    }

    /** Adds the gradient of one sequence, after its {@link #forward}. */
    private void backward(double[] w, int i, double[] gradient) {
        int values = width * width;
        int at = i * length * width;
        for (int a = 0; a < width; a++) {
            double slope = 0;
            for (int k = 0; k < outputs; k++) {
                gradient[values + k * width + a] += residual[k] * context[a] / sequences;
                slope += residual[k] * w[values + k * width + a];
            }
            contextSlope[a] = slope / sequences;
        }
        for (int t = 0; t < length; t++) {
            // the softmax turns a slope in the context into one of p_t⟨x_t − c, slope⟩ in the score of token t
            double slope = 0;
            for (int a = 0; a < width; a++) {
                slope += (tokens[at + t * width + a] - context[a]) * contextSlope[a];
            }
            slope *= score[t];
            for (int a = 0; a < width; a++) {
                double pull = slope * tokens[at + t * width + a];
                for (int b = 0; b < width; b++) {
                    gradient[a * width + b] += pull * queries[i * width + b];
                }
            }
        }
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
