package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Token selection from a seed: in each of n sequences the first of T random tokens must be the one that a query attends to. The
 * margins are (x* − x_t)ᵀWz; with fewer of them than d² they are separable with probability 1.
 */
public final class GeneratedAttention implements ProblemFamily {

    @Override
    public String id() {
        return "token-selection";
    }

    @Override
    public String name() {
        return "Token selection by attention";
    }

    @Override
    public String formula() {
        return "f(W) = \\sum_{i,t} \\ell\\big((x_i^\\star - x_{it})^\\top W z_i\\big)";
    }

    @Override
    public String summary() {
        return "A single attention layer must give its best token more score than every other: a margin problem in the key-query matrix.";
    }

    @Override
    public String source() {
        return "Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("dimension", "d", "Dimension", "Length of a token.", false, 8, 2, 1000),
                new Parameter.Whole("sequences", "n", "Sequences", "Number of sequences.", false, 4, 1, 1000),
                new Parameter.Whole("tokens", "T", "Tokens", "Tokens in a sequence, at least 2.", false, 5, 2, 1000),
                MarginProblem.lossParameter());
    }

    @Override
    public AttentionSelection create(Settings settings, long seed, Path base) {
        int d = settings.whole("dimension");
        int sequences = settings.whole("sequences");
        int tokens = settings.whole("tokens");
        PlantedMatrices.checkSize(sequences * (tokens - 1), d, d);
        SeededRandom random = new SeededRandom(seed, "tokens");
        SeededRandom queries = new SeededRandom(seed, "queries");
        DMatrixRMaj rows = new DMatrixRMaj(sequences * (tokens - 1), d * d);
        int row = 0;
        for (int i = 0; i < sequences; i++) {
            double[] z = PlantedMatrices.gaussian(queries, d, 1 / Math.sqrt(d));
            double[] best = PlantedMatrices.gaussian(random, d, 1);
            for (int t = 1; t < tokens; t++, row++) {
                double[] other = PlantedMatrices.gaussian(random, d, 1);
                for (int a = 0; a < d; a++) {
                    for (int b = 0; b < d; b++) {
                        rows.set(row, a * d + b, (best[a] - other[a]) * z[b]);
                    }
                }
            }
        }
        String description = String.format(
                Locale.ROOT,
                "Token selection: %d sequences of %d tokens of length %d, seed %d",
                sequences,
                tokens,
                d,
                seed);
        return new AttentionSelection(rows, d, d, MarginProblem.tail(settings), description);
    }
}
