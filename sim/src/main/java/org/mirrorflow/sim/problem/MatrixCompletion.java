package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Matrix completion from a seed: n entries of a planted matrix of rank r, at uniformly random places, seen without noise.
 * W° = PQᵀ/√r with normal factors. Both sides are divided by √n.
 */
public final class MatrixCompletion implements ProblemFamily {

    @Override
    public String id() {
        return "matrix-completion";
    }

    @Override
    public String name() {
        return "Matrix completion";
    }

    @Override
    public String formula() {
        return "f(W) = \\frac{1}{2n}\\sum_{(i,j)\\in\\Omega} (W_{ij} - W^\\circ_{ij})^2";
    }

    @Override
    public String summary() {
        return "Some entries of a planted matrix of low rank are seen; the geometry fills in the others.";
    }

    @Override
    public String source() {
        return "Candès and Recht 2009 (arXiv 0805.4471); Gunasekar et al. 2017 (arXiv 1705.09280)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                PlantedMatrices.rows(12),
                PlantedMatrices.columns(12),
                PlantedMatrices.rank(2),
                new Parameter.Whole(
                        "samples",
                        "n",
                        "Entries seen",
                        "Number of entries seen, at random places; at most rows times columns.",
                        false,
                        100,
                        1,
                        1_000_000));
    }

    @Override
    public MatrixSensing create(Settings settings, long seed, Path base) {
        int rows = settings.whole("rows");
        int columns = settings.whole("columns");
        int rank = settings.whole("rank");
        int n = settings.whole("samples");
        PlantedMatrices.checkRank(rank, rows, columns);
        if (n > (long) rows * columns) {
            throw new InvalidSettingException(
                    "samples", "is " + n + ", but there are only " + rows * columns + " entries; lower it");
        }
        PlantedMatrices.checkSize(n, rows, columns);
        DMatrixRMaj a = new DMatrixRMaj(n, rows * columns);
        int[] places = new SeededRandom(seed, "entries").subset(n, rows * columns);
        for (int k = 0; k < n; k++) {
            a.set(k, places[k], 1);
        }
        double[] planted = PlantedMatrices.lowRank(rows, columns, rank, new SeededRandom(seed, "planted"));
        String description = String.format(
                Locale.ROOT,
                "Matrix completion: %d entries seen of a %d × %d matrix of rank %d, seed %d",
                n,
                rows,
                columns,
                rank,
                seed);
        return PlantedMatrices.measured(
                a, planted, 0, new SeededRandom(seed, "noise"), rows, columns, null, description);
    }
}
