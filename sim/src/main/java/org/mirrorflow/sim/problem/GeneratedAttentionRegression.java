package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Attention with a value from a seed: normal tokens and queries, and targets made by a head with planted scores of low rank and
 * a planted normal value, so that the loss can reach 0.
 */
public final class GeneratedAttentionRegression implements ProblemFamily {

    @Override
    public String id() {
        return "attention-regression";
    }

    @Override
    public String name() {
        return "Attention with a trained value";
    }

    @Override
    public String formula() {
        return "f(W, V) = \\frac{1}{2n}\\sum_i \\|V X_i^\\top\\mathrm{softmax}(X_i W z_i) - y_i\\|^2";
    }

    @Override
    public String summary() {
        return "A single attention layer that answers queries: its scores and its value are trained together.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), on attention; Vaswani et al. 2017 (arXiv 1706.03762)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("dimension", "d", "Dimension", "Length of a token.", false, 6, 2, 1000),
                new Parameter.Whole("sequences", "n", "Sequences", "Number of sequences.", false, 20, 1, 10_000),
                new Parameter.Whole("tokens", "T", "Tokens", "Tokens in a sequence, at least 2.", false, 5, 2, 1000),
                new Parameter.Whole("outputs", "o", "Outputs", "Numbers in an answer.", false, 2, 1, 1000),
                PlantedMatrices.rank(2));
    }

    @Override
    public AttentionRegression create(Settings settings, long seed, Path base) {
        int d = settings.whole("dimension");
        int n = settings.whole("sequences");
        int length = settings.whole("tokens");
        int outputs = settings.whole("outputs");
        int rank = settings.whole("rank");
        PlantedMatrices.checkRank(rank, d, d);
        PlantedMatrices.checkSize(n, length, d);
        double[] tokens = PlantedMatrices.gaussian(new SeededRandom(seed, "tokens"), n * length * d, 1);
        double[] queries = PlantedMatrices.gaussian(new SeededRandom(seed, "queries"), n * d, 1 / Math.sqrt(d));
        double[] scores = PlantedMatrices.lowRank(d, d, rank, new SeededRandom(seed, "scores"));
        double[] value = PlantedMatrices.gaussian(new SeededRandom(seed, "value"), outputs * d, 1 / Math.sqrt(d));
        double[] planted = Arrays.copyOf(scores, d * d + value.length);
        System.arraycopy(value, 0, planted, d * d, value.length);
        String description = String.format(
                Locale.ROOT,
                "Attention with a value: %d sequences of %d tokens of length %d, %d outputs, seed %d",
                n,
                length,
                d,
                outputs,
                seed);
        double[] targets = new AttentionRegression(
                        tokens, queries, new double[n * outputs], length, d, outputs, null, description)
                .predict(planted);
        return new AttentionRegression(tokens, queries, targets, length, d, outputs, planted, description);
    }
}
