package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * A target from a seed: W° with singular values s, ρs, ρ²s, … of a given number and random singular vectors.
 */
public final class GeneratedMatrixTarget implements ProblemFamily {

    private static final String GENERAL = "general";
    private static final String SEMIDEFINITE = "semidefinite";

    @Override
    public String id() {
        return "matrix-target";
    }

    @Override
    public String name() {
        return "Deep factorisation";
    }

    @Override
    public String formula() {
        return "f(W) = \\frac12\\lVert W - W^\\circ\\rVert_F^2";
    }

    @Override
    public String summary() {
        return "A planted matrix seen whole: a product of factors learns its singular values one after the other.";
    }

    @Override
    public String source() {
        return "Saxe, McClelland and Ganguli 2014 (arXiv 1312.6120)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                PlantedMatrices.rows(6),
                PlantedMatrices.columns(6),
                PlantedMatrices.rank(4),
                new Parameter.Real(
                        "strength",
                        "s_1",
                        "Strength",
                        "Largest singular value of the planted matrix.",
                        false,
                        3,
                        1e-6,
                        1e6,
                        true),
                new Parameter.Real(
                        "ratio",
                        "\\rho",
                        "Ratio",
                        "Each singular value is this share of the one before.",
                        false,
                        0.6,
                        0.01,
                        1,
                        false),
                new Parameter.Choice(
                        "target",
                        "W^\\circ",
                        "Planted matrix",
                        "With random singular vectors, or symmetric positive semidefinite.",
                        false,
                        GENERAL,
                        List.of(GENERAL, SEMIDEFINITE)));
    }

    @Override
    public MatrixTarget create(Settings settings, long seed, Path base) {
        int rows = settings.whole("rows");
        int columns = settings.whole("columns");
        int rank = settings.whole("rank");
        PlantedMatrices.checkRank(rank, rows, columns);
        PlantedMatrices.checkSize(1, rows, columns);
        boolean semidefinite = settings.text("target").equals(SEMIDEFINITE);
        if (semidefinite && rows != columns) {
            throw new InvalidSettingException(
                    "columns", "is " + columns + ", but a symmetric matrix is square; give " + rows);
        }
        double[] left = PlantedMatrices.orthogonal(rows, new SeededRandom(seed, "left"));
        double[] right = semidefinite ? left : PlantedMatrices.orthogonal(columns, new SeededRandom(seed, "right"));
        double[] target = new double[rows * columns];
        double s = settings.real("strength");
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    target[i * columns + j] += s * (left[i * rows + k] * right[j * columns + k]);
                }
            }
            s *= settings.real("ratio");
        }
        String description = String.format(
                Locale.ROOT,
                "Deep factorisation: a %d × %d matrix of rank %d, singular values from %s by %s, seed %d",
                rows,
                columns,
                rank,
                settings.real("strength"),
                settings.real("ratio"),
                seed);
        return new MatrixTarget(target, rows, columns, description);
    }
}
