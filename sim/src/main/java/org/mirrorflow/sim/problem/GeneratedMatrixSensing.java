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
 * Matrix sensing from a seed: yₖ = ⟨Aₖ, W°⟩ + σεₖ with a planted W° of rank r, all divided by √n. W° = PQᵀ/√r with normal
 * factors, so that its entries have variance 1; for symmetric measurements Σ ±pₖpₖᵀ/√r; for commuting ones it shares their
 * eigenbasis. Measurements, planted matrix, basis and noise come from streams of their own.
 */
public final class GeneratedMatrixSensing implements ProblemFamily {

    private static final String GAUSSIAN = "gaussian";
    private static final String SYMMETRIC = "symmetric";
    private static final String COMMUTING = "commuting";

    @Override
    public String id() {
        return "matrix-sensing";
    }

    @Override
    public String name() {
        return "Matrix sensing";
    }

    @Override
    public String formula() {
        return "f(W) = \\frac{1}{2n}\\sum_k (\\langle A_k, W\\rangle - y_k)^2,\\quad y_k = \\langle A_k, W^\\circ\\rangle";
    }

    @Override
    public String summary() {
        return "Random linear measurements of a planted matrix of low rank; with fewer of them than entries, the geometry chooses among the matrices that fit.";
    }

    @Override
    public String source() {
        return "Recht, Fazel and Parrilo 2010 (arXiv 0706.4138); Gunasekar et al. 2017 (arXiv 1705.09280)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                PlantedMatrices.rows(12),
                PlantedMatrices.columns(12),
                PlantedMatrices.rank(2),
                PlantedMatrices.samples(60),
                PlantedMatrices.noise(),
                new Parameter.Choice(
                        "measurements",
                        "A_k",
                        "Measurements",
                        "Normal entries; their symmetric part; or symmetric with one random eigenbasis, so that all commute.",
                        false,
                        GAUSSIAN,
                        List.of(GAUSSIAN, SYMMETRIC, COMMUTING)));
    }

    @Override
    public MatrixSensing create(Settings settings, long seed, Path base) {
        int rows = settings.whole("rows");
        int columns = settings.whole("columns");
        int rank = settings.whole("rank");
        int n = settings.whole("samples");
        String kind = settings.text("measurements");
        PlantedMatrices.checkRank(rank, rows, columns);
        PlantedMatrices.checkSize(n, rows, columns);
        if (!kind.equals(GAUSSIAN) && rows != columns) {
            throw new InvalidSettingException(
                    "columns", "is " + columns + ", but " + kind + " measurements need square weights; give " + rows);
        }
        DMatrixRMaj a = new DMatrixRMaj(n, rows * columns);
        SeededRandom entries = new SeededRandom(seed, "measurements");
        SeededRandom plant = new SeededRandom(seed, "planted");
        double[] planted;
        if (kind.equals(COMMUTING)) {
            double[] basis = PlantedMatrices.orthogonal(rows, new SeededRandom(seed, "basis"));
            for (int k = 0; k < n; k++) {
                // spectra as long as those of normal matrices, so that the loss is of the same size
                PlantedMatrices.conjugate(
                        basis, PlantedMatrices.gaussian(entries, rows, Math.sqrt(rows)), a.data, k * rows * rows);
            }
            double[] spectrum = new double[rows];
            for (int i : new SeededRandom(seed, "support").subset(rank, rows)) {
                spectrum[i] = rows * plant.nextGaussian() / Math.sqrt(rank);
            }
            planted = new double[rows * rows];
            PlantedMatrices.conjugate(basis, spectrum, planted, 0);
        } else {
            System.arraycopy(
                    PlantedMatrices.gaussian(entries, n * rows * columns, 1), 0, a.data, 0, n * rows * columns);
            planted = PlantedMatrices.lowRank(rows, columns, rank, plant);
            if (kind.equals(SYMMETRIC)) {
                for (int k = 0; k < n; k++) {
                    symmetrise(a.data, k * rows * rows, rows);
                }
                planted = symmetric(rows, rank, new SeededRandom(seed, "planted"));
            }
        }
        String description = String.format(
                Locale.ROOT,
                "Matrix sensing: %d %s measurements of a %d × %d matrix of rank %d, noise %s, seed %d",
                n,
                kind,
                rows,
                columns,
                rank,
                settings.real("noise"),
                seed);
        return PlantedMatrices.measured(
                a, planted, settings.real("noise"), new SeededRandom(seed, "noise"), rows, columns, null, description);
    }

    private static void symmetrise(double[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (a[at + i * n + j] + a[at + j * n + i]) / 2;
                a[at + i * n + j] = mean;
                a[at + j * n + i] = mean;
            }
        }
    }

    /** Σ ±pₖpₖᵀ/√r with normal pₖ and alternating signs. */
    private static double[] symmetric(int n, int rank, SeededRandom random) {
        double[] w = new double[n * n];
        for (int k = 0; k < rank; k++) {
            double[] p = PlantedMatrices.gaussian(random, n, 1);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    w[i * n + j] += (k % 2 == 0 ? 1 : -1) * p[i] * p[j] / Math.sqrt(rank);
                }
            }
        }
        return w;
    }
}
