package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Separable linear classification from a seed. A planted w°, of Euclidean length 1, has k entries ±1/√k at random places.
 * Samples are x = z + y·m·w° with z standard normal and the label y = sgn⟨z, w°⟩, so that w° separates them with a
 * Euclidean margin of at least m.
 */
public final class GeneratedClassification implements ProblemFamily {

    @Override
    public String id() {
        return "separable-classification";
    }

    @Override
    public String name() {
        return "Separable classification";
    }

    @Override
    public String formula() {
        return "f(w) = \\sum_i \\ell(y_i\\langle w, x_i\\rangle),\\quad y_i\\langle w^\\circ, x_i\\rangle \\geq m";
    }

    @Override
    public String summary() {
        return "Gaussian samples pushed apart along a sparse planted direction; the geometry decides in which direction the"
                + " weights grow.";
    }

    @Override
    public String source() {
        return "Soudry et al. 2018 (arXiv 1710.10345), separable data; the draw is this laboratory's own";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("samples", "n", "Samples", "Number of samples.", false, 20, 1, 100_000),
                new Parameter.Whole("features", "d", "Features", "Number of features.", false, 40, 1, 100_000),
                new Parameter.Whole(
                        "sparsity",
                        "k",
                        "Non-zeros",
                        "Number of planted weights that are not zero; at most the number of features.",
                        false,
                        3,
                        1,
                        100_000),
                new Parameter.Real(
                        "margin",
                        "m",
                        "Margin",
                        "Least Euclidean distance of a sample to the planted hyperplane.",
                        false,
                        0.5,
                        1e-6,
                        1e6,
                        true),
                MarginProblem.lossParameter());
    }

    @Override
    public LinearClassification create(Settings settings, long seed, Path base) {
        int n = settings.whole("samples");
        int d = settings.whole("features");
        int k = settings.whole("sparsity");
        double m = settings.real("margin");
        if (k > d) {
            throw new InvalidSettingException(
                    "sparsity", "is " + k + " but there are " + d + " features; lower it or raise features");
        }
        double[] planted = new double[d];
        SeededRandom signs = new SeededRandom(seed, "signs");
        for (int j : new SeededRandom(seed, "places").subset(k, d)) {
            planted[j] = (signs.nextInt(2) == 0 ? 1 : -1) / Math.sqrt(k);
        }
        SeededRandom random = new SeededRandom(seed, "samples");
        DMatrixRMaj rows = new DMatrixRMaj(n, d);
        for (int i = 0; i < n; i++) {
            double along = 0;
            for (int j = 0; j < d; j++) {
                double z = random.nextGaussian();
                rows.set(i, j, z);
                along += z * planted[j];
            }
            double label = along >= 0 ? 1 : -1;
            for (int j = 0; j < d; j++) {
                // The row is a sample times its label.
                rows.set(i, j, label * rows.get(i, j) + m * planted[j]);
            }
        }
        return new LinearClassification(
                rows,
                MarginProblem.tail(settings),
                planted,
                "Separable classification: " + n + " samples, " + d + " features, " + k
                        + " planted weights, margin at least " + m + ", seed " + seed);
    }
}
