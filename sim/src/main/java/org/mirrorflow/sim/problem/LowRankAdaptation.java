package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Fine-tuning from a seed: the weights start from a pretrained W₀ with normal entries, the measurements are those of W₀ plus a
 * planted change of rank r whose entries have variance 1. Both sides are divided by √n.
 */
public final class LowRankAdaptation implements ProblemFamily {

    @Override
    public String id() {
        return "low-rank-adaptation";
    }

    @Override
    public String name() {
        return "Low-rank adaptation";
    }

    @Override
    public String formula() {
        return "f(W) = \\frac{1}{2n}\\sum_k (\\langle A_k, W\\rangle - y_k)^2,\\quad W_0\\mathrm{\\ given}";
    }

    @Override
    public String summary() {
        return "A pretrained matrix must learn a change of low rank from few measurements: the toy of fine-tuning with adapters.";
    }

    @Override
    public String source() {
        return "Hu et al. 2021 (arXiv 2106.09685); Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), LoRA experiment in the small";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                PlantedMatrices.rows(12),
                PlantedMatrices.columns(12),
                new Parameter.Whole(
                        "rank",
                        "r",
                        "Rank of the change",
                        "Rank of the planted change; at most the smaller side of the matrix.",
                        false,
                        2,
                        1,
                        10_000),
                PlantedMatrices.samples(60),
                PlantedMatrices.noise(),
                new Parameter.Real(
                        "pretrained-scale",
                        "s",
                        "Pretrained scale",
                        "Standard deviation of the entries of the pretrained matrix.",
                        false,
                        1,
                        0,
                        1000,
                        false));
    }

    @Override
    public MatrixSensing create(Settings settings, long seed, Path base) {
        int rows = settings.whole("rows");
        int columns = settings.whole("columns");
        int rank = settings.whole("rank");
        int n = settings.whole("samples");
        PlantedMatrices.checkRank(rank, rows, columns);
        PlantedMatrices.checkSize(n, rows, columns);
        DMatrixRMaj a = new DMatrixRMaj(
                n,
                rows * columns,
                true,
                PlantedMatrices.gaussian(new SeededRandom(seed, "measurements"), n * rows * columns, 1));
        double[] pretrained = PlantedMatrices.gaussian(
                new SeededRandom(seed, "pretrained"), rows * columns, settings.real("pretrained-scale"));
        double[] planted = PlantedMatrices.lowRank(rows, columns, rank, new SeededRandom(seed, "planted"));
        for (int i = 0; i < planted.length; i++) {
            planted[i] += pretrained[i];
        }
        String description = String.format(
                Locale.ROOT,
                "Low-rank adaptation: %d measurements, %d × %d weights, a change of rank %d, noise %s, seed %d",
                n,
                rows,
                columns,
                rank,
                settings.real("noise"),
                seed);
        return PlantedMatrices.measured(
                a,
                planted,
                settings.real("noise"),
                new SeededRandom(seed, "noise"),
                rows,
                columns,
                pretrained,
                description);
    }
}
