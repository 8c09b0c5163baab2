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
 * Sparse linear regression from a seed: Y = Xw* + σε, handed on as Z = X/√n and y = Y/√n.
 *
 * <p>Rows of X are independent with standard normal entries and corr(xⱼ, xₗ) = ρ^|j−l| (a stationary AR(1) sequence).
 * w* has k entries different from zero, at a uniformly random set of places, each N(0, 1) or ±1. ε is standard normal.
 * Features, places, magnitudes and noise come from four streams of the seed, so that changing the noise level or the
 * sparsity leaves X as it was.
 */
public final class GeneratedLinearRegression implements ProblemFamily {

    /** Entries of X beyond which generating is refused: 2²⁶ doubles are half a gigabyte. */
    private static final long LARGEST = 1L << 26;

    @Override
    public String id() {
        return "linear-regression";
    }

    @Override
    public String name() {
        return "Sparse linear regression";
    }

    @Override
    public String formula() {
        return "f(w) = \\frac{1}{2n}\\lVert Xw - Y\\rVert_2^2,\\quad Y = Xw^\\circ + \\sigma\\varepsilon";
    }

    @Override
    public String summary() {
        return "Gaussian features and a sparse planted vector, drawn from a seed; with fewer samples than features many"
                + " weights fit the data and the optimizer chooses among them.";
    }

    @Override
    public String source() {
        return "Woodworth et al., Kernel and rich regimes in overparametrized models, COLT 2020, section 4";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("samples", "n", "Samples", "Number of rows of X.", false, 40, 1, 1_000_000),
                new Parameter.Whole("features", "d", "Features", "Number of columns of X.", false, 100, 1, 1_000_000),
                new Parameter.Whole(
                        "sparsity",
                        "k",
                        "Non-zeros",
                        "Number of planted weights that are not zero; at most the number of features.",
                        false,
                        5,
                        1,
                        1_000_000),
                new Parameter.Real(
                        "noise",
                        "\\sigma",
                        "Noise",
                        "Standard deviation of the noise added to each target.",
                        false,
                        0.0,
                        0.0,
                        1000.0,
                        false),
                new Parameter.Real(
                        "correlation",
                        "\\rho",
                        "Correlation",
                        "Correlation of neighbouring features; features l apart have its l-th power.",
                        false,
                        0.0,
                        0.0,
                        0.999,
                        false),
                new Parameter.Choice(
                        "signal",
                        "w^\\circ",
                        "Planted weights",
                        "How the non-zero planted weights are drawn: standard normal, or +1 and -1 alike.",
                        false,
                        "gaussian",
                        List.of("gaussian", "signs")));
    }

    @Override
    public LinearRegression create(Settings settings, long seed, Path base) {
        int n = settings.whole("samples");
        int d = settings.whole("features");
        int k = settings.whole("sparsity");
        double noise = settings.real("noise");
        double correlation = settings.real("correlation");
        if (k > d) {
            throw new InvalidSettingException(
                    "sparsity", "is " + k + " but there are only " + d + " features; lower sparsity or raise features");
        }
        if ((long) n * d > LARGEST) {
            throw new InvalidSettingException(
                    "features",
                    "is " + d + ", which with " + n + " samples makes " + (long) n * d + " entries; at most " + LARGEST
                            + " are allowed, so lower features or samples");
        }
        DMatrixRMaj x = features(n, d, correlation, new SeededRandom(seed, "features"));
        double[] planted = planted(d, k, settings.text("signal").equals("signs"), seed);
        SeededRandom noiseStream = new SeededRandom(seed, "noise");
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0.0;
            for (int j = 0; j < d; j++) {
                sum += x.data[i * d + j] * planted[j];
            }
            y[i] = sum + noise * noiseStream.nextGaussian();
        }
        String description = String.format(
                Locale.ROOT,
                "Sparse linear regression: %d samples, %d features, %d planted non-zeros, noise %s, seed %d",
                n,
                d,
                k,
                noise,
                seed);
        return LinearRegression.normalised(x, y, List.of(), planted, description);
    }

    private static DMatrixRMaj features(int n, int d, double correlation, SeededRandom random) {
        DMatrixRMaj x = new DMatrixRMaj(n, d);
        double innovation = Math.sqrt(1.0 - correlation * correlation);
        for (int i = 0; i < n; i++) {
            double previous = 0.0;
            for (int j = 0; j < d; j++) {
                double g = random.nextGaussian();
                previous = j == 0 ? g : correlation * previous + innovation * g;
                x.data[i * d + j] = previous;
            }
        }
        return x;
    }

    private static double[] planted(int d, int k, boolean signs, long seed) {
        int[] support = new SeededRandom(seed, "support").subset(k, d);
        SeededRandom random = new SeededRandom(seed, "magnitudes");
        double[] planted = new double[d];
        for (int j : support) {
            planted[j] = signs ? (random.nextDouble() < 0.5 ? -1.0 : 1.0) : random.nextGaussian();
        }
        return planted;
    }
}
